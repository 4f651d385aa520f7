using Whiteline.Formats;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Simulation;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>Training spectra, divided by their maximum, and unseen ones: fresh phantoms, or the measured references with fresh noise.</summary>
sealed record SvmSet(LabeledSpectra Training, LabeledSpectra Unseen)
{
    public static IReadOnlyList<string> Names { get; } =
        ["Mn references", "Fe references", "clean phantoms", "noisy phantoms", "imbalanced", "duplicated", "300 channels", "1500 channels"];

    public static SvmSet Of(string name) => name switch
    {
        "Mn references" => References("mn_l23_references.npz"),
        "Fe references" => References("fe_l23_references.npz"),
        "clean phantoms" => Phantoms(120, 1e6, 0, "Mn2+=40,Mn3+=40,Mn4+=40"),
        "noisy phantoms" => Phantoms(120, 15, 0.5, "Mn2+=60,Mn3+=60,Mn4+=60"),
        "imbalanced" => Phantoms(120, 40, 0.5, "Fe2+=200,Fe2.67+=15"),
        "duplicated" => Duplicated(Phantoms(120, 40, 0.5, "Mn2+=30,Mn3+=30,Mn4+=30")),
        "300 channels" => Phantoms(300, 40, 0.3, "Fe2+=50,Mn2+=50,Mn3+=50,Mn4+=50"),
        "1500 channels" => Phantoms(1500, 40, 0.3, "Mn2+=50,Mn3+=50,Mn4+=50"),
        _ => throw new ArgumentException($"'{name}' is no set.", nameof(name)),
    };

    static SvmSet References(string file)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);
        var measured = Normalised(LabeledSpectraFile.Read(SharedData.PathOf(file)), "references", 0);
        int[] again = [.. Enumerable.Range(0, 400).Select(i => i % measured.Count)];
        return new(measured, Normalised(measured.Subset(again), "unseen", 0.05));
    }

    static SvmSet Phantoms(int channels, double dose, double shiftSdEv, string counts)
    {
        KeyValuePair<string, int>[] classes = [.. counts.Split(',').Select(part => part.Split('=')).Select(part => new KeyValuePair<string, int>(part[0], int.Parse(part[1], System.Globalization.CultureInfo.InvariantCulture)))];
        var from = counts.Contains("Fe", StringComparison.Ordinal) && counts.Contains("Mn", StringComparison.Ordinal) ? 630 : counts.Contains("Fe", StringComparison.Ordinal) ? 698 : 632;
        var to = counts.Contains("Fe", StringComparison.Ordinal) ? 730 : 662;
        return new(Make(classes, 1), Make([.. classes.Select(pair => new KeyValuePair<string, int>(pair.Key, 150))], 2));

        LabeledSpectra Make(KeyValuePair<string, int>[] perClass, ulong seed) => Normalised(
            PhantomDataset.Make(
                new(perClass) { Axis = new(from, (double)(to - from) / channels, channels), Conditions = new() { Dose = dose, Background = 0 }, ShiftSdEv = shiftSdEv, GroupsPerClass = 15 },
                new Seed(seed)),
            "phantoms",
            0);
    }

    // Every spectrum three times; every tenth of the copies contradicts its original.
    static SvmSet Duplicated(SvmSet set)
    {
        var training = set.Training;
        int[] thrice = [.. Enumerable.Range(0, 3 * training.Count).Select(i => i % training.Count)];
        var labels = thrice.Select((i, copy) => copy >= training.Count && copy % 10 == 0 ? training.Classes[(training.Classes.ToList().IndexOf(training.Labels[i]) + 1) % training.Classes.Count] : training.Labels[i]);
        return set with { Training = new(training.Axis, training.Subset(thrice).Intensity.ToArray(), [.. labels]) };
    }

    static LabeledSpectra Normalised(LabeledSpectra spectra, string name, double noise)
    {
        var random = new Seed(3).Branch(name).Random();
        var intensity = spectra.Intensity.ToArray();
        if (noise > 0) for (var i = 0; i < intensity.Length; i++) intensity[i] += (float)(noise * random.NextNormal());
        for (var i = 0; i < spectra.Count; i++) Normalisation.Apply(intensity.AsSpan(i * spectra.Axis.Count, spectra.Axis.Count), Norm.Max, spectra.Axis.DispersionEv);
        return new(spectra.Axis, intensity, spectra.Labels);
    }
}
