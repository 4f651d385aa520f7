using Whiteline.Peers;

// dotnet run -c Release --project bench/peers -- svm|svm-grid|network
return args switch
{
    ["svm"] => SvmAgainstScikitLearn.Run(),
    ["svm-grid"] => SvmAgainstScikitLearn.RunGrid(),
    ["network"] => NetworkAgainstPyTorch.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Give what to compare: svm, svm-grid or network. The grid of scikit-learn takes some 20 minutes.");
    return 2;
}
