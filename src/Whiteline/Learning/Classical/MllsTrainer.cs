using Whiteline.Features;
using Whiteline.Spectra;

namespace Whiteline.Learning.Classical;

/// <summary>
/// Labels by the largest fraction of a least-squares fit of the class means (<see cref="Mlls"/>); the probabilities are the fractions.
/// </summary>
/// <param name="LargestShiftEv">Energy shifts up to this are fitted, eV; 0 keeps the absolute position.</param>
public sealed record MllsTrainer(double LargestShiftEv = 1) : ITrainer
{
    /// <inheritdoc/>
    public string Name => "mlls";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (!(LargestShiftEv is >= 0 and <= 20)) yield return FormattableString.Invariant($"MLLS fits shifts up to {LargestShiftEv} eV; give 0 to 20.");
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"least squares of the class means with weights of at least 0, shifts up to ±{LargestShiftEv:0.##} eV");

    /// <inheritdoc/>
    public IClassifier Train(LabeledSpectra spectra, TrainingContext context)
    {
        if (Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        TrainingSet.Check(spectra);
        var set = new TrainingSet(spectra);
        var means = new float[set.Classes * set.Channels];
        for (var k = 0; k < set.Classes; k++)
        {
            int[] members = [.. set.IndicesOf(k)];
            for (var c = 0; c < set.Channels; c++) means[k * set.Channels + c] = (float)members.Average(i => (double)set.Intensity[i * set.Channels + c]);
        }
        return new Classifier(spectra.Classes, set.Channels, new(spectra.Axis, means, LargestShiftEv));
    }

    sealed class Classifier(IReadOnlyList<string> classes, int channels, Mlls fits) : IClassifier
    {
        public IReadOnlyList<string> Classes => classes;

        public int Channels => channels;

        public void Predict(ReadOnlySpan<float> intensity, Span<double> probabilities)
        {
            var n = PredictionRows.Count(intensity.Length, channels, probabilities.Length, classes.Count);
            for (var i = 0; i < n; i++)
                fits.Fit(intensity.Slice(i * channels, channels)).Fractions.CopyTo(probabilities[(i * classes.Count)..]);
            PredictionRows.LeaveUnknown(intensity, channels, probabilities, classes.Count);
        }
    }
}
