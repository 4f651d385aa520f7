using System.Diagnostics;
using System.Globalization;
using Whiteline.Formats;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Contracts;

/// <summary>
/// What every file format owes its caller. A format's subclass gives the format, some sound files and what they hold; it needs no test
/// of its own. WHITELINE_FUZZ_CASES sets how many damaged files are tried (300 when unset).
/// </summary>
public abstract class SpectrumFormatContract
{
    const long MaxAllocatedBytes = 512L << 20;
    static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(20);

    static int Cases { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("WHITELINE_FUZZ_CASES"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var cases) ? cases : 300;

    /// <summary>The format.</summary>
    protected abstract ISpectrumFormat Format { get; }

    /// <summary>Sound files of the format, small (some kilobytes), of every kind that it reads.</summary>
    protected abstract IEnumerable<byte[]> SoundFiles();

    /// <summary>A signal that the format can write, or null when it is read only.</summary>
    protected virtual Signal? Writable => null;

    [Fact]
    public void Sound_files_open_and_every_sample_reads()
    {
        using var folder = new TemporaryFolder();
        foreach (var (bytes, i) in SoundFiles().Select((bytes, i) => (bytes, i)))
        {
            var path = folder.File(FormattableString.Invariant($"{i}{Format.Extensions[0]}"));
            File.WriteAllBytes(path, bytes);

            var signals = Format.Open(path);

            Assert.NotEmpty(signals);
            foreach (var signal in signals) ReadAll(signal);
        }
    }

    [Fact]
    public void Sound_files_are_recognised_by_their_content()
    {
        foreach (var bytes in SoundFiles()) Assert.True(Format.Recognises(bytes.AsSpan(0, Math.Min(bytes.Length, 4096))));
    }

    [Fact]
    public void Other_content_is_not_recognised()
    {
        Assert.False(Format.Recognises([]));
        Assert.False(Format.Recognises("%PDF-1.7 and so on, for more bytes than a header has in most formats"u8));
        Assert.False(Format.Recognises(new byte[4096]));
    }

    [Fact]
    public void A_missing_file_is_bad_input()
    {
        using var folder = new TemporaryFolder();

        Assert.Throws<BadInputException>(() => Format.Open(folder.File("none")));
    }

    [Fact]
    public void An_empty_file_is_bad_input()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("empty"), []);

