using System.Numerics;
using Whiteline.Learning.Networks;
using Whiteline.Numerics;

namespace Whiteline.Training;

/// <summary>
/// Batch normalisation, rectifier and max pooling as one operation with its gradient (Ioffe and Szegedy, 2015, algorithm 1), on maps
/// stored position by position. libtorch runs them one after another and spends more time on them than on the convolutions of a small
/// network; here a map is read twice and written once. Sums are taken over spectra in blocks of a fixed size and added in order, so
/// that threads cannot change a result.
/// </summary>
/// <param name="spectra">n.</param>
/// <param name="width">Positions of a map before pooling.</param>
/// <param name="maps">Feature maps.</param>
/// <param name="pool">Neighbours joined; 1 for none.</param>
sealed class NormaliseRectifyPool(int spectra, int width, int maps, int pool)
{
    const int SpectraPerBlock = 8;

    readonly float[] mean = new float[maps];
    readonly float[] inverse = new float[maps];
    readonly float[] scale = new float[maps];
    readonly float[] offset = new float[maps];

    /// <summary>Positions of a map after pooling.</summary>
    public int PooledWidth => width / pool;

    int Blocks => (spectra + SpectraPerBlock - 1) / SpectraPerBlock;

    /// <summary>Forward pass by the statistics of the batch, which enter the running ones with the given momentum.</summary>
    /// <param name="x">Shape (n, width, maps).</param>
    /// <param name="weight">γ, shape (maps).</param>
    /// <param name="bias">β, shape (maps).</param>
    /// <param name="runningMean">Shape (maps), brought up to date.</param>
    /// <param name="runningVariance">Shape (maps), brought up to date.</param>
    /// <param name="momentum">Share of this batch in the running statistics.</param>
    /// <param name="y">Receives shape (n, pooled width, maps).</param>
    /// <param name="threads">Bound on parallelism.</param>
    public unsafe void Forward(ReadOnlySpan<float> x, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, Span<float> runningMean, Span<float> runningVariance, double momentum, Span<float> y, int threads)
    {
        Statistics(x, threads, runningMean, runningVariance, momentum);
        for (var c = 0; c < maps; c++)
        {
            scale[c] = weight[c] * inverse[c];
            offset[c] = bias[c] - mean[c] * scale[c];
        }
        var (pooled, n) = (PooledWidth, spectra);
        fixed (float* from = x, to = y)
        {
            var (source, target) = ((nint)from, (nint)to);
            ParallelWork.For(Blocks, threads, block =>
            {
                for (var s = block * SpectraPerBlock; s < Math.Min(n, (block + 1) * SpectraPerBlock); s++)
                    for (var p = 0; p < pooled; p++)
                        PoolRow(Row(source, (long)s * width + p * pool, pool * maps), new((float*)target + ((long)s * pooled + p) * maps, maps));
            }, default);
        }
    }

