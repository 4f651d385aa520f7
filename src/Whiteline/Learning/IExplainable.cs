namespace Whiteline.Learning;

/// <summary>A classifier that can say which channels an answer hangs on.</summary>
public interface IExplainable
{
    /// <summary>Gradient of a class's score with respect to every channel of one spectrum.</summary>
    /// <param name="spectrum">Prepared intensity, shape (channels).</param>
    /// <param name="classIndex">Which class.</param>
    /// <param name="sensitivity">Receives shape (channels): score per unit of prepared intensity.</param>
    void Explain(ReadOnlySpan<float> spectrum, int classIndex, Span<double> sensitivity);
}
