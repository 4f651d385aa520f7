using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// One pass over spectra that may not fit in memory: blocks of fixed size are read and worked on by several threads, and what they
/// give is taken in the order of the file, so that the number of threads cannot change a sum.
/// </summary>
public static class SpectraPass
{
    // A block of 2^18 samples (1 MiB) keeps every core busy on a small image and needs little memory on a large one.
    const int SamplesPerBlock = 1 << 18;

    /// <summary>Number of spectra in one block of these spectra; at least 1.</summary>
    public static int BlockSize(ISpectra spectra) => Math.Max(1, SamplesPerBlock / spectra.Axis.Count);

    /// <summary>Reads <paramref name="count"/> spectra with their shifts.</summary>
    public static SpectrumBlock ReadBlock(ISpectra spectra, int first, int count)
    {
        if (spectra is IBlockSource source) return source.ReadBlock(first, count);
        var intensity = new float[checked(count * spectra.Axis.Count)];
        spectra.Read(first, count, intensity);
        var shifts = new double[count];
        for (var i = 0; i < count; i++) shifts[i] = spectra.ShiftEv(first + i);
        return new(spectra.Axis, intensity, shifts, first);
    }

    /// <summary>Works on every block in parallel and takes the results one after another, in the order of the file.</summary>
    /// <param name="spectra">What to read.</param>
    /// <param name="context">Bound on threads, and cancellation.</param>
    /// <param name="work">Called concurrently; the block belongs to the callee.</param>
    /// <param name="take">Called by one thread at a time, in order.</param>
    public static void ForEach<T>(ISpectra spectra, StepContext context, Func<SpectrumBlock, T> work, Action<T> take)
    {
        var size = BlockSize(spectra);
        var blocks = (spectra.Count + size - 1) / size;
        var wave = Math.Max(1, context.Threads) * 2;
        var results = new T[wave];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, context.Threads), CancellationToken = context.Cancellation };
        for (var start = 0; start < blocks; start += wave)
        {
            var begin = start;
            var length = Math.Min(wave, blocks - start);
            Run(length, options, i =>
            {
                var first = (begin + i) * size;
                results[i] = work(ReadBlock(spectra, first, Math.Min(size, spectra.Count - first)));
            });
            for (var i = 0; i < length; i++) take(results[i]);
        }
    }

    // A failure in one block is the caller's error, not an aggregate of it.
    static void Run(int length, ParallelOptions options, Action<int> body)
    {
        try
        {
            Parallel.For(0, length, options, body);
        }
        catch (AggregateException failure) when (failure.InnerExceptions.OfType<BadInputException>().FirstOrDefault() is { } bad)
        {
            throw new BadInputException(bad.Message, bad);
        }
    }
}
