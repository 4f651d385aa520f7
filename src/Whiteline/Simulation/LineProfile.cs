namespace Whiteline.Simulation;

/// <summary>
/// A broadened line and a broadened step. The line is a Voigt profile, approximated by a pseudo-Voigt of equal width (Thompson, Cox and
/// Hastings, J. Appl. Cryst. 20, 1987, 79); the step is the arctangent that the continuum is usually drawn with.
/// </summary>
static class LineProfile
{
    /// <summary>Height of a line of unit maximum.</summary>
    /// <param name="distanceEv">Energy from the line's centre, eV.</param>
    /// <param name="gaussianFwhmEv">Instrument and disorder, eV.</param>
    /// <param name="lorentzianFwhmEv">Lifetime, eV.</param>
    public static double Voigt(double distanceEv, double gaussianFwhmEv, double lorentzianFwhmEv) => Shape(gaussianFwhmEv, lorentzianFwhmEv).At(distanceEv);

    /// <summary>The line of these widths, for many energies.</summary>
    /// <param name="gaussianFwhmEv">Instrument and disorder, eV.</param>
    /// <param name="lorentzianFwhmEv">Lifetime, eV.</param>
    public static VoigtShape Shape(double gaussianFwhmEv, double lorentzianFwhmEv) => PseudoVoigt(gaussianFwhmEv, lorentzianFwhmEv) is var (width, lorentzian) ? new(width, lorentzian) : default;

    /// <summary>Area of a line of unit maximum, eV.</summary>
    /// <param name="gaussianFwhmEv">Instrument and disorder, eV.</param>
    /// <param name="lorentzianFwhmEv">Lifetime, eV.</param>
    public static double VoigtArea(double gaussianFwhmEv, double lorentzianFwhmEv)
    {
        var (width, lorentzian) = PseudoVoigt(gaussianFwhmEv, lorentzianFwhmEv);
        return 0.5 * width * (Math.PI * lorentzian + Math.Sqrt(Math.PI / 0.693147180559945) * (1 - lorentzian));
    }

    // Width at half maximum, eV, and the share of the Lorentzian.
    static (double Width, double Lorentzian) PseudoVoigt(double g, double l)
    {
        var width = Math.Pow(
            g * g * g * g * g + 2.69269 * g * g * g * g * l + 2.42843 * g * g * g * l * l + 4.47163 * g * g * l * l * l + 0.07842 * g * l * l * l * l + l * l * l * l * l,
            0.2);
        var x = l / width;
        return (width, 1.36603 * x - 0.47719 * x * x + 0.11116 * x * x * x);
    }

    /// <summary>A step from 0 to 1.</summary>
    public static double Step(double distanceEv, double widthEv) => Math.Atan(Math.PI * distanceEv / widthEv) / Math.PI + 0.5;
}

/// <summary>A pseudo-Voigt line of unit maximum.</summary>
/// <param name="WidthEv">Width at half maximum, eV.</param>
/// <param name="Lorentzian">Share of the Lorentzian.</param>
readonly record struct VoigtShape(double WidthEv, double Lorentzian)
{
    /// <summary>Height at an energy from the line's centre, eV.</summary>
    public double At(double distanceEv)
    {
        var u = 2 * distanceEv / WidthEv;
        return Lorentzian / (1 + u * u) + (1 - Lorentzian) * Math.Exp(-0.693147180559945 * u * u);
    }
}
