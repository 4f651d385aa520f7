using System.CommandLine;
using System.Text.Json;
using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Learning.ModelFiles;
using Whiteline.Recipes;

namespace Whiteline.Cli.Commands;

/// <summary><c>whiteline export MODEL --out FILE.onnx</c>: a network for programs that know ONNX.</summary>
static class ExportCommand
{
    /// <summary>Creates the command.</summary>
    public static CliCommand Create(CommonOptions common)
    {
        var model = new Argument<string>("MODEL") { Description = "A model file, .wlm, that holds a network." };
        var output = new Option<string>("--out") { Description = "The ONNX file to write. It is replaced if it exists.", HelpName = "FILE", Required = true };
        return new CliCommand(
            "export",
            "Writes a network as ONNX, for programs outside .NET; the preparation of spectra is not in it.",
            "whiteline export mn.wlm --out mn.onnx")
        {
            model, output, common.Json, common.Quiet,
        }.Runs(run => Run(run, run.Value(model), run.Value(output)!));
    }

    static void Run(CommandRun run, string modelFile, string output)
    {
        if (!output.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
            throw BadInputException.In(output, "its extension names no format that models are exported to", "Give the file a name that ends in .onnx.");
        var model = ModelFile.Read(modelFile);
        if (model.Calibration is not null) throw BadInputException.In(modelFile, "its isotonic calibration has no place in the graph, and the probabilities would be others", "Train it with --calibration temperature.");
        KeyValuePair<string, string>[] metadata =
        [
            new("classes", JsonSerializer.Serialize(model.Labels)),
            new("energyAxis", JsonSerializer.Serialize(new { offsetEv = model.Axis.OffsetEv, dispersionEv = model.Axis.DispersionEv, count = model.Axis.Count })),
            new("recipe", RecipeJson.ToJson(model.Recipe).ToJsonString()),
        ];
        try
        {
            AtomicFile.Write(output, stream => OnnxModel.Write(stream, model.Classifier, metadata));
        }
        // A failure of the disk has another failure beneath it, and names its file.
        catch (BadInputException error) when (error.InnerException is null)
        {
            throw new BadInputException($"'{modelFile}': {error.Message}", error);
        }
        run.Print(
            new { model = modelFile, @out = output, input = OnnxModel.Input, output = OnnxModel.Output, channels = model.Axis.Count, labels = model.Labels },
            page => page.Line($"{output}: ONNX, {OnnxModel.Input} (batch, {model.Axis.Count}) to {OnnxModel.Output} (batch, {model.Labels.Count})"));
    }
}
