namespace Whiteline.Fidelity;

/// <summary>What is measured of synthetic spectra, always beside measured ones in their place.</summary>
public enum Measure
{
    /// <summary>Relative error of the mean over the white lines.</summary>
    MeanError,

    /// <summary>Mean relative error of the channels' standard deviations over the white lines.</summary>
    SpreadError,

    /// <summary>Share of the channels of the white lines whose standard deviation is right within 20 %.</summary>
    SpreadWithin20,

    /// <summary>Kolmogorov–Smirnov distance of the L3 positions.</summary>
    L3PositionKs,

    /// <summary>Wasserstein distance of the L3 positions, eV.</summary>
    L3PositionEv,

    /// <summary>Kolmogorov–Smirnov distance of the L3/L2 ratios.</summary>
    RatioKs,

    /// <summary>Kolmogorov–Smirnov distance of the widths of L3.</summary>
    WidthKs,

    /// <summary>Kolmogorov–Smirnov distance of the signal-to-noise ratios.</summary>
    SignalToNoiseKs,

    /// <summary>Error of the noise power spectrum, decades.</summary>
    NoiseSpectrumError,

    /// <summary>Power of the fast half of the noise, 1 where it is as measured.</summary>
    NoisePowerRatio,

    /// <summary>Relative error of the channel covariance.</summary>
    CovarianceError,

    /// <summary>Squared maximum mean discrepancy.</summary>
    MeanDiscrepancy,

    /// <summary>Precision.</summary>
    Precision,

    /// <summary>Recall.</summary>
    Recall,

    /// <summary>Density.</summary>
    Density,

    /// <summary>Coverage.</summary>
    Coverage,

    /// <summary>Accuracy of telling the spectra from measured ones, by their channels.</summary>
    TwoSampleSpectra,

    /// <summary>The same, by lines, components and noise.</summary>
    TwoSampleFeatures,

    /// <summary>The greater of the two.</summary>
    TwoSampleAccuracy,

    /// <summary>Share of the spectra that are no near copy of a training spectrum.</summary>
    Authenticity,

    /// <summary>Median distance to the nearest training spectrum, over that of measured spectra that were held out.</summary>
    NearestRatio,
}
