using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Simulation;

/// <summary>Records what is expected of every pixel of a phantom, row by row on all cores.</summary>
static class PhantomPixels
{
    /// <summary>The image as a microscope would give it.</summary>
    /// <param name="options">Size and kind.</param>
    /// <param name="axis">Energy axis of the image.</param>
    /// <param name="conditions">What the detector does.</param>
    /// <param name="seed">Decides the noise.</param>
    /// <param name="what">What the title says beside the kind; empty for nothing.</param>
    /// <param name="expect">Fills in the expected electrons of a pixel, shape (channels); called concurrently.</param>
    /// <param name="threads">Bound on parallelism.</param>
    /// <param name="progress">Receives progress, or null.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static SpectrumImage Record(
        PhantomImageOptions options, EnergyAxis axis, Conditions conditions, Seed seed, string what, Action<int, double[]> expect, int threads, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var samples = new float[options.Rows * options.Columns * axis.Count];
        var detector = new Detector(axis.Count, conditions.FixedPattern, seed);
        var done = 0;
        Parallel.For(0, options.Rows, new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, row =>
        {
            var expected = new double[axis.Count];
            for (var column = 0; column < options.Columns; column++)
            {
                var pixel = row * options.Columns + column;
                expect(pixel, expected);
                detector.Record(expected, conditions, seed.Branch("pixel", pixel).Random(), samples.AsSpan(pixel * axis.Count, axis.Count));
            }
            progress?.Report(new("simulating the image", Interlocked.Increment(ref done) * (long)options.Columns, options.Rows * (long)options.Columns));
        });
        return new(options.Rows, options.Columns, axis, new MemorySampleSource(samples))
        {
            Title = (options.Kind == PhantomKind.CoreShell ? "core-shell phantom" : "gradient phantom") + what,
            RowAxis = new("y", 0, options.PixelNm, options.Rows, "nm"),
            ColumnAxis = new("x", 0, options.PixelNm, options.Columns, "nm"),
            Metadata = new() { SignalType = "EELS", Microscope = "simulated", BeamEnergyKv = 200 },
        };
    }
}
