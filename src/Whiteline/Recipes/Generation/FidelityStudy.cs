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

    /// <summary>Proves methods.</summary>
    /// <param name="training">Measured spectra to learn from.</param>
    /// <param name="heldOut">Measured spectra to compare with, on the same axis.</param>
    /// <param name="methods">The methods.</param>
    /// <param name="perClass">Spectra of each class to make.</param>
    /// <param name="context">Seed, threads, progress, cancellation.</param>
    /// <exception cref="BadInputException">A method has a problem, or the spectra do not suit it.</exception>
    public static IReadOnlyList<MethodProof> Run(LabeledSpectra training, LabeledSpectra heldOut, IReadOnlyList<IGeneratorTrainer> methods, int perClass, TrainingContext context)
    {
        if (methods.SelectMany(method => method.Problems()).FirstOrDefault() is { } problem) throw new BadInputException(problem);
        var proofs = new List<MethodProof>();
        foreach (var method in methods)
        {
            var clock = Stopwatch.StartNew();
            context.Progress?.Report(new($"proving {method.Name}", proofs.Count, methods.Count));
            var made = Make(method, training, perClass, context);
            var seconds = clock.Elapsed.TotalSeconds;
            // The same draws for all methods: they are compared with each other.
            proofs.Add(new(method.Name, method.ToString() ?? method.Name, FidelityProof.Run(training, heldOut, made, context), made, seconds));
        }
        return proofs;
    }

    /// <summary>Lets a method learn from measured spectra and make so many of each class.</summary>
    public static LabeledSpectra Make(IGeneratorTrainer method, LabeledSpectra measured, int perClass, TrainingContext context)
    {
        var inside = context with { Seed = context.Seed.Branch("generator") };
        return SyntheticSpectra.Make(method.Train(measured, inside), measured.Axis, measured.Classes.ToDictionary(label => label, _ => perClass), inside.Seed)!;
    }
}
