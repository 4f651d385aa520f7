using Whiteline.Formats;
using Whiteline.Provenance;
using Whiteline.Recipes;
using Whiteline.Reports;
using Whiteline.Spectra;
using Whiteline.Training;
using Whiteline.Web.Files;
using Whiteline.Web.Jobs;

namespace Whiteline.Web.Desk;

/// <summary>A model that was trained.</summary>
/// <param name="Model">The model.</param>
/// <param name="File">Its name in the served folder.</param>
sealed record TrainOutcome(TrainedModel Model, string File);

/// <summary>What training and cross-validation do in the background.</summary>
static class TrainWork
{
    /// <summary>Trains a model and writes it.</summary>
    public static TrainOutcome Train(IReadOnlyList<string> datasets, Func<IProgress<TrainingEpoch>, TrainingPlan> plan, string output, ServedFolder served, ServeOptions options, Job job)
    {
        var paths = datasets.Select(served.Existing).ToArray();
        var model = ModelTraining.Run(Read(paths), plan(new EpochNotes(job)), [.. paths.Select(InputFile.Of)], new(new(0), options.Threads, job, job.Cancellation));
        ModelFile.Write(served.PathOf(output), model);
        return new(model, output);
    }

    /// <summary>Scores a plan on spectra that it did not train on.</summary>
    public static CrossValidationResult Score(IReadOnlyList<string> datasets, string groupBefore, TrainingPlan plan, SplitPlan split, ServedFolder served, ServeOptions options, Job job)
    {
        var data = Read([.. datasets.Select(served.Existing)]);
        if (groupBefore.Length > 0) data = data.GroupedBefore(groupBefore);
        return CrossValidation.Run(data, plan, split, new(new(0), options.Threads, job, job.Cancellation));
    }

    static LabeledSpectra Read(string[] paths) => CommonAxis.Join([.. paths.Select(LabeledSpectraFile.Read)]);

    sealed class EpochNotes(Job job) : IProgress<TrainingEpoch>
    {
        public void Report(TrainingEpoch value) =>
            job.Note(new CurvePoint(value.Member, value.Epoch, value.Loss, value.Accuracy, value.ValidationLoss, value.ValidationAccuracy, value.LearningRate));
    }
}
