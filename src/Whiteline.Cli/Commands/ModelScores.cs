using Whiteline.Cli.Shell;
using Whiteline.Formats;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.ReadyModels;
using Whiteline.Recipes;

namespace Whiteline.Cli.Commands;

/// <summary>Scores a new model on labelled files of its element, for its card.</summary>
static class ModelScores
{
    // What digitised references of many instruments need.
    const double UncertaintyEv = 1;

    /// <summary>The model with its scores; files with no label that it knows are passed over.</summary>
    public static TrainedModel Of(CommandRun run, TrainedModel model, IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            var data = LabeledSpectraFile.Read(file);
            if (!data.Classes.Intersect(model.Labels).Any()) continue;
            var context = new StepContext(file, run.Seed, run.Threads, run.Cancellation);
            var hash = InputFile.Of(file).Sha256;
            model = ModelMaking.Scored(model, Path.GetFileName(file), hash, data, null, context);
            // Where position counts, what is known of the axis decides.
            if (!model.Recipe.Steps.OfType<Align>().Any()) model = ModelMaking.Scored(model, Path.GetFileName(file), hash, data, UncertaintyEv, context);
        }
        return model;
    }
}
