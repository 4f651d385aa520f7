namespace Whiteline.Learning.Embedding;

/// <summary>How far apart two spectra are.</summary>
public enum DistanceMetric
{
    /// <summary>‖x − y‖: sees brightness and shape.</summary>
    Euclidean,

    /// <summary>1 − x·y / (‖x‖ ‖y‖): blind to brightness. A spectrum of zeros is 0 from another and 1 from all else.</summary>
    Cosine,

    /// <summary>1 − r, with Pearson's r: blind to brightness and to a constant background. Constant spectra are 0 apart and 1 from all else.</summary>
    Correlation,
}
