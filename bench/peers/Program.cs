using Whiteline.Peers;

// dotnet run -c Release --project bench/peers -- svm [--grid]
return args switch
{
    ["svm"] => SvmAgainstScikitLearn.Run(grid: false),
    ["svm", "--grid"] => SvmAgainstScikitLearn.Run(grid: true),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Give what to compare: svm [--grid]. The grid of scikit-learn takes some 20 minutes.");
    return 2;
}
