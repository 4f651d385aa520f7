using Whiteline.Learning;
using Whiteline.Learning.Networks;
using Whiteline.Spectra;

namespace Whiteline.Training;

/// <summary>Trains the networks of a deep ensemble (Lakshminarayanan et al., NIPS 2017) one after another, from different seeds.</summary>
static class EnsembleTraining
{
    /// <summary>One network per member; the arguments are those of <see cref="NetworkTraining.Run"/>.</summary>
    public static IReadOnlyList<TrainedNetwork> Run(
        LabeledSpectra prepared, NetworkDescription network, NetworkOptions options, TrainingContext context, string device, string? checkpointFolder, IProgress<TrainingEpoch>? epochs)
    {
        // Asked before the loop: a count that is no count must not pass as an empty ensemble.
        if (options.Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        options = options.For(prepared.Count / context.Versions);
        var members = new TrainedNetwork[options.Members];
        for (var m = 0; m < members.Length; m++)
        {
            var progress = new MemberProgress(m, options, epochs, context.Progress);
            var own = context with { Seed = context.Seed.Branch("member", m), Progress = null };
            members[m] = NetworkTraining.Run(prepared, network, options, own, device, checkpointFolder is null ? null : Path.Combine(checkpointFolder, $"member-{m + 1}"), progress);
        }
        return members;
    }

    /// <summary>The managed classifier of trained networks.</summary>
    public static IClassifier Classifier(LabeledSpectra prepared, NetworkDescription network, IReadOnlyList<TrainedNetwork> members)
    {
        NetworkClassifier[] classifiers =
        [
            .. members.Select(member => new NetworkClassifier(prepared.Classes, prepared.Axis.Count, network, member.Tensors, member.InputMean, member.InputScale, member.Temperature)),
        ];
        return classifiers.Length == 1 ? classifiers[0] : new EnsembleClassifier(classifiers);
    }

    sealed class MemberProgress(int member, NetworkOptions options, IProgress<TrainingEpoch>? epochs, IProgress<Numerics.WorkProgress>? work) : IProgress<TrainingEpoch>
    {
        public void Report(TrainingEpoch value)
        {
            epochs?.Report(value with { Member = member + 1, Members = options.Members });
            work?.Report(new("training", (long)member * value.Epochs + value.Epoch, (long)options.Members * value.Epochs) { Detail = value.Summary });
        }
    }
}
