using System.Diagnostics;
using Whiteline.Fidelity;
using Whiteline.Learning;
using Whiteline.Learning.Augmentation;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Generation;

/// <summary>Lets several methods learn from the same measured spectra, and compares what they make with others that none of them has seen.</summary>
public static class FidelityStudy
{
    /// <summary>Divides measured spectra into those to learn from and those to compare with, with every class in its share.</summary>
    /// <param name="measured">The spectra.</param>
    /// <param name="context">Seed.</param>
    /// <param name="trainingShare">Share to learn from, between 0 and 1.</param>
    /// <exception cref="BadInputException">Too few spectra.</exception>
    public static (LabeledSpectra Training, LabeledSpectra HeldOut) Divide(LabeledSpectra measured, TrainingContext context, double trainingShare = 0.5)
    {
        var split = new SplitPlan(SplitKind.Shuffle, 1, trainingShare).Divide(measured, context.Seed.Branch("fidelity/division"))[0];
        return (measured.Subset(split.Training), measured.Subset(split.Held));
    }

    /// <summary>The classes of which there are enough spectra to learn from and to compare with; the others cannot be judged.</summary>
    public static IReadOnlyList<string> Judged(LabeledSpectra training, LabeledSpectra heldOut) =>
        [.. training.Classes.Where(label => Math.Min(Of(training, label), Of(heldOut, label)) >= FidelityProof.LeastPerClass)];

    /// <summary>Proves methods.</summary>
    /// <param name="training">Measured spectra to learn from.</param>
    /// <param name="heldOut">Measured spectra to compare with, on the same axis.</param>
    /// <param name="methods">The methods.</param>
    /// <param name="perClass">Spectra of each class to make.</param>
    /// <param name="context">Seed, threads, progress, cancellation.</param>
    /// <param name="judgedOnly">
    /// True to let the methods learn only the classes that can be judged, where there are any: half of a class of three is too little for most methods, and would stop the proof of all others. False
    /// to learn all, as where the generator that is proved is the one to be used.
    /// </param>
    /// <exception cref="BadInputException">A method has a problem, or the spectra do not suit it.</exception>
    public static IReadOnlyList<MethodProof> Run(LabeledSpectra training, LabeledSpectra heldOut, IReadOnlyList<IGeneratorTrainer> methods, int perClass, TrainingContext context, bool judgedOnly = true)
    {
        if (methods.SelectMany(method => method.Problems()).FirstOrDefault() is { } problem) throw new BadInputException(problem);
        string[] leftOut = [.. training.Classes.Except(Judged(training, heldOut))];
        if (!judgedOnly || leftOut.Length == training.Classes.Count) leftOut = [];
        if (leftOut.Length > 0) (training, heldOut) = (Without(leftOut, training), Without(leftOut, heldOut));
        var proofs = new List<MethodProof>();
        foreach (var method in methods)
        {
            var clock = Stopwatch.StartNew();
            context.Progress?.Report(new($"proving {method.Name}", proofs.Count, methods.Count));
            var made = Make(method, training, perClass, context);
            var seconds = clock.Elapsed.TotalSeconds;
            // The same draws for all methods: they are compared with each other.
            var found = FidelityProof.Run(training, heldOut, made, context);
            proofs.Add(new(method.Name, method.ToString() ?? method.Name, found with { LeftOut = [.. found.LeftOut.Concat(leftOut).Order(StringComparer.Ordinal)] }, made, seconds));
        }
        return proofs;
    }

    static LabeledSpectra Without(string[] labels, LabeledSpectra data) => data.Subset([.. Enumerable.Range(0, data.Count).Where(i => !labels.Contains(data.Labels[i]))]);

    static int Of(LabeledSpectra data, string label) => data.Labels.Count(other => other == label);

    /// <summary>Lets a method learn from measured spectra and make so many of each class.</summary>
    public static LabeledSpectra Make(IGeneratorTrainer method, LabeledSpectra measured, int perClass, TrainingContext context)
    {
        var inside = context with { Seed = context.Seed.Branch("generator") };
        return SyntheticSpectra.Make(method.Train(measured, inside), measured.Axis, measured.Classes.ToDictionary(label => label, _ => perClass), inside.Seed)!;
    }
}
