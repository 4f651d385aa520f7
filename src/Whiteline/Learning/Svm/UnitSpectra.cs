using System.Numerics.Tensors;

namespace Whiteline.Learning.Svm;

/// <summary>
/// Spectra of length one: their inner products are the cosines. Dividing before the products are taken keeps the digits of spectra that are
/// weak beside the mean spectrum, which <see cref="GramMatrix"/> takes off; a zero spectrum stays zero.
/// </summary>
static class UnitSpectra
{
    /// <summary>A copy of spectra of shape (n, channels), each divided by its length.</summary>
    public static float[] Of(ReadOnlySpan<float> spectra, int channels)
    {
        var unit = new float[spectra.Length];
        var wide = new double[channels];
        for (var start = 0; start < spectra.Length; start += channels)
        {
            TensorPrimitives.ConvertTruncating(spectra.Slice(start, channels), wide);
            var length = TensorPrimitives.Norm<double>(wide);
            if (length > 0) TensorPrimitives.Divide(wide, length, wide);
            TensorPrimitives.ConvertTruncating<double, float>(wide, unit.AsSpan(start, channels));
        }
        return unit;
    }
}
