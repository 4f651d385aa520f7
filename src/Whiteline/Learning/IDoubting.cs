namespace Whiteline.Learning;

/// <summary>A classifier that can say, apart from its probabilities, how far a spectrum is from what it learned: probabilities sum to 1 for any spectrum, be it one of another world.</summary>
public interface IDoubting : IClassifier
{
    /// <summary>Kinds of doubt; each is a number that grows the stranger a spectrum is.</summary>
    int DoubtKinds { get; }

    /// <summary>Class probabilities and doubts in one pass.</summary>
    /// <param name="intensity">Shape (n, channels), C order.</param>
    /// <param name="probabilities">Receives shape (n, k), C order.</param>
    /// <param name="doubts">Receives shape (n, <see cref="DoubtKinds"/>), C order.</param>
    void Predict(ReadOnlySpan<float> intensity, Span<double> probabilities, Span<double> doubts);
}
