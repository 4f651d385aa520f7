namespace Whiteline.Learning;

/// <summary>A classifier that can say which channels of a spectrum speak for a class.</summary>
public interface IExplainable
{
    /// <summary>
    /// The gradient of the evidence for a class: by how much the evidence changes when one channel of the spectrum rises by one unit of
    /// prepared intensity. The evidence is a scalar that the classifier has before it makes probabilities: the mean of the pairs' decision
    /// values that involve the class, signed to favour it, for a support vector machine; the logit for a network.
    /// </summary>
    /// <param name="spectrum">One prepared spectrum, shape (channels).</param>
    /// <param name="classIndex">Index of the class.</param>
    /// <param name="sensitivity">Receives the gradient, evidence per unit of prepared intensity, shape (channels).</param>
    void Explain(ReadOnlySpan<float> spectrum, int classIndex, Span<double> sensitivity);
}
