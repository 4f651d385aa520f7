using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Learning.Augmentation;

/// <summary>
/// A way to make spectra that knows nothing of grids, brought onto the coarser grid from which the measured spectra were interpolated: as many of each class as of the
/// measured ones. Where there is no such grid it changes nothing.
/// </summary>
/// <param name="Inner">What makes the spectra.</param>
public sealed record GridKeepingTrainer(IGeneratorTrainer Inner) : IGeneratorTrainer
{
    /// <inheritdoc/>
    public string Name => Inner.Name;

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Inner.Problems();

    /// <inheritdoc/>
    public override string ToString() => Inner.ToString() ?? Name;

    /// <inheritdoc/>
    public ISpectrumGenerator Train(LabeledSpectra real, TrainingContext context)
    {
        var generator = Inner.Train(real, context);
        var grids = new Dictionary<string, (InterpolatedGrid Grid, double Share)>(StringComparer.Ordinal);
        foreach (var label in real.Classes)
        {
            var own = real.Subset([.. Enumerable.Range(0, real.Count).Where(i => real.Labels[i] == label)]);
            if (InterpolatedGrid.Find(own, out var isOnGrid) is { } grid) grids[label] = (grid, isOnGrid.Average(on => on ? 1.0 : 0));
        }
        return grids.Count == 0 ? generator : new Keeping(generator, grids);
    }

    sealed class Keeping(ISpectrumGenerator inner, Dictionary<string, (InterpolatedGrid Grid, double Share)> grids) : ISpectrumGenerator
    {
        public IReadOnlyList<string> Classes => inner.Classes;

        public int Channels => inner.Channels;

        public void Generate(string label, Seed seed, Span<float> intensity)
        {
            inner.Generate(label, seed, intensity);
            if (!grids.TryGetValue(label, out var own)) return;
            var random = seed.Branch("grid").Random();
            for (var first = 0; first < intensity.Length; first += Channels)
                if (random.NextDouble() < own.Share) own.Grid.Apply(intensity.Slice(first, Channels));
        }
    }
}
