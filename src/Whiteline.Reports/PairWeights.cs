using Whiteline.Learning.Svm;
using Whiteline.Recipes;

namespace Whiteline.Reports;

/// <summary>The weights of one pair of classes.</summary>
/// <param name="First">The class that positive weights speak for.</param>
/// <param name="Second">The class that negative weights speak for.</param>
/// <param name="Weights">Shape (channels).</param>
sealed record PairWeights(string First, string Second, double[] Weights)
{
    /// <summary>All pairs of a model, or null when it has no weights that hold for all spectra.</summary>
    public static IReadOnlyList<PairWeights>? Of(TrainedModel model)
    {
        if (model.Classifier is not SvmClassifier { Kernel.Kind: KernelKind.Linear or KernelKind.Cosine } svm) return null;
        var pairs = new List<PairWeights>();
        for (var i = 0; i < svm.Classes.Count; i++)
            for (var j = i + 1; j < svm.Classes.Count; j++) pairs.Add(new(svm.Classes[i], svm.Classes[j], SvmExplanation.Weights(svm, pairs.Count)!));
        return pairs;
    }
}