        Assert.Throws<BadInputException>(() => Format.Open(folder.File("empty")));
    }

    [Fact]
    public void A_file_cut_short_anywhere_gives_a_result_or_bad_input()
    {
        using var folder = new TemporaryFolder();
        foreach (var bytes in SoundFiles())
            for (var cut = 1; cut <= 40; cut++)
                Try(folder, bytes[..(int)((long)bytes.Length * cut / 41)], FormattableString.Invariant($"cut {cut} of 41"));
    }

    [Fact]
    public void A_damaged_file_gives_a_result_or_bad_input_in_bounded_memory_and_time()
    {
        using var folder = new TemporaryFolder();
        var sound = SoundFiles().ToArray();
        for (var i = 0; i < Cases; i++) Try(folder, Mutations.Of(sound[i % sound.Length], i), FormattableString.Invariant($"case {i}"));
    }

    [Fact]
    public void Any_part_of_the_samples_reads_as_in_the_whole_on_any_thread_and_in_either_precision()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("sound" + Format.Extensions[0]);
        foreach (var bytes in SoundFiles())
        {
            File.WriteAllBytes(path, bytes);
            foreach (var signal in Format.Open(path)) AssertPartsAgree(signal, ReadAll(signal));
        }
    }

    [Fact]
    public void What_is_written_reads_back()
    {
        if (Format is not ISpectrumWriter writer || Writable is not { } signal) return;
        using var folder = new TemporaryFolder();
        var path = folder.File("written" + Format.Extensions[0]);

        writer.Write(path, [signal], TestContext.Current.CancellationToken);
        using var read = Format.Open(path).Single();

        Assert.Equal(signal.Shape, read.Shape);
        Assert.Equal(signal.Axes[^1].Offset, read.Axes[^1].Offset, 1e-9);
        Assert.Equal(signal.Axes[^1].Scale, read.Axes[^1].Scale, 1e-12);
        Assert.Equal(ReadAll(signal), ReadAll(read));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_write_that_fails_leaves_nothing_behind()
    {
        if (Format is not ISpectrumWriter writer || Writable is not { } signal) return;
        using var folder = new TemporaryFolder();
        using var broken = new Signal(signal.Title, signal.Kind, signal.Axes, signal.DataType, new BrokenSource(signal.Samples.Count));

        Assert.Throws<BadInputException>(() => writer.Write(folder.File("broken" + Format.Extensions[0]), [broken], TestContext.Current.CancellationToken));

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_cancelled_write_leaves_nothing_behind()
    {
        if (Format is not ISpectrumWriter writer || Writable is not { } signal) return;
        using var folder = new TemporaryFolder();

        Assert.ThrowsAny<OperationCanceledException>(() => writer.Write(folder.File("cancelled" + Format.Extensions[0]), [signal], new CancellationToken(canceled: true)));

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    static void AssertPartsAgree(Signal signal, double[] whole)
    {
        using var owned = signal;
        Parallel.For(0, Math.Min(whole.Length, 64), start =>
        {
            var (singles, doubles) = (new float[(whole.Length - start + 1) / 2], new double[(whole.Length - start + 1) / 2]);
            signal.Samples.Read(start, singles);
            signal.Samples.Read(start, doubles);
            Assert.Equal(whole[start..(start + doubles.Length)], doubles);
            Assert.Equal(doubles.Select(value => (float)value), singles);
        });
    }

    void Try(TemporaryFolder folder, byte[] bytes, string what)
    {
        var path = folder.File("damaged" + Format.Extensions[0]);
        File.WriteAllBytes(path, bytes);
        using var done = new ManualResetEventSlim();
        Exception? wrong = null;
        var allocated = 0L;
        // On its own thread, so that a hang is a failure of this case and not of the run.
        var thread = new Thread(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            wrong = Record.Exception(() => OpenAndRead(path));
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            done.Set();
        })
        { IsBackground = true };
        var clock = Stopwatch.StartNew();
        thread.Start();
        Assert.True(done.Wait(MaxTime, TestContext.Current.CancellationToken), $"{Format.Name}, {what}: no end after {clock.Elapsed.TotalSeconds:0} s.");
        Assert.True(wrong is null or BadInputException, $"{Format.Name}, {what}: {wrong}");
        Assert.True(allocated <= MaxAllocatedBytes, $"{Format.Name}, {what}: {allocated >> 20} MB allocated.");
    }

    void OpenAndRead(string path)
    {
        var signals = Format.Open(path);
        try
        {
            foreach (var signal in signals) ReadSome(signal);
        }
        finally
        {
            foreach (var signal in signals) signal.Dispose();
        }
    }

    // A damaged file may claim many samples, all of them present: a part of them, in pieces, is enough here.
    static void ReadSome(Signal signal)
    {
        if (signal.Refusal is not null) return;
        var buffer = new float[4096];
        var count = signal.Samples.Count;
        for (long start = 0, pieces = 0; start < count && pieces < 256; start += buffer.Length, pieces++)
            signal.Samples.Read(start, buffer.AsSpan(0, (int)Math.Min(buffer.Length, count - start)));
    }

    static double[] ReadAll(Signal signal)
    {
        if (signal.Refusal is not null) return [];
        var samples = new double[signal.Samples.Count];
        signal.Samples.Read(0, samples);
        return samples;
    }

    sealed class BrokenSource(long count) : ISampleSource
    {
        public long Count => count;

        public void Read(long start, Span<float> samples) => throw new BadInputException("the source broke");

        public void Read(long start, Span<double> samples) => throw new BadInputException("the source broke");

        public void Dispose() { }
    }
}
