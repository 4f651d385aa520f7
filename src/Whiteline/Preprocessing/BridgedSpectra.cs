using System.Text.Json.Nodes;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>Spectra whose faulty channels are bridged as they are read: by the cubic through two channels on either side, which follows the top of a line, or by a straight line where there are not two.</summary>
sealed class BridgedSpectra(ISpectra source, IReadOnlyList<FaultyChannels> faulty) : IBlockSource
{
    public EnergyAxis Axis => source.Axis;

    public int Count => source.Count;

    /// <summary>What was done, for the record and for the reader.</summary>
    public AppliedStep Applied { get; } = new("dead-channels", string.Join(' ', faulty.Select(gap => Sentence(source.Axis, gap))), new JsonObject
    {
        ["channels"] = new JsonArray([.. faulty.SelectMany(gap => Enumerable.Range(gap.First, gap.Last - gap.First + 1)).Select(channel => (JsonNode)channel)]),
    });

    public double ShiftEv(int index) => source.ShiftEv(index);

    public void Read(int first, int count, Span<float> destination)
    {
        source.Read(first, count, destination);
        Bridge(destination[..(count * Axis.Count)]);
    }

    public SpectrumBlock ReadBlock(int first, int count)
    {
        var block = SpectraPass.ReadBlock(source, first, count);
        Bridge(block.Intensity);
        return block;
    }

    void Bridge(Span<float> spectra)
    {
        for (var start = 0; start < spectra.Length; start += Axis.Count)
            foreach (var gap in faulty) Bridge(spectra.Slice(start, Axis.Count), gap);
    }

    void Bridge(Span<float> spectrum, FaultyChannels gap)
    {
        int left = gap.First - 1, right = gap.Last + 1;
        var cubic = IsGood(left - 1) && IsGood(right + 1);
        int[] nodes = cubic ? [left - 1, left, right, right + 1] : [left, right];
        for (var c = gap.First; c <= gap.Last; c++)
        {
            var value = 0.0;
            foreach (var node in nodes)
            {
                var weight = 1.0;
                foreach (var other in nodes)
                    if (other != node) weight *= (double)(c - other) / (node - other);
                value += weight * spectrum[node];
            }
            spectrum[c] = (float)value;
        }
    }

    bool IsGood(int channel) => channel >= 0 && channel < Axis.Count && !faulty.Any(gap => channel >= gap.First && channel <= gap.Last);

    static string Sentence(EnergyAxis axis, FaultyChannels gap)
    {
        var what = gap.Hot ? "hot" : "dead";
        return gap.First == gap.Last
            ? FormattableString.Invariant($"The channel at {axis.EnergyAt(gap.First):0.0#} eV is {what} in all spectra; it was bridged from its neighbours.")
            : FormattableString.Invariant($"The channels from {axis.EnergyAt(gap.First):0.0#} to {axis.EnergyAt(gap.Last):0.0#} eV are {what} in all spectra; they were bridged from their neighbours.");
    }
}
