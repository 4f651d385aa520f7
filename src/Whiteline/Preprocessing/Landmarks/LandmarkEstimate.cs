namespace Whiteline.Preprocessing.Landmarks;

/// <summary>What one feature of known energy says of an energy axis.</summary>
/// <param name="Name">Such as <c>O K</c>.</param>
/// <param name="FoundEv">Where it lies on the axis as the file gives it, eV.</param>
/// <param name="ExpectedEv">Where it lies on a true axis, eV.</param>
/// <param name="StatisticalEv">Standard error of the position from the noise, eV.</param>
/// <param name="DispersionEv">What an error of the dispersion adds between the landmark and the energy at which the offset is wanted, eV.</param>
/// <param name="ScatterEv">How far the landmark moves from compound to compound and between instruments with calibrated axes, eV.</param>
/// <param name="Significance">How far it stands out of the noise, standard deviations.</param>
/// <param name="Basis">What was looked for, and where its energy is known from.</param>
public sealed record LandmarkEstimate(string Name, double FoundEv, double ExpectedEv, double StatisticalEv, double DispersionEv, double ScatterEv, double Significance, string Basis)
{
    /// <summary>What must be added to the file's energies, eV.</summary>
    public double OffsetEv => ExpectedEv - FoundEv;

    /// <summary>Standard uncertainty of the offset: all three parts, eV.</summary>
    public double UncertaintyEv => Math.Sqrt(StatisticalEv * StatisticalEv + DispersionEv * DispersionEv + ScatterEv * ScatterEv);
}
