using System.Numerics.Tensors;
using Whiteline.Spectra;

namespace Whiteline.Learning.Augmentation;

/// <summary>
/// SMOTE (Chawla, Bowyer, Hall and Kegelmeyer, J. Artif. Intell. Res. 16, 321, 2002): a place drawn evenly between a spectrum and one of its nearest neighbours in
/// the class.
/// </summary>
/// <param name="Neighbours">Nearest neighbours to choose from, 1 or more; all others where a class has fewer.</param>
public sealed record SmoteAugmentation(int Neighbours = 5) : IGeneratorTrainer
{
    /// <inheritdoc/>
    public string Name => "smote";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Neighbours < 1) yield return $"SMOTE chooses among {Neighbours} neighbours; give at least 1.";
    }

    /// <inheritdoc/>
    public override string ToString() => $"between a spectrum and one of its {Neighbours} nearest neighbours of the class";

    /// <inheritdoc/>
    public ISpectrumGenerator Train(LabeledSpectra real, TrainingContext context)
    {
        if (Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        return PerClassGenerator.Learn(real, 2, Name, context, own =>
        {
            var near = Enumerable.Range(0, own.Count).Select(i => Nearest(own, i)).ToArray();
            return (random, spectrum) =>
            {
                var one = random.NextInt32(own.Count);
                TensorPrimitives.Lerp(own[one], own[near[one][random.NextInt32(near[one].Length)]], (float)random.NextDouble(), spectrum);
            };
        });
    }

    // Of equal distances the earlier spectrum: OrderBy keeps the order.
    int[] Nearest(LabeledSpectra own, int i) =>
        [.. Enumerable.Range(0, own.Count).Where(j => j != i).OrderBy(j => TensorPrimitives.Distance(own[i], own[j])).Take(Neighbours)];
}
