namespace Whiteline.Spectra;

/// <summary>Spectra whose channels are stored from the last to the first, in the order of the energy.</summary>
/// <param name="stored">The samples as stored, C order, the channels fastest; stays owned by the caller.</param>
/// <param name="channels">Channels of a spectrum.</param>
sealed class ReversedChannels(ISampleSource stored, int channels) : ISampleSource
{
    /// <inheritdoc/>
    public long Count => stored.Count;

    /// <inheritdoc/>
    public void Read(long start, Span<float> samples) => Read(start, samples, stored.Read);

    /// <inheritdoc/>
    public void Read(long start, Span<double> samples) => Read(start, samples, stored.Read);

    /// <inheritdoc/>
    public void Dispose() { }

    delegate void Reading<T>(long start, Span<T> samples);

    void Read<T>(long start, Span<T> samples, Reading<T> read)
    {
        for (var done = 0; done < samples.Length;)
        {
            var from = (int)((start + done) % channels);
            var left = samples.Length - done;
            // Whole spectra go in one read: a file that lies channel by channel is slow to read spectrum by spectrum.
            var length = from == 0 && left >= channels ? left / channels * channels : Math.Min(left, channels - from);
            var part = samples.Slice(done, length);
            read(start + done - from + Math.Max(0, channels - from - length), part);
            for (var spectrum = 0; spectrum < length; spectrum += channels) part.Slice(spectrum, Math.Min(channels, length)).Reverse();
            done += length;
        }
    }
}
