using System.Numerics.Tensors;
using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Testing;

/// <summary>What is no spectrum of manganese, or none that could be labelled.</summary>
public static class Strangers
{
    static readonly EnergyAxis Wide = new(590, 0.1, 1600);

    /// <summary>Spectra of one kind.</summary>
    /// <param name="what">The kind, such as <c>vacuum</c> or <c>another element</c>.</param>
    /// <param name="count">How many.</param>
    public static LabeledSpectra Of(string what, int count) => Kinds[what](count);

    static readonly Dictionary<string, Func<int, LabeledSpectra>> Kinds = new()
    {
        ["vacuum"] = count => Made(count, random => _ => (float)(2 * random.NextNormal())),
        ["constant"] = count => Made(count, _ => _ => 5),
        ["zero"] = count => Made(count, _ => _ => 0),
        ["noise"] = count => Made(count, random => _ => (float)random.NextDouble()),
        ["background"] = count => Made(count, random => energy => (float)(1000 * Math.Pow(energy / 590, -3) + 30 * random.NextNormal())),
        ["saturated"] = count => Saturated(Phantoms(count, 6, null, 0, "Mn2+")),
        ["another element"] = count => Phantoms(count, 4, Wide, 0, "Fe2+", "Fe2.67+", "Fe3+"),
        ["another element in its place"] = count => PhantomDataset.Make(new([new("Fe2.67+", count / 2), new("Fe3+", count / 2)]) { Conditions = new() { Dose = 500 } }, new Seed(4), 2).Moved(-67),
        ["O K in its place"] = count => Phantoms(count, 5, new(480, 0.1, 1500), 108, "Mn3+"),
    };

    /// <summary>The same samples on an axis that is off.</summary>
    /// <param name="data">Spectra.</param>
    /// <param name="shiftEv">By how much, eV.</param>
    public static LabeledSpectra Moved(this LabeledSpectra data, double shiftEv) => new(data.Axis.ShiftedBy(shiftEv), data.Intensity.ToArray(), data.Labels);

    static LabeledSpectra Phantoms(int count, ulong seed, EnergyAxis? axis, double shiftEv, params string[] labels)
    {
        var options = new PhantomDatasetOptions([.. labels.Select(label => KeyValuePair.Create(label, count / labels.Length))]);
        return PhantomDataset.Make(axis is null ? options : options with { Axis = axis }, new Seed(seed), 2).Moved(shiftEv);
    }

    static LabeledSpectra Made(int count, Func<RandomSource, Func<double, float>> intensity)
    {
        var at = intensity(new Seed(3).Random());
        return new(Wide, Enumerable.Range(0, count * Wide.Count).Select(i => at(Wide.EnergyAt(i % Wide.Count))).ToArray(), [.. Enumerable.Repeat("Mn2+", count)]);
    }

    // The tops of the lines cut off.
    static LabeledSpectra Saturated(LabeledSpectra data)
    {
        var intensity = data.Intensity.ToArray();
        for (var i = 0; i < data.Count; i++)
        {
            var one = intensity.AsSpan(i * data.Axis.Count, data.Axis.Count);
            TensorPrimitives.Min(one, 0.85f * TensorPrimitives.Max<float>(one), one);
        }
        return new(data.Axis, intensity, data.Labels);
    }
}
