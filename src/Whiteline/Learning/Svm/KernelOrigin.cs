namespace Whiteline.Learning.Svm;

// The multipliers of a solution sum to 0, so that k(x, y) − k(x, m) − k(m, y) + k(m, m) has the solution and the decisions of k(x, y), whatever m is (Schölkopf, "The kernel trick for distances", NIPS 13, 301,
// 2000). Spectra on a high background have products of many equal digits: what tells them apart lies beneath the last digit of float32, and comes back when the origin lies among them.

/// <summary>A kernel of inner products as it looks from a spectrum m: k(x, y) − k(x, m) − k(m, y) + k(m, m). Of the linear kernel it is (x − m)·(y − m).</summary>
sealed class KernelOrigin
{
    readonly SvmKernel kernel;
    readonly double square;
    readonly double own;
    readonly double[] onOrigin;
    readonly double[] values;

    /// <summary>Creates it.</summary>
    /// <param name="kernel">A kernel of inner products (<see cref="SvmKernel.IsOfProducts"/>).</param>
    /// <param name="square">m·m.</param>
    /// <param name="onOrigin">yⱼ·m, shape (n).</param>
    public KernelOrigin(SvmKernel kernel, double square, double[] onOrigin)
    {
        (this.kernel, this.square, this.onOrigin) = (kernel, square, onOrigin);
        own = kernel.Of(square);
        values = Array.ConvertAll(onOrigin, kernel.Of);
    }

    /// <summary>k(yⱼ, m) − k(m, m): what a multiplier of yⱼ adds to every decision beyond what is seen from m.</summary>
    public double Beyond(int j) => values[j] - own;

    /// <summary>Turns one row of products (x − m)·(yⱼ − m) into kernel values, in place.</summary>
    /// <param name="products">Shape (count), for the spectra y from <paramref name="from"/> on.</param>
    /// <param name="ownOnOrigin">x·m.</param>
    /// <param name="from">Index of the first y.</param>
    public void Apply(Span<float> products, double ownOnOrigin, int from = 0)
    {
        if (kernel.Kind == KernelKind.Linear) return;
        var value = kernel.Of(ownOnOrigin);
        // Sums of two are taken first, so that x and y may change places to the bit.
        for (var j = 0; j < products.Length; j++)
            products[j] = (float)(kernel.Of(products[j] + (ownOnOrigin + onOrigin[from + j] - square)) - (value + values[from + j] - own));
    }
}
