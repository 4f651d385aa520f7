using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Robustness;

/// <summary>
/// Multiplies the noise that the spectra hold: what the components of low variance carry is taken as noise, and signal + m · noise put in its
/// place (del-Pozo-Bueno et al., Ultramicroscopy 221, 113190, 2021). The components are those of the spectra divided by their maximum, with the mean taken
/// off; a component is noise when it explains at most 5 % of their variance. A test step, which no model carries.
/// </summary>
/// <param name="Multiple">m; 1 leaves the spectra as they are, 0 leaves the signal alone.</param>
public sealed record PcaNoise(double Multiple) : IStep
{
    const double MostOfNoise = 0.05;

    /// <inheritdoc/>
    public string Name => "pca-noise";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (!(Multiple is >= 0 and <= 1000)) yield return FormattableString.Invariant($"The multiple of the PCA noise is {Multiple}; it must be between 0 and 1000.");
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context)
    {
        var (n, channels) = (input.Count, input.Axis.Count);
        if (n < 2) throw BadInputException.In(context.Source, "PCA noise needs at least 2 spectra", "Leave --noise out for a single spectrum.");
        var intensity = new float[n * channels];
        input.Read(0, n, intensity);
        var rows = new DenseMatrix(n, channels);
        for (var i = 0; i < n; i++)
        {
            var spectrum = intensity.AsSpan(i * channels, channels);
            var scale = ScaleOf(spectrum);
            for (var c = 0; c < channels; c++) rows[i, c] = spectrum[c] / scale;
        }
        var mean = rows.ColumnSums() / n;
        for (var i = 0; i < n; i++) rows.SetRow(i, rows.Row(i) - mean);
        context.Cancellation.ThrowIfCancellationRequested();
        var signal = Leading(rows);
        return new Fitted(this, input.Axis, [.. mean.Select(value => (float)value)], signal);
    }

    // The smaller of the two covariance matrices has all eigenvalues that are not 0.
    static float[][] Leading(DenseMatrix rows)
    {
        var isWide = rows.ColumnCount > rows.RowCount;
        var covariance = isWide ? rows.TransposeAndMultiply(rows) : rows.TransposeThisAndMultiply(rows);
        var decomposition = covariance.Evd(Symmetricity.Symmetric);
        var values = decomposition.EigenValues.Select(value => Math.Max(0, value.Real)).ToArray();
        var total = values.Sum();
        return [.. Enumerable.Range(0, values.Length).Where(k => values[k] > MostOfNoise * total).Select(k =>
        {
            var vector = decomposition.EigenVectors.Column(k);
            return (isWide ? rows.TransposeThisAndMultiply(vector) / Math.Sqrt(values[k]) : vector).Select(value => (float)value).ToArray();
        })];
    }

    static float ScaleOf(ReadOnlySpan<float> spectrum) => TensorPrimitives.Max(spectrum) is > 0 and var largest ? largest : 1;

    sealed class Fitted(PcaNoise step, EnergyAxis axis, float[] mean, float[][] signal) : IFittedStep
    {
        public EnergyAxis Axis => axis;

        public AppliedStep Applied { get; } = new(
            step.Name,
            FormattableString.Invariant($"What all but {signal.Length} component(s) carry was multiplied by {step.Multiple:0.##}."),
            new JsonObject { ["multiple"] = step.Multiple, ["signalComponents"] = signal.Length });

        public SpectrumBlock Apply(SpectrumBlock block)
        {
            var noise = new float[axis.Count];
            var more = (float)(step.Multiple - 1);
            for (var i = 0; i < block.Count; i++)
            {
                var spectrum = block[i];
                var scale = ScaleOf(spectrum);
                TensorPrimitives.Divide<float>(spectrum, scale, noise);
                TensorPrimitives.Subtract<float>(noise, mean, noise);
                foreach (var component in signal)
                    TensorPrimitives.MultiplyAdd<float>(component, -TensorPrimitives.Dot<float>(noise, component), noise, noise);
                TensorPrimitives.MultiplyAdd<float>(noise, more * scale, spectrum, spectrum);
            }
            return block;
        }
    }
}
