using System.Numerics.Tensors;

namespace Whiteline.Learning.Networks;

/// <summary>
/// The gradient of one output of a network with respect to its input: backpropagation for a single spectrum (Simonyan, Vedaldi and Zisserman,
/// 2014, section 3). Rows of a stage overlap in its input, so going back is adding each filter's weights, times what came back for a row,
/// to where the row lies.
/// </summary>
static class NetworkGradient
{
    /// <summary>The gradient with respect to the prepared intensity.</summary>
    public static void Compute(
        IReadOnlyList<NetworkStage> stages, ReadOnlySpan<float> spectrum, double mean, double scale, int classIndex, Span<double> sensitivity)
    {
        var made = new float[stages.Count][];
        var input = new float[stages[0].InputLength];
        for (var i = 0; i < spectrum.Length; i++) input[stages[0].Front + i] = (float)((spectrum[i] - mean) * scale);
        for (var i = 0; i < stages.Count; i++)
        {
            made[i] = Linear(stages[i], input);
            if (i + 1 == stages.Count) break;
            input = new float[stages[i + 1].InputLength];
            Join(stages[i], made[i], input.AsSpan(stages[i + 1].Front, stages[i].OutputLength));
        }
        var back = new float[stages[^1].OutputLength];
        back[classIndex] = 1;
        for (var i = stages.Count - 1; i >= 0; i--)
        {
            var before = Transposed(stages[i], Unjoin(stages[i], made[i], back));
            back = before.AsSpan(stages[i].Front, i > 0 ? stages[i - 1].OutputLength : spectrum.Length).ToArray();
        }
        for (var i = 0; i < sensitivity.Length; i++) sensitivity[i] = back[i] * scale;
    }

    // Shape (rows, filters), before the activation.
    static float[] Linear(NetworkStage stage, float[] input)
    {
        var result = new float[stage.Rows * stage.Filters];
        for (var r = 0; r < stage.Rows; r++)
            for (var f = 0; f < stage.Filters; f++)
                result[r * stage.Filters + f] = stage.Bias[f] + TensorPrimitives.Dot(input.AsSpan(r * stage.RowStep, stage.Depth), stage.Weights.AsSpan(f * stage.Depth, stage.Depth));
        return result;
    }

    static void Join(NetworkStage stage, float[] made, Span<float> output)
    {
        for (var p = 0; p < stage.Positions; p++)
            for (var f = 0; f < stage.Filters; f++)
            {
                var joined = 0.0;
                if (stage.Pooling == Pooling.Max) joined = Value(stage, made, Largest(stage, made, p, f), f);
                else for (var r = 0; r < stage.Pool; r++) joined += Value(stage, made, p * stage.Pool + r, f) / stage.Pool;
                if (stage.Mean) output[f] += (float)(joined / stage.Positions);
                else output[p * stage.Filters + f] = (float)joined;
            }
    }

    // What came back for the stage's output, as it is for the linear map: shape (rows, filters).
    static float[] Unjoin(NetworkStage stage, float[] made, float[] back)
    {
        var result = new float[made.Length];
        for (var p = 0; p < stage.Positions; p++)
            for (var f = 0; f < stage.Filters; f++)
            {
                var share = stage.Mean ? back[f] / stage.Positions : back[p * stage.Filters + f];
                if (stage.Affine is { } affine) share *= affine.Scale[f];
                if (stage.Pooling == Pooling.Max) Add(Largest(stage, made, p, f), share);
                else for (var r = 0; r < stage.Pool; r++) Add(p * stage.Pool + r, share / stage.Pool);

                void Add(int row, float value)
                {
                    var i = row * stage.Filters + f;
                    result[i] = stage.Activation is { } activation ? (float)(value * Activations.Slope(activation, made[i])) : value;
                }
            }
        return result;
    }

    static float[] Transposed(NetworkStage stage, float[] back)
    {
        var result = new float[stage.InputLength];
        for (var r = 0; r < stage.Rows; r++)
        {
            var row = result.AsSpan(r * stage.RowStep, stage.Depth);
            for (var f = 0; f < stage.Filters; f++)
                if (back[r * stage.Filters + f] is not 0f and var share) TensorPrimitives.MultiplyAdd(stage.Weights.AsSpan(f * stage.Depth, stage.Depth), share, row, row);
        }
        return result;
    }

    static int Largest(NetworkStage stage, float[] made, int position, int filter)
    {
        var best = position * stage.Pool;
        for (var row = best + 1; row < (position + 1) * stage.Pool; row++)
            if (Value(stage, made, row, filter) > Value(stage, made, best, filter)) best = row;
        return best;
    }

    static double Value(NetworkStage stage, float[] made, int row, int filter)
    {
        double value = made[row * stage.Filters + filter];
        if (stage.Activation is { } activation) value = Activations.Of(activation, value);
        return stage.Affine is { } affine ? value * affine.Scale[filter] + affine.Shift[filter] : value;
    }
}
