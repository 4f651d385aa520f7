using System.Collections.Concurrent;
using Whiteline.Features;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Fractions;

/// <summary>
/// Fractions by least squares of references with weights of at least 0, one shift and one broadening of all references, a background and the shapes in which specimens differ, all fitted
/// together. <see cref="Mlls"/> finds where to start, <see cref="ModeSearch"/> goes from there, and <see cref="SimplexPosterior"/> says what is known in the end. Safe for concurrent callers.
/// </summary>
public sealed class MixtureFit
{
    const double BelowEdgeEv = 24, BeyondEdgeEv = 10;
    const int FewestChannels = 30;
    const int MostMinima = 2;
    static readonly double[] StartBroadeningsEv = [0.15, 0.35, 0.65, 1.1];

    readonly ConcurrentBag<Workspace> workspaces = [];
    readonly ReferenceBank bank;
    readonly FractionFitOptions options;
    readonly Mlls start;

    /// <summary>Prepares the fits of spectra on one axis.</summary>
    /// <param name="references">References.</param>
    /// <param name="axis">The spectra's energy axis.</param>
    /// <param name="options">How to fit.</param>
    /// <exception cref="BadInputException">The axis does not hold both white lines, or an option is out of its range.</exception>
    public MixtureFit(ReferenceSet references, EnergyAxis axis, FractionFitOptions? options = null)
    {
        References = references;
        this.options = options ??= new();
        if (options.Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        var edge = references.Edge;
        var (first, last) = (references.Lines.Min(line => line.L3Ev), references.Lines.Max(line => line.L2Ev));
        Channels = axis.ChannelsIn(new(edge.Window.FromEv - BelowEdgeEv, Math.Min(edge.Window.ToEv + BeyondEdgeEv, references.Axis.LastEv)));
        if (axis.OffsetEv > first - 3 || Math.Min(axis.LastEv, references.Axis.LastEv) < last + 3 || Channels.End.Value - Channels.Start.Value < FewestChannels)
            throw new BadInputException(FormattableString.Invariant($"Fractions need both white lines of {references.Edge.Name}, {first - 3:0} to {last + 3:0} eV in {FewestChannels} channels or more, and the spectra cover {axis}."));
        Axis = axis.Slice(Channels);
        bank = new(references);
        AnchorEv = first;
        start = Start();
    }

    /// <summary>What is fitted.</summary>
    public ReferenceSet References { get; }

    /// <summary>Channels of the spectra's axis that are fitted.</summary>
    public Range Channels { get; }

    /// <summary>Their axis.</summary>
    public EnergyAxis Axis { get; }

    double AnchorEv { get; }

    /// <summary>Fits one spectrum, with or without its background.</summary>
    /// <param name="spectrum">Intensity on the whole axis, shape (channels).</param>
    /// <param name="random">Source of the draws that intervals are read from.</param>
    public FractionEstimate Fit(ReadOnlySpan<float> spectrum, RandomSource random) => Fit(spectrum, random, []);

    /// <summary>Fits one spectrum and takes its background off, and what its continuum and its plural scattering have beside those of the references.</summary>
    /// <param name="spectrum">Intensity on the whole axis, shape (channels).</param>
    /// <param name="random">Source of the draws.</param>
    /// <param name="edges">Receives the fitted channels without background, on <see cref="Axis"/>; empty when they are not wanted.</param>
    public FractionEstimate Fit(ReadOnlySpan<float> spectrum, RandomSource random, Span<double> edges)
    {
        var modes = Modes(spectrum, edges);
        // A fit that comes to no number says nothing of fractions.
        if (modes.Count == 0) modes.Add(new(new double[bank.States], new double[bank.States], new double[bank.States * bank.States], double.NaN, double.NaN, 0, 1));
        return SimplexPosterior.Of(modes, References.Valences, random);
    }

    /// <summary>By how much one spectrum lies higher than the references, eV; 0 where no fit comes to a number.</summary>
    /// <param name="spectrum">Intensity on the whole axis, shape (channels).</param>
    public double ShiftOf(ReadOnlySpan<float> spectrum) => Modes(spectrum, isPlaceEnough: true) is { Count: > 0 } modes ? modes.MinBy(mode => mode.Objective)!.ShiftEv : 0;

    /// <summary>The minima that come to a number.</summary>
    internal List<ModeFit> Modes(ReadOnlySpan<float> spectrum, Span<double> edges = default, bool isPlaceEnough = false)
    {
        var part = spectrum[Channels];
        if (!workspaces.TryTake(out var workspace)) workspace = new(this);
        for (var c = 0; c < part.Length; c++) workspace.Spectrum[c] = part[c];
        var modes = new List<ModeFit>();
        foreach (var minimum in start.Minima(part, MostMinima))
        {
            var still = minimum.Still;
            double[] background = [still[0] - still[1], still[2] - still[3]];
            modes.Add(workspace.Search.Run(workspace.Spectrum, minimum.Weights, background, minimum.ShiftEv, minimum.BroadeningEv * minimum.BroadeningEv, isPlaceEnough));
            if (edges.Length > 0 && modes[^1].Objective <= modes.Min(mode => mode.Objective)) workspace.Search.Edges(workspace.Spectrum, edges);
        }
        workspaces.Add(workspace);
        modes.RemoveAll(mode => !double.IsFinite(mode.Objective));
        return modes;
    }

    Mlls Start()
    {
        var energies = Axis.Energies();
        var references = new float[bank.States * energies.Length];
        for (var k = 0; k < bank.States; k++)
            for (var c = 0; c < energies.Length; c++)
            {
                var channel = Math.Clamp(bank.Axis.ChannelAt(energies[c]), 0, bank.Axis.Count - 1.000001);
                var i = (int)channel;
                var curve = bank.Rung(0)[k];
                references[k * energies.Length + c] = (float)(curve[i] + (channel - i) * (curve[i + 1] - curve[i]));
            }
        // A background of either sign, from terms of both.
        float[][] still = [.. MixtureDesign.Background(energies, AnchorEv).SelectMany(term => new[] { Array.ConvertAll(term, value => (float)value), Array.ConvertAll(term, value => (float)-value) })];
        return new(Axis, references, options.LargestShiftEv, StartBroadeningsEv, [.. still.SelectMany(term => term)]);
    }

    sealed class Workspace
    {
        public Workspace(MixtureFit fit)
        {
            Spectrum = new double[fit.Axis.Count];
            Search = new(fit.bank, new(fit.bank, fit.Axis, fit.AnchorEv), fit.Axis.Count, fit.options);
        }

        public double[] Spectrum { get; }

        public ModeSearch Search { get; }
    }
}
