using System.Numerics;
using System.Numerics.Tensors;

namespace Whiteline.Learning.Svm;

/// <summary>A row of the RBF kernel, exp(−γ (‖x‖² + ‖yⱼ‖² − 2 x·yⱼ)), on vectors.</summary>
static class RbfRow
{
    /// <summary>Turns x·yⱼ, shape (n), into kernel values in place; the distances are formed in float64, where they cancel.</summary>
    public static void Compute(Span<float> products, double ownSquare, ReadOnlySpan<double> squares, double gamma)
    {
        var width = Vector<double>.Count;
        Vector<double> own = new(ownSquare), factor = new(-gamma);
        var j = 0;
        for (; j <= products.Length - 2 * width; j += 2 * width)
        {
            Vector.Widen(new Vector<float>(products[j..]), out var low, out var high);
            low = Exponent(low, new(squares[j..]));
            high = Exponent(high, new(squares[(j + width)..]));
            Vector.Narrow(low, high).CopyTo(products[j..]);
        }
        // Rounding can make a squared distance slightly negative.
        for (; j < products.Length; j++) products[j] = (float)(-gamma * Math.Max(0, ownSquare + squares[j] - 2.0 * products[j]));
        TensorPrimitives.Exp(products, products);

        Vector<double> Exponent(Vector<double> product, Vector<double> square) => factor * Vector.Max(Vector<double>.Zero, own + square - 2.0 * product);
    }
}
