namespace Whiteline.Spectra;

/// <summary>One spectrum held in memory.</summary>
public sealed class Spectrum : ISpectra
{
    readonly float[] intensity;

    /// <summary>Creates the spectrum.</summary>
    /// <param name="axis">Its energy axis.</param>
    /// <param name="intensity">Shape (channels).</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public Spectrum(EnergyAxis axis, float[] intensity)
    {
        if (intensity.Length != axis.Count)
            throw new ArgumentException($"{intensity.Length} intensities on an axis of {axis.Count} channels.", nameof(intensity));
        Axis = axis;
        this.intensity = intensity;
    }

    /// <inheritdoc/>
    public EnergyAxis Axis { get; }

    /// <summary>Always 1.</summary>
    public int Count => 1;

    /// <summary>Intensity per channel, shape (channels).</summary>
    public ReadOnlySpan<float> Intensity => intensity;

    /// <inheritdoc/>
    public void Read(int first, int count, Span<float> destination) =>
        intensity.AsSpan(first * Axis.Count, count * Axis.Count).CopyTo(destination);

    /// <summary>Always 0: a single spectrum carries its calibration in its axis.</summary>
    public double ShiftEv(int index) => 0;
}
