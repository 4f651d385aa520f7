using Whiteline.Formats;
using Whiteline.Numerics;
using Whiteline.Peers;

// dotnet run -c Release --project bench/peers -- svm|svm-grid|network|search|search-cost|cluster|umap|hyperspy
// dotnet run -c Release --project bench/peers -- founding-study FILE.npz      the data set, with 5 eV to spare on either side
return args switch
{
    ["svm"] => SvmAgainstScikitLearn.Run(),
    ["svm-grid"] => SvmAgainstScikitLearn.RunGrid(),
    ["network"] => NetworkAgainstPyTorch.Run(),
    ["search"] => SearchAgainstOptuna.RunQuality(),
    ["search-cost"] => SearchAgainstOptuna.RunCost(),
    ["cluster"] => ClusterAgainstScikitLearn.Run(),
    ["umap"] => EmbeddingAgainstUmapLearn.Run(),
    ["hyperspy"] => ImageAgainstHyperSpy.Run(),
    ["founding-study", var file] => Write(file),
    _ => Usage(),
};

static int Write(string file)
{
    LabeledSpectraFile.Write(file, FoundingStudy.Make(new Seed(1), margin: 50));
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("Give what to compare: svm, svm-grid, network, search, search-cost, cluster, umap or hyperspy, or founding-study and a file to write. The grid of scikit-learn takes some 20 minutes.");
    return 2;
}
