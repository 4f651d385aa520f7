using System.Text.Json.Nodes;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Robustness;

/// <summary>
/// Convolves every spectrum with a Gaussian, as a worse energy resolution does; beyond its ends a spectrum keeps its last value. A test step, which
/// no model carries.
/// </summary>
/// <param name="FwhmEv">Full width at half maximum of the Gaussian, eV; it adds in squares to the resolution that the spectra have; ≥ 0.</param>
public sealed record Broadening(double FwhmEv) : IStep
{
    // FWHM / σ of a Gaussian.
    static readonly double Widths = 2 * Math.Sqrt(2 * Math.Log(2));

    /// <inheritdoc/>
    public string Name => "broadening";

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (!(FwhmEv is >= 0 and <= 20)) yield return FormattableString.Invariant($"The broadening is {FwhmEv} eV; it must be between 0 and 20 eV.");
    }

    /// <inheritdoc/>
    public IFittedStep Fit(ISpectra input, StepContext context) => new Fitted(this, input.Axis);

    sealed class Fitted : IFittedStep
    {
        readonly double[] kernel;

        public Fitted(Broadening step, EnergyAxis axis)
        {
            Axis = axis;
            var sigma = step.FwhmEv / Widths / axis.DispersionEv;
            kernel = new double[2 * (int)Math.Ceiling(4 * sigma) + 1];
            for (var k = 0; k < kernel.Length; k++)
            {
                var distance = k - kernel.Length / 2;
                kernel[k] = sigma > 0 ? Math.Exp(-0.5 * distance * distance / (sigma * sigma)) : 1;
            }
            var sum = kernel.Sum();
            for (var k = 0; k < kernel.Length; k++) kernel[k] /= sum;
            Applied = new(step.Name, FormattableString.Invariant($"Every spectrum was broadened by {step.FwhmEv:0.##} eV (FWHM)."), new JsonObject { ["fwhmEv"] = step.FwhmEv });
        }

        public EnergyAxis Axis { get; }

        public AppliedStep Applied { get; }

        public SpectrumBlock Apply(SpectrumBlock block)
        {
            var half = kernel.Length / 2;
            var source = new float[Axis.Count];
            for (var i = 0; i < block.Count; i++)
            {
                var spectrum = block[i];
                spectrum.CopyTo(source);
                for (var c = 0; c < source.Length; c++)
                {
                    var sum = 0.0;
                    for (var k = 0; k < kernel.Length; k++) sum += kernel[k] * source[Math.Clamp(c + k - half, 0, source.Length - 1)];
                    spectrum[c] = (float)sum;
                }
            }
            return block;
        }
    }
}
