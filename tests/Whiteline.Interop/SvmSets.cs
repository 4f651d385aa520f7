using Whiteline.Formats;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Simulation;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>Spectra to learn from and unseen ones to be asked about, as counts where they are simulated.</summary>
/// <param name="Trained">The training spectra.</param>
/// <param name="Asked">Unseen spectra on as many channels.</param>
/// <param name="Weights">Factors of C by label, or null.</param>
sealed record SvmSet(LabeledSpectra Trained, LabeledSpectra Asked, IReadOnlyDictionary<string, double>? Weights = null)
{
    /// <summary>The same, each spectrum divided by its maximum.</summary>
    public SvmSet Normalised() => this with { Trained = Normalised(Trained), Asked = Normalised(Asked) };

    static LabeledSpectra Normalised(LabeledSpectra spectra)
    {
        var intensity = spectra.Intensity.ToArray();
        for (var i = 0; i < spectra.Count; i++) Normalisation.Apply(intensity.AsSpan(i * spectra.Axis.Count, spectra.Axis.Count), Norm.Max, spectra.Axis.DispersionEv);
        return new(spectra.Axis, intensity, spectra.Labels);
    }
}

/// <summary>The data sets that the support vector machine is compared on.</summary>
static class SvmSets
{
    static readonly string[] Manganese = ["Mn2+", "Mn3+", "Mn4+"];

    static readonly Dictionary<string, Func<SvmSet>> Makers = new()
    {
        ["manganese references"] = () => Measured("mn", lateChannels: 12),
        ["iron references"] = () => Measured("fe", lateChannels: 0),
        ["clean, 300 channels"] = () => Phantoms(new(632, 0.1, 300), 100_000, [.. Manganese.Select(label => (label, 40))]),
        ["noisy, 300 channels"] = () => Phantoms(new(632, 0.1, 300), 30, [.. Manganese.Select(label => (label, 60))]),
        ["noisy, 1,500 channels"] = () => Phantoms(new(632, 0.02, 1500), 60, [.. Manganese.Select(label => (label, 30))]),
        ["200 spectra against 15"] = () => Phantoms(new(700, 0.1, 300), 60, ("Fe2+", 200), ("Fe3+", 15)),
        ["200 spectra against 15, noisy and weighted"] = () => Phantoms(new(700, 0.1, 300), 10, ("Fe2+", 200), ("Fe3+", 15)) with
        {
            Weights = new Dictionary<string, double> { ["Fe2+"] = 0.5, ["Fe3+"] = 6 },
        },
        ["duplicated points, some with two labels"] = () => Tripled(Phantoms(new(632, 0.1, 300), 100, ("Mn3+", 30), ("Mn4+", 30))),
    };

    /// <summary>Names of all sets.</summary>
    public static IEnumerable<string> Names => Makers.Keys;

    /// <summary>One set.</summary>
    public static SvmSet Make(string name) => Makers[name]();

    // The measured axis of manganese reads 4.2 eV high against that of the references and starts 3 eV later: 12 channels.
    static SvmSet Measured(string element, int lateChannels)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);
        var references = LabeledSpectraFile.Read(SharedData.PathOf($"{element}_l23_references.npz"));
        var measured = LabeledSpectraFile.Read(SharedData.PathOf($"{element}_l23_measured.npz"));
        var channels = references.Axis.Count;
        var asked = new float[measured.Count * channels];
        for (var i = 0; i < measured.Count; i++)
            for (var c = 0; c < channels; c++) asked[i * channels + c] = measured[i][Math.Min(c + lateChannels, channels - 1)];
        return new(references, new(references.Axis, asked, measured.Labels));
    }

    static SvmSet Phantoms(EnergyAxis axis, double dose, params (string Label, int Count)[] classes)
    {
        LabeledSpectra Make(Func<int, int> count, ulong seed) => PhantomDataset.Make(
            new([.. classes.Select(pair => new KeyValuePair<string, int>(pair.Label, count(pair.Count)))])
            {
                Axis = axis,
                Conditions = new() { Dose = dose, Background = 0 },
                ShiftSdEv = 0.3,
            },
            new Seed(seed),
            threads: 2);
        return new(Make(count => count, 1), Make(_ => 600 / classes.Length, 2));
    }

    // Every spectrum three times; of every fifth the third copy has the other label.
    static SvmSet Tripled(SvmSet set)
    {
        var count = set.Trained.Count;
        var repeated = set.Trained.Subset([.. Enumerable.Range(0, 3 * count).Select(i => i % count)]);
        var labels = repeated.Labels.Select((label, i) => i >= 2 * count && i % 5 == 0 ? set.Trained.Classes.First(other => other != label) : label);
        return set with { Trained = new(repeated.Axis, repeated.Intensity.ToArray(), [.. labels]) };
    }
}
