namespace Whiteline.Spectra;

/// <summary>What a stored signal is.</summary>
public enum SignalKind
{
    /// <summary>One spectrum.</summary>
    Spectrum,

    /// <summary>A spectrum per position: a spectrum image or a line scan.</summary>
    SpectrumImage,

    /// <summary>An image, a stack of images, or anything else without a spectral axis.</summary>
    Image,
}