    /// <summary>Gradient of the forward pass that came last.</summary>
    /// <param name="x">What the forward pass was given.</param>
    /// <param name="slope">Gradient of its result, shape (n, pooled width, maps).</param>
    /// <param name="weightSlope">γ's gradient is added here, shape (maps).</param>
    /// <param name="biasSlope">β's gradient is added here, shape (maps).</param>
    /// <param name="xSlope">Receives shape (n, width, maps).</param>
    /// <param name="threads">Bound on parallelism.</param>
    public unsafe void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> slope, Span<float> weightSlope, Span<float> biasSlope, Span<float> xSlope, int threads)
    {
        var (pooled, n) = (PooledWidth, spectra);
        var partial = new float[Blocks * 2 * maps];
        var (constant, linear) = (new float[maps], new float[maps]);
        fixed (float* from = x, given = slope, to = xSlope)
        {
            var (source, above, target) = ((nint)from, (nint)given, (nint)to);
            ParallelWork.For(Blocks, threads, block =>
            {
                var sums = partial.AsSpan(block * 2 * maps, 2 * maps);
                for (var s = block * SpectraPerBlock; s < Math.Min(n, (block + 1) * SpectraPerBlock); s++)
                {
                    var row = new Span<float>((float*)target + (long)s * width * maps, width * maps);
                    // What pooling leaves over has no slope of its own.
                    row[(pooled * pool * maps)..].Clear();
                    for (var p = 0; p < pooled; p++)
                        RouteRow(Row(source, (long)s * width + p * pool, pool * maps), Row(above, (long)s * pooled + p, maps), row.Slice(p * pool * maps, pool * maps), sums[..maps], sums[maps..]);
                }
            }, default);
            Combine(partial, weightSlope, biasSlope, constant, linear);
            ParallelWork.For(Blocks, threads, block =>
            {
                for (var r = (long)block * SpectraPerBlock * width; r < Math.Min(n, (block + 1L) * SpectraPerBlock) * width; r++)
                    CentreRow(Row(source, r, maps), constant, linear, new((float*)target + r * maps, maps));
            }, default);
        }
    }

    unsafe ReadOnlySpan<float> Row(nint start, long row, int length) => new((float*)start + row * maps, length);

    // Sums of x − its first value, so that little is lost where the mean is large beside the spread.
    unsafe void Statistics(ReadOnlySpan<float> x, int threads, Span<float> runningMean, Span<float> runningVariance, double momentum)
    {
        var shift = x[..maps].ToArray();
        var partial = new float[Blocks * 2 * maps];
        var n = spectra;
        fixed (float* from = x)
        {
            var source = (nint)from;
            ParallelWork.For(Blocks, threads, block =>
            {
                var sums = partial.AsSpan(block * 2 * maps, 2 * maps);
                for (var r = (long)block * SpectraPerBlock * width; r < Math.Min(n, (block + 1L) * SpectraPerBlock) * width; r++)
                    AddRow(Row(source, r, maps), shift, sums[..maps], sums[maps..]);
            }, default);
        }
        var count = (double)spectra * width;
        for (var c = 0; c < maps; c++)
        {
            double sum = 0, squares = 0;
            for (var block = 0; block < Blocks; block++)
            {
                sum += partial[block * 2 * maps + c];
                squares += partial[block * 2 * maps + maps + c];
            }
            var variance = Math.Max(0, squares / count - sum / count * (sum / count));
            mean[c] = (float)(shift[c] + sum / count);
            inverse[c] = (float)(1 / Math.Sqrt(variance + NetworkLayout.Epsilon));
            runningMean[c] = (float)((1 - momentum) * runningMean[c] + momentum * mean[c]);
            runningVariance[c] = (float)((1 - momentum) * runningVariance[c] + momentum * variance * count / Math.Max(1, count - 1));
        }
    }

    void Combine(float[] partial, Span<float> weightSlope, Span<float> biasSlope, float[] constant, float[] linear)
    {
        var count = (double)spectra * width;
        for (var c = 0; c < maps; c++)
        {
            // Σ g and Σ g·x̂, where x̂ = (x − mean) / σ.
            double sum = 0, product = 0;
            for (var block = 0; block < Blocks; block++)
            {
                sum += partial[block * 2 * maps + c];
                product += partial[block * 2 * maps + maps + c];
            }
            biasSlope[c] += (float)sum;
            weightSlope[c] += (float)product;
            linear[c] = (float)(-scale[c] * inverse[c] * product / count);
            constant[c] = (float)(-scale[c] * sum / count - mean[c] * (double)linear[c]);
        }
    }

    static void AddRow(ReadOnlySpan<float> row, ReadOnlySpan<float> shift, Span<float> sum, Span<float> squares)
    {
        var c = 0;
        for (; c <= row.Length - Vector<float>.Count; c += Vector<float>.Count)
        {
            var value = new Vector<float>(row[c..]) - new Vector<float>(shift[c..]);
            (new Vector<float>(sum[c..]) + value).CopyTo(sum[c..]);
            (new Vector<float>(squares[c..]) + value * value).CopyTo(squares[c..]);
        }
        for (; c < row.Length; c++)
        {
            var value = row[c] - shift[c];
            sum[c] += value;
            squares[c] += value * value;
        }
    }

    void PoolRow(ReadOnlySpan<float> rows, Span<float> result)
    {
        var c = 0;
        for (; c <= maps - Vector<float>.Count; c += Vector<float>.Count)
        {
            var (s, o) = (new Vector<float>(scale, c), new Vector<float>(offset, c));
            var best = Vector<float>.Zero;
            for (var j = 0; j < pool; j++) best = Vector.Max(best, new Vector<float>(rows[(j * maps + c)..]) * s + o);
            best.CopyTo(result[c..]);
        }
        for (; c < maps; c++)
        {
            var best = 0f;
            for (var j = 0; j < pool; j++) best = MathF.Max(best, rows[j * maps + c] * scale[c] + offset[c]);
            result[c] = best;
        }
    }

    // The slope goes to the first largest neighbour, if it is above zero; its value times γ / σ is written.
    void RouteRow(ReadOnlySpan<float> rows, ReadOnlySpan<float> slope, Span<float> result, Span<float> sum, Span<float> product)
    {
        var c = 0;
        for (; c <= maps - Vector<float>.Count; c += Vector<float>.Count)
        {
            var (s, o) = (new Vector<float>(scale, c), new Vector<float>(offset, c));
            var (bestValue, bestX) = (Vector<float>.Zero, Vector<float>.Zero);
            var bestAt = new Vector<int>(-1);
            for (var j = 0; j < pool; j++)
            {
                var x = new Vector<float>(rows[(j * maps + c)..]);
                var value = x * s + o;
                var larger = Vector.GreaterThan(value, bestValue);
                bestValue = Vector.ConditionalSelect(larger, value, bestValue);
                bestX = Vector.ConditionalSelect(larger, x, bestX);
                bestAt = Vector.ConditionalSelect(larger, new Vector<int>(j), bestAt);
            }
            var g = Vector.ConditionalSelect(Vector.GreaterThan(bestAt, new Vector<int>(-1)).As<int, float>(), new Vector<float>(slope[c..]), Vector<float>.Zero);
            (new Vector<float>(sum[c..]) + g).CopyTo(sum[c..]);
            (new Vector<float>(product[c..]) + g * (bestX - new Vector<float>(mean, c)) * new Vector<float>(inverse, c)).CopyTo(product[c..]);
            var scaled = g * s;
            for (var j = 0; j < pool; j++)
                Vector.ConditionalSelect(Vector.Equals(bestAt, new Vector<int>(j)).As<int, float>(), scaled, Vector<float>.Zero).CopyTo(result[(j * maps + c)..]);
        }
        for (; c < maps; c++)
        {
            var (bestValue, bestAt) = (0f, -1);
            for (var j = 0; j < pool; j++)
            {
                result[j * maps + c] = 0;
                var value = rows[j * maps + c] * scale[c] + offset[c];
                if (value > bestValue) (bestValue, bestAt) = (value, j);
            }
            if (bestAt < 0) continue;
            sum[c] += slope[c];
            product[c] += slope[c] * (rows[bestAt * maps + c] - mean[c]) * inverse[c];
            result[bestAt * maps + c] = slope[c] * scale[c];
        }
    }

    static void CentreRow(ReadOnlySpan<float> x, float[] constant, float[] linear, Span<float> slope)
    {
        var c = 0;
        for (; c <= x.Length - Vector<float>.Count; c += Vector<float>.Count)
            (new Vector<float>(slope[c..]) + new Vector<float>(x[c..]) * new Vector<float>(linear, c) + new Vector<float>(constant, c)).CopyTo(slope[c..]);
        for (; c < x.Length; c++) slope[c] += x[c] * linear[c] + constant[c];
    }
}
