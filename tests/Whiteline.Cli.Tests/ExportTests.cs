using Whiteline.Learning.Networks;
using Whiteline.Recipes;
using Whiteline.Testing;

namespace Whiteline.Cli.Tests;

public sealed class ExportTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public ExportTests()
    {
        Assert.Equal(0, Run("simulate", "dataset", "--per-class", "Fe2+=8,Fe3+=8", "--out", folder.File("fe.npz")).Status);
        Assert.Equal(0, Run("train", folder.File("fe.npz"), "--out", folder.File("svm.wlm")).Status);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_network_is_written_with_its_labels()
    {
        var model = ModelFile.Read(folder.File("svm.wlm"));
        var network = RandomNetworks.Of(NetworkPresets.Cnn, model.Axis.Count, 2, new(1));
        ModelFile.Write(folder.File("cnn.wlm"), model with { Classifier = network });

        var run = Run("export", folder.File("cnn.wlm"), "--out", folder.File("cnn.onnx"), "--json");

        Assert.Equal((0, ""), (run.Status, run.Errors));
        Assert.Contains("\"channels\": " + model.Axis.Count, run.Output, StringComparison.Ordinal);
        var bytes = File.ReadAllBytes(folder.File("cnn.onnx"));
        Assert.True(bytes.AsSpan().IndexOf("[\"Mn2\\u002B\",\"Mn3\\u002B\"]"u8) > 0);
        Assert.True(bytes.AsSpan().IndexOf("energyAxis"u8) > 0);
    }

    [Fact]
    public void A_support_vector_machine_is_refused_and_nothing_is_written()
    {
        var run = Run("export", folder.File("svm.wlm"), "--out", folder.File("svm.onnx"));

        Assert.Equal(2, run.Status);
        Assert.Contains("svm.wlm': Only networks are exported", run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("svm.onnx")));
    }

    [Fact]
    public void Another_extension_is_refused()
    {
        var run = Run("export", folder.File("svm.wlm"), "--out", folder.File("svm.pb"));

        Assert.Equal(2, run.Status);
        Assert.Contains(".onnx", run.Errors, StringComparison.Ordinal);
    }

    static (int Status, string Output, string Errors) Run(params string[] arguments)
    {
        var cli = new TestCli();
        return (cli.Run(arguments), cli.Output, cli.Error);
    }
}
