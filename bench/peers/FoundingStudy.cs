using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Peers;

/// <summary>
/// A phantom set of the shape that del-Pozo-Bueno et al. (Ultramicroscopy 221, 113190, 2021) classified: 5,328 spectra of five states, 300
/// channels of 0.1 eV cut around each element's own white lines, divided by their maximum. Dose, shifts and shapes are such that the
/// classes overlap a little.
/// </summary>
static class FoundingStudy
{
    const int Channels = 300;
    const double DispersionEv = 0.1;

    static readonly (string Label, int Count, double FromEv)[] Classes =
    [
        ("Fe2+", 1200, 700), ("Fe2.67+", 970, 700), ("Mn2+", 1016, 632), ("Mn3+", 853, 632), ("Mn4+", 1289, 632),
    ];

    /// <summary>The spectra, the same for a seed.</summary>
    /// <param name="seed">Randomness.</param>
    /// <param name="margin">Channels beyond the 300 on either side, which shifted spectra need; the axis then starts below 0 eV.</param>
    /// <param name="times">So many times the published number of spectra, and of specimens.</param>
    public static LabeledSpectra Make(Seed seed, int margin = 0, double times = 1)
    {
        var channels = Channels + 2 * margin;
        var intensity = new List<float>();
        var labels = new List<string>();
        var groups = new List<string>();
        foreach (var (label, count, from) in Classes)
        {
            var options = new PhantomDatasetOptions([new(label, (int)(times * count))])
            {
                Axis = new(from - margin * DispersionEv, DispersionEv, channels),
                Conditions = new() { Dose = 22, Background = 0 },
                ShiftSdEv = 1,
                GroupsPerClass = (int)(40 * times),
            };
            var spectra = PhantomDataset.Make(options, seed, threads: 2);
            intensity.AddRange(spectra.Intensity.Span);
            labels.AddRange(spectra.Labels);
            groups.AddRange(spectra.Groups!);
        }
        var all = intensity.ToArray();
        for (var i = 0; i < labels.Count; i++) Normalisation.Apply(all.AsSpan(i * channels, channels), Norm.Max, DispersionEv);
        return new(new(-margin * DispersionEv, DispersionEv, channels), all, labels, groups);
    }

    /// <summary>So many spectra to predict: those of the set over and over, each with fresh noise.</summary>
    public static float[] Many(LabeledSpectra set, int count, Seed seed)
    {
        var random = seed.Branch("many").Random();
        var many = new float[count * set.Axis.Count];
        for (var i = 0; i < count; i++)
            for (var c = 0; c < set.Axis.Count; c++) many[i * set.Axis.Count + c] = set[i % set.Count][c] + 0.01f * (float)random.NextNormal();
        return many;
    }
}
