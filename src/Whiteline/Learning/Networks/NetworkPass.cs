using System.Numerics;

namespace Whiteline.Learning.Networks;

/// <summary>The memory of one thread for a group of spectra on its way through the stages, and the way itself.</summary>
sealed class NetworkPass
{
    // Values of a stage's input for one group that should share the second cache with the weights.
    const int CacheValues = 1 << 14;
    const int MostTiles = 8;

    readonly IReadOnlyList<NetworkStage> stages;
    readonly StageRunner[] runners;
    readonly float[][] inputs;
    readonly float[] scratch;
    readonly float[] output;

    /// <summary>Allocates the memory. Margins of zeros are never written to.</summary>
    public NetworkPass(IReadOnlyList<NetworkStage> stages, StageRunner[] runners, int group)
    {
        (this.stages, this.runners) = (stages, runners);
        inputs = [.. stages.Select(stage => new float[group * stage.InputLength])];
        scratch = new float[runners.Max(runner => runner.ScratchLength)];
        output = new float[group * stages[^1].OutputLength];
    }

    /// <summary>Spectra that pass together: whole tiles of them, so that dense layers leave no row of a tile empty.</summary>
    public static int GroupOf(IReadOnlyList<NetworkStage> stages) =>
        Math.Clamp(CacheValues / (LinearTile.Rows * stages.Max(stage => stage.InputLength)), 1, MostTiles) * LinearTile.Rows;

    /// <summary>The outputs of the last stage for a group.</summary>
    /// <param name="count">Number of spectra, at most the group.</param>
    /// <param name="intensity">Shape (count, channels).</param>
    /// <param name="mean">Subtracted first.</param>
    /// <param name="scale">Multiplied with then.</param>
    /// <returns>Shape (count, classes); valid until the next call.</returns>
    public ReadOnlySpan<float> Run(int count, ReadOnlySpan<float> intensity, float mean, float scale)
    {
        var first = stages[0];
        var channels = intensity.Length / count;
        for (var s = 0; s < count; s++)
            Standardise(intensity.Slice(s * channels, channels), inputs[0].AsSpan(s * first.InputLength + first.Front, channels), mean, scale);
        for (var i = 0; i < runners.Length; i++)
        {
            if (i + 1 == runners.Length) runners[i].Run(count, inputs[i], scratch, output, stages[i].OutputLength);
            else runners[i].Run(count, inputs[i], scratch, inputs[i + 1].AsSpan(stages[i + 1].Front), stages[i + 1].InputLength);
        }
        return output.AsSpan(0, count * stages[^1].OutputLength);
    }

    static void Standardise(ReadOnlySpan<float> intensity, Span<float> standardised, float mean, float scale)
    {
        var i = 0;
        for (; i <= intensity.Length - Vector<float>.Count; i += Vector<float>.Count)
            ((new Vector<float>(intensity[i..]) - new Vector<float>(mean)) * scale).CopyTo(standardised[i..]);
        for (; i < intensity.Length; i++) standardised[i] = (intensity[i] - mean) * scale;
    }
}
