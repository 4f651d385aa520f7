using Whiteline.Learning;
using Whiteline.Learning.Networks;
using Whiteline.Learning.Svm;

namespace Whiteline.Recipes.Tuning;

/// <summary>What it costs to label one spectrum, whatever the machine.</summary>
public static class InferenceCost
{
    /// <summary>Multiplications for one prepared spectrum: inner products with all support vectors and their weights, or all layers of all networks.</summary>
    /// <exception cref="NotSupportedException">The classifier is neither a support vector machine nor a network.</exception>
    public static double Multiplications(IClassifier classifier) => classifier switch
    {
        TwoViewClassifier twice => Multiplications(twice.Own) + Multiplications(twice.Denoised) + twice.View.Local.Multiplications,
        SvmClassifier machine => machine.SupportVectors.Length + (double)machine.SupportVectors.Length / machine.Channels * machine.Functions.Count,
        NetworkClassifier network => NetworkLayout.Multiplications(network.Network, network.Channels, network.Classes.Count),
        EnsembleClassifier ensemble => ensemble.Members.Sum(Multiplications),
        _ => throw new NotSupportedException($"The cost of a {classifier.GetType().Name} is not known."),
    };
}
