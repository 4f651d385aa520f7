using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>Spectra as a recipe leaves them, computed when read. Safe for concurrent callers.</summary>
public sealed class PreparedSpectra : ISpectra
{
    readonly ISpectra raw;

    internal PreparedSpectra(ISpectra raw, IReadOnlyList<IFittedStep> steps)
    {
        this.raw = raw;
        Steps = steps;
        Axis = steps.Count > 0 ? steps[^1].Axis : raw.Axis;
    }

    /// <summary>The fitted steps, in order.</summary>
    public IReadOnlyList<IFittedStep> Steps { get; }

    /// <summary>What the steps do to these spectra.</summary>
    public IEnumerable<AppliedStep> Applied => Steps.Select(step => step.Applied);

    /// <inheritdoc/>
    public EnergyAxis Axis { get; }

    /// <inheritdoc/>
    public int Count => raw.Count;

    /// <summary>The spectra before the first step of the given name; as they are when there is none.</summary>
    public PreparedSpectra Before(string step) => new(raw, [.. Steps.TakeWhile(fitted => fitted.Applied.Name != step)]);

    /// <summary>Prepares a block.</summary>
    /// <param name="first">Index of the first spectrum.</param>
    /// <param name="count">How many.</param>
    /// <param name="observe">Called with the block before each step and after the last, with the number of steps done; it may copy, not keep, the samples. Null for none.</param>
    public SpectrumBlock Prepare(int first, int count, Action<int, SpectrumBlock>? observe = null)
    {
        var intensity = new float[count * raw.Axis.Count];
        raw.Read(first, count, intensity);
        var shifts = new double[count];
        for (var i = 0; i < count; i++) shifts[i] = raw.ShiftEv(first + i);
        var block = new SpectrumBlock(first, raw.Axis, intensity, shifts);
        for (var s = 0; s < Steps.Count; s++)
        {
            observe?.Invoke(s, block);
            block = Steps[s].Apply(block);
        }
        observe?.Invoke(Steps.Count, block);
        return block;
    }

    /// <inheritdoc/>
    public void Read(int first, int count, Span<float> destination) => Prepare(first, count).Intensity.CopyTo(destination);

    /// <inheritdoc/>
    public double ShiftEv(int index) => Prepare(index, 1).ShiftsEv[0];
}
