using System.Numerics.Tensors;

namespace Whiteline.Numerics;

/// <summary>
/// The leading eigenvectors of BᵀB, which are the right singular vectors of B. Few columns: by the eigenvalues of the whole matrix. Many: by the randomised range finder with power
/// iterations of Halko, Martinsson and Tropp (SIAM Review 53, 217, 2011, algorithm 4.4), on the side of the columns, so that one pass over B makes an iteration and B may be a
/// file; singular values below some 1e-3.5 of the largest drown in float32.
/// </summary>
/// <param name="Length">Columns of B.</param>
/// <param name="Values">Squared singular values, descending, shape (k).</param>
/// <param name="Vectors">Orthonormal, shape (k, length); the largest element of each is positive.</param>
/// <param name="Total">Sum of all squared singular values.</param>
public sealed record LeadingVectors(int Length, double[] Values, float[] Vectors, double Total)
{
    const int MostExact = 300;
    const int Extra = 10;
    const int Iterations = 7;

    /// <summary>Part of the whole that each vector explains, descending, shape (k).</summary>
    public double[] Ratios() => Array.ConvertAll(Values, value => Total > 0 ? value / Total : 0);

    /// <summary>The first vectors only.</summary>
    public LeadingVectors First(int count) => this with { Values = Values[..count], Vectors = Vectors[..(count * Length)] };

    /// <summary>Finds them.</summary>
    /// <param name="products">The matrix.</param>
    /// <param name="most">How many are wanted; fewer are returned when the matrix has fewer rows or columns.</param>
    /// <param name="seed">Draws the first vectors of the randomised way.</param>
    public static LeadingVectors Of(IColumnProducts products, int most, Seed seed)
    {
        var count = Math.Min(most, Math.Min(products.Count, products.Length));
        return products.Length <= MostExact ? Exact(products, count) : Few(products, count, seed);
    }

    /// <summary>Finds few among many by the randomised way, however few columns there are: where the vectors of many small matrices are wanted.</summary>
    /// <param name="products">The matrix.</param>
    /// <param name="most">How many are wanted; fewer are returned when the matrix has fewer rows or columns.</param>
    /// <param name="seed">Draws the first vectors.</param>
    internal static LeadingVectors Few(IColumnProducts products, int most, Seed seed)
    {
        var count = Math.Min(most, Math.Min(products.Count, products.Length));
        return 3 * (count + Extra) > products.Length ? Exact(products, count) : Randomised(products, count, seed);
    }

    static LeadingVectors Exact(IColumnProducts products, int count)
    {
        var length = products.Length;
        var (values, vectors) = SymmetricEigen.Of(products.Whole(), length, count);
        // Rounding leaves values below 0 where there is nothing.
        values = Array.ConvertAll(values, value => Math.Max(0, value));
        return Signed(new(length, values[..count], [.. vectors.SelectMany(vector => vector).Select(value => (float)value)], values.Sum()));
    }

    static LeadingVectors Randomised(IColumnProducts products, int count, Seed seed)
    {
        var length = products.Length;
        var wide = count + Extra;
        var random = seed.Branch("range finder").Random();
        var start = new double[wide * length];
        for (var i = 0; i < start.Length; i++) start[i] = random.NextNormal();
        var basis = Orthonormal(start, length);
        for (var i = 0; i < Iterations; i++) basis = Orthonormal(products.Times(basis), length);
        // What BᵀB is inside the space that was found (Rayleigh and Ritz).
        var image = products.Times(basis);
        var inside = new double[wide * wide];
        var wideBasis = Array.ConvertAll(basis, value => (double)value);
        for (var a = 0; a < wide; a++)
            for (var b = 0; b < wide; b++)
                inside[a * wide + b] = 0.5 * (Product(wideBasis, a, image, b) + Product(wideBasis, b, image, a));
        var (values, turn) = SymmetricEigen.Of(inside, wide, count);
        var vectors = new double[count * length];
        for (var k = 0; k < count; k++)
            for (var a = 0; a < wide; a++)
                TensorPrimitives.MultiplyAdd(wideBasis.AsSpan(a * length, length), turn[k][a], vectors.AsSpan(k * length, length), vectors.AsSpan(k * length, length));
        return Signed(new(length, [.. values.Take(count).Select(value => Math.Max(0, value))], Orthonormal(vectors, length), products.Trace()));

        double Product(double[] one, int a, double[] other, int b) => TensorPrimitives.Dot<double>(one.AsSpan(a * length, length), other.AsSpan(b * length, length));
    }

    // Gram and Schmidt, twice: once leaves what rounding brought back. A vector that the others explain becomes 0.
    static float[] Orthonormal(double[] vectors, int length)
    {
        var k = vectors.Length / length;
        for (var a = 0; a < k; a++)
        {
            var own = vectors.AsSpan(a * length, length);
            var before = Norm(own);
            for (var round = 0; round < 2; round++)
                for (var b = 0; b < a; b++)
                {
                    var other = vectors.AsSpan(b * length, length);
                    TensorPrimitives.MultiplyAdd(other, -TensorPrimitives.Dot<double>(own, other), own, own);
                }
            var norm = Norm(own);
            TensorPrimitives.Multiply(own, norm > 1e-10 * before ? 1 / norm : 0, own);
        }
        return Array.ConvertAll(vectors, value => (float)value);
    }

    static double Norm(ReadOnlySpan<double> vector) => TensorPrimitives.Norm(vector);

    static LeadingVectors Signed(LeadingVectors found)
    {
        for (var k = 0; k < found.Values.Length; k++)
        {
            var vector = found.Vectors.AsSpan(k * found.Length, found.Length);
            var largest = 0f;
            foreach (var value in vector) if (Math.Abs(value) > Math.Abs(largest)) largest = value;
            if (largest < 0) for (var c = 0; c < vector.Length; c++) vector[c] = -vector[c];
        }
        return found;
    }
}
