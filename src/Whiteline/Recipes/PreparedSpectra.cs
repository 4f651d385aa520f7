using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>
/// Spectra seen through a fitted recipe: every block is read and prepared when it is asked for, so that a file larger than memory
/// can be mapped. Safe for concurrent callers. Made by <see cref="Recipe.Prepare"/>.
/// </summary>
public sealed class PreparedSpectra : IBlockSource
{
    readonly ISpectra raw;
    readonly IFittedStep[] steps;
    readonly PreparedSpectra?[] stages;

    internal PreparedSpectra(ISpectra raw, IEnumerable<IFittedStep> steps)
    {
        this.raw = raw;
        this.steps = [.. steps];
        stages = new PreparedSpectra?[this.steps.Length];
        Axis = AxisAfter(this.steps.Length);
        Applied = [.. this.steps.Select(step => step.Applied)];
    }

    /// <inheritdoc/>
    public EnergyAxis Axis { get; }

    /// <inheritdoc/>
    public int Count => raw.Count;

    /// <summary>What each step did, in order.</summary>
    public IReadOnlyList<AppliedStep> Applied { get; }

    /// <summary>What was done about channels that are dead or hot in all spectra, before the first step; null when there are none.</summary>
    public AppliedStep? Bridged => (raw as BridgedSpectra)?.Applied;

    /// <summary>Number of steps.</summary>
    public int StepCount => steps.Length;

    /// <summary>The spectra after the first <paramref name="count"/> steps; 0 gives them raw.</summary>
    public PreparedSpectra Stage(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, steps.Length);
        // Two threads may make the same stage: either one serves.
        return count == steps.Length ? this : stages[count] ??= new(raw, steps.Take(count));
    }

    /// <summary>How many steps come before the first of this name; all of them when there is none.</summary>
    public int StepsBefore(string name) =>
        Array.FindIndex(steps, step => step.Applied.Name == name) is var index and >= 0 ? index : steps.Length;

    /// <summary>The spectra as they go into the first step of this name: <c>Before("normalisation")</c> still holds counts.</summary>
    public PreparedSpectra Before(string name) => Stage(StepsBefore(name));

    /// <summary>Several stages of the same spectra, prepared once.</summary>
    /// <param name="first">Index of the first spectrum.</param>
    /// <param name="count">How many.</param>
    /// <param name="stepCounts">Stages wanted, as numbers of steps applied, in any order.</param>
    /// <returns>One block per entry of <paramref name="stepCounts"/>, in that order; they share no memory.</returns>
    public SpectrumBlock[] ReadStages(int first, int count, params ReadOnlySpan<int> stepCounts)
    {
        var result = new SpectrumBlock[stepCounts.Length];
        var block = SpectraPass.ReadBlock(raw, first, count);
        for (var done = 0; ; done++)
        {
            for (var i = 0; i < result.Length; i++)
                if (stepCounts[i] == done) result[i] = block with { Intensity = [.. block.Intensity], ShiftsEv = [.. block.ShiftsEv] };
            if (done == steps.Length) break;
            block = steps[done].Apply(block);
        }
        return result.Contains(null) ? throw new ArgumentOutOfRangeException(nameof(stepCounts), $"A stage lies outside 0 to {steps.Length}.") : result;
    }

    /// <summary>Applies the steps that are left to a block that has been through the first <paramref name="done"/>.</summary>
    internal SpectrumBlock Finish(SpectrumBlock block, int done)
    {
        foreach (var step in steps[done..]) block = step.Apply(block);
        return block;
    }

    /// <inheritdoc/>
    public SpectrumBlock ReadBlock(int first, int count)
    {
        var block = SpectraPass.ReadBlock(raw, first, count);
        foreach (var step in steps) block = step.Apply(block);
        return block;
    }

    /// <inheritdoc/>
    public void Read(int first, int count, Span<float> destination)
    {
        // Bounded blocks: the caller may ask for a whole image at once.
        var size = SpectraPass.BlockSize(raw);
        for (var done = 0; done < count; done += size)
        {
            var block = ReadBlock(first + done, Math.Min(size, count - done));
            block.Intensity.CopyTo(destination[(done * Axis.Count)..]);
        }
    }

    /// <summary>The shift that is still to be applied; 0 after a resample step. Prepares the spectrum to find it.</summary>
    public double ShiftEv(int index) => ReadBlock(index, 1).ShiftsEv[0];

    /// <summary>The same spectra with one step replaced, or with one put in before it.</summary>
    internal PreparedSpectra With(int at, IFittedStep step, bool replacing) => new(raw, [.. steps.Take(at), step, .. steps.Skip(replacing ? at + 1 : at)]);

    EnergyAxis AxisAfter(int count) => count == 0 ? raw.Axis : steps[count - 1].Axis;
}
