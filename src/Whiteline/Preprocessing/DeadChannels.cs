using System.Runtime.CompilerServices;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// Channels of the detector that say nothing in any spectrum: dead ones, which hold one value in all of them, below half of what stands beside them; and hot ones, which stand alone in nearly all of
/// them. A dead channel on a line moves every label and shows in no single spectrum. They are looked for in a sample, and what is found there is held against all spectra.
/// </summary>
public static class DeadChannels
{
    const int FewestSpectra = 8, Parts = 8, SamplePerPart = 64;

    // A wider gap hides too much of a line to be guessed.
    const double WidestGapEv = 1;

    // Where counts are few a channel may be empty by chance: with neighbours that hold some in m spectra, with a probability of less than exp(−m).
    const int EnoughAlive = 25;
    const double LeastAlive = 0.1, NearlyAll = 0.95;

    // A sharp line on coarse channels, and a zero-loss peak on any, stand alone as a hot channel does.
    const double HotTimes = 3, HotWidestEv = 0.3, HotLowestEv = 50;

    static readonly ConditionalWeakTable<ISpectra, ISpectra> Known = [];

    /// <summary>The same spectra with dead and hot channels bridged from their neighbours; the spectra themselves where there are none.</summary>
    /// <param name="spectra">As a file holds them.</param>
    /// <param name="context">Threads, cancellation.</param>
    public static ISpectra Bridge(ISpectra spectra, StepContext context)
    {
        // What has been through a recipe was looked at before it, and may hold one value in a channel for other reasons.
        if (spectra is IBlockSource || spectra.Count < FewestSpectra) return spectra;
        if (Known.TryGetValue(spectra, out var known)) return known;
        var suspects = Sample(spectra, context.Cancellation).Faulty(spectra.Axis);
        var faulty = suspects.Count == 0 ? suspects : All(spectra, context).Faulty(spectra.Axis);
        var bridged = faulty.Count == 0 ? spectra : new BridgedSpectra(spectra, faulty);
        Known.AddOrUpdate(spectra, bridged);
        return bridged;
    }

    static Census Sample(ISpectra spectra, CancellationToken cancellation)
    {
        Census? census = null;
        var each = Math.Min(SamplePerPart, (spectra.Count + Parts - 1) / Parts);
        for (var part = 0; part < Parts; part++)
        {
            cancellation.ThrowIfCancellationRequested();
            var first = Math.Min((int)((long)part * spectra.Count / Parts), spectra.Count - each);
            var block = new float[each * spectra.Axis.Count];
            spectra.Read(first, each, block);
            census ??= new(block[..spectra.Axis.Count]);
            census.Add(block);
        }
        return census!;
    }

    static Census All(ISpectra spectra, StepContext context)
    {
        var first = new float[spectra.Axis.Count];
        spectra.Read(0, 1, first);
        var census = new Census(first);
        SpectraPass.ForEach(spectra, context, block =>
        {
            var part = new Census(first);
            part.Add(block.Intensity);
            return part;
        }, census.Add);
        return census;
    }

    /// <summary>What the spectra hold channel by channel.</summary>
    sealed class Census(float[] first)
    {
        readonly int[] equal = new int[first.Length], zeros = new int[first.Length], hot = new int[first.Length];
        readonly double[] sums = new double[first.Length];
        int count;

        public void Add(ReadOnlySpan<float> spectra)
        {
            for (var start = 0; start < spectra.Length; start += first.Length)
            {
                var spectrum = spectra.Slice(start, first.Length);
                for (var c = 0; c < spectrum.Length; c++)
                {
                    var value = spectrum[c];
                    // NaN in all spectra is how some programs mark a dead channel.
                    if (value.Equals(first[c])) equal[c]++;
                    if (value == 0) zeros[c]++;
                    if (float.IsFinite(value)) sums[c] += value;
                    if (c > 0 && c + 1 < spectrum.Length && value > 0 && value > HotTimes * Math.Max(spectrum[c - 1], spectrum[c + 1])) hot[c]++;
                }
                count++;
            }
        }

        public void Add(Census other)
        {
            for (var c = 0; c < first.Length; c++)
            {
                equal[c] += other.equal[c];
                zeros[c] += other.zeros[c];
                hot[c] += other.hot[c];
                sums[c] += other.sums[c];
            }
            count += other.count;
        }

        public List<FaultyChannels> Faulty(EnergyAxis axis)
        {
            var found = new List<FaultyChannels>();
            for (var c = 1; c + 1 < first.Length; c++)
            {
                if (equal[c] != count)
                {
                    if (axis.DispersionEv <= HotWidestEv && axis.EnergyAt(c) > HotLowestEv && hot[c] >= NearlyAll * count) found.Add(new(c, c, true));
                    continue;
                }
                var last = c;
                while (last + 1 < first.Length && equal[last + 1] == count) last++;
                if (IsGap(axis, c, last)) found.Add(new(c, last, false));
                else if (c == last && axis.DispersionEv <= HotWidestEv && axis.EnergyAt(c) > HotLowestEv && hot[c] >= NearlyAll * count) found.Add(new(c, c, true));
                c = last;
            }
            return found;
        }

        bool IsGap(EnergyAxis axis, int from, int last)
        {
            if (last + 1 >= first.Length || !IsAlive(from - 1) || !IsAlive(last + 1)) return false;
            if (last > from && (last - from + 1) * axis.DispersionEv > WidestGapEv) return false;
            var beside = Math.Min(sums[from - 1], sums[last + 1]) / count;
            for (var c = from; c <= last; c++)
                if (!(beside > 0) || first[c] >= beside / 2) return false;
            return true;
        }

        bool IsAlive(int channel)
        {
            var alive = count - Math.Max(equal[channel], zeros[channel]);
            return alive >= LeastAlive * count && (alive >= EnoughAlive || alive >= (1 - LeastAlive) * count - 1);
        }
    }
}
