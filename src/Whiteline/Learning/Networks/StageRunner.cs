using System.Numerics;

namespace Whiteline.Learning.Networks;

/// <summary>
/// Runs a stage on a group of spectra: for each block of filters the tiles of <see cref="LinearTile"/> fill a scratch array that stays in
/// the first cache, which is then activated, normalised and pooled into the input of the next stage. The rows of all spectra of the group
/// are one list, so that no tile is left half empty, and the weights of a block are read once a group.
/// </summary>
sealed unsafe class StageRunner
{
    const int Alignment = 64;

    readonly NetworkStage stage;
    readonly int[] offsets;
    readonly float[] packed;
    readonly int packedStart;
    readonly float[] bias;
    readonly float[]? scale;
    readonly float[]? shift;
    readonly int blocks;

    /// <summary>Packs the weights.</summary>
    /// <param name="stage">The layer.</param>
    /// <param name="group">Most spectra at a time; a multiple of <see cref="LinearTile.Rows"/>.</param>
    public StageRunner(NetworkStage stage, int group)
    {
        this.stage = stage;
        var width = LinearTile.Width;
        blocks = (stage.Filters + width - 1) / width;
        offsets = new int[group * stage.Rows];
        for (var i = 0; i < offsets.Length; i++) offsets[i] = checked(i / stage.Rows * stage.InputLength + i % stage.Rows * stage.RowStep);
        packed = GC.AllocateArray<float>(checked(blocks * stage.Depth * width + Alignment / sizeof(float)), pinned: true);
        fixed (float* start = packed) packedStart = (int)((Alignment - (nint)start % Alignment) % Alignment / sizeof(float));
        for (var f = 0; f < stage.Filters; f++)
            for (var j = 0; j < stage.Depth; j++)
                packed[packedStart + (f / width * stage.Depth + j) * width + f % width] = stage.Weights[f * stage.Depth + j];
        bias = Padded(stage.Bias);
        (scale, shift) = stage.Affine is { } affine ? (Padded(affine.Scale), Padded(affine.Shift)) : (null, null);
    }

    /// <summary>Values of scratch memory that a group needs.</summary>
    public int ScratchLength => offsets.Length * LinearTile.Width;

    /// <summary>Computes the stage's output.</summary>
    /// <param name="count">Number of spectra, at most the group.</param>
    /// <param name="input">Shape (count, <see cref="NetworkStage.InputLength"/>).</param>
    /// <param name="scratch">Of <see cref="ScratchLength"/>.</param>
    /// <param name="output">Receives the outputs, one spectrum every <paramref name="outputStep"/> values.</param>
    /// <param name="outputStep">Distance of neighbouring spectra in the output.</param>
    public void Run(int count, float[] input, float[] scratch, Span<float> output, int outputStep)
    {
        var width = LinearTile.Width;
        var rows = (count * stage.Rows + LinearTile.Rows - 1) / LinearTile.Rows * LinearTile.Rows;
        fixed (float* x = input, w = &packed[packedStart], b = bias, result = scratch)
        fixed (int* o = offsets)
            for (var block = 0; block < blocks; block++)
            {
                LinearTile.Run(x, o, rows, stage.Depth, w + (nint)block * stage.Depth * width, b + block * width, result);
                var values = scratch.AsSpan(0, count * stage.Rows * width);
                if (stage.Activation is { } activation) Activations.Apply(activation, values);
                if (scale is not null && shift is not null) Scale(values, scale.AsSpan(block * width), shift.AsSpan(block * width));
                var filters = Math.Min(width, stage.Filters - block * width);
                for (var s = 0; s < count; s++)
                    Join(values.Slice(s * stage.Rows * width, stage.Rows * width), output.Slice(s * outputStep, stage.OutputLength), block * width, filters);
            }
    }

    static void Scale(Span<float> values, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift)
    {
        var width = LinearTile.Width;
        for (var v = 0; v < width; v += Vector<float>.Count)
        {
            var factor = new Vector<float>(scale[v..]);
            var summand = new Vector<float>(shift[v..]);
            for (var i = v; i < values.Length; i += width) (new Vector<float>(values[i..]) * factor + summand).CopyTo(values[i..]);
        }
    }

    // Pools the rows of one spectrum, and takes their mean where the stage says so.
    void Join(Span<float> rows, Span<float> output, int first, int filters)
    {
        var width = LinearTile.Width;
        if (stage.Pool > 1) Pool(rows);
        if (stage.Mean)
        {
            Mean(rows);
            rows[..filters].CopyTo(output[first..]);
            return;
        }
        for (var p = 0; p < stage.Positions; p++)
        {
            var row = rows.Slice(p * width, width);
            if (filters == width) row.CopyTo(output[(p * stage.Filters + first)..]);
            else row[..filters].CopyTo(output[(p * stage.Filters + first)..]);
        }
    }

    void Pool(Span<float> rows)
    {
        var width = LinearTile.Width;
        var average = stage.Pooling == Pooling.Average;
        var share = new Vector<float>(1f / stage.Pool);
        for (var p = 0; p < stage.Positions; p++)
            for (var v = 0; v < width; v += Vector<float>.Count)
            {
                var from = p * stage.Pool * width + v;
                var joined = new Vector<float>(rows[from..]);
                for (var r = 1; r < stage.Pool; r++)
                {
                    var next = new Vector<float>(rows[(from + r * width)..]);
                    joined = average ? joined + next : Vector.ConditionalSelect(Vector.LessThan(joined, next), next, joined);
                }
                (average ? joined * share : joined).CopyTo(rows[(p * width + v)..]);
            }
    }

    void Mean(Span<float> rows)
    {
        var width = LinearTile.Width;
        for (var v = 0; v < width; v += Vector<float>.Count)
        {
            var sum = Vector<float>.Zero;
            for (var p = 0; p < stage.Positions; p++) sum += new Vector<float>(rows[(p * width + v)..]);
            (sum / stage.Positions).CopyTo(rows[v..]);
        }
    }

    float[] Padded(float[] values)
    {
        var padded = new float[blocks * LinearTile.Width];
        values.CopyTo(padded, 0);
        return padded;
    }
}
