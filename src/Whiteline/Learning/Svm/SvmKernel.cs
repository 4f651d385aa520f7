using System.Globalization;

namespace Whiteline.Learning.Svm;

/// <summary>The kernels of a support vector machine. All are functions of inner products.</summary>
public enum KernelKind
{
    /// <summary>x·y.</summary>
    Linear,

    /// <summary>(γ x·y + r)^degree.</summary>
    Polynomial,

    /// <summary>exp(−γ ‖x − y‖²).</summary>
    Rbf,

    /// <summary>tanh(γ x·y + r).</summary>
    Sigmoid,

    /// <summary>x·y / (‖x‖‖y‖): needs no normalisation (del-Pozo-Bueno et al., Ultramicroscopy 253, 113828, 2023). A zero spectrum has 0.</summary>
    Cosine,

    /// <summary>One of your own, a function of the inner products.</summary>
    Custom,
}

/// <summary>A kernel of your own. It must be symmetric in x and y, and should be positive definite. It is called from several threads at once.</summary>
/// <param name="product">
/// x·y. Never above (x·x + y·y) / 2, so that ‖x − y‖² = x·x + y·y − 2 x·y is never negative; spectra whose distance is beneath the digits of the
/// products have distance 0.
/// </param>
/// <param name="squareX">x·x.</param>
/// <param name="squareY">y·y.</param>
/// <returns>k(x, y).</returns>
public delegate double GramKernel(double product, double squareX, double squareY);

/// <summary>A kernel with its parameters.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Gamma">γ, in 1/intensity²; &gt; 0. Not used by the linear and cosine kernels.</param>
/// <param name="Coef0">r of the polynomial and sigmoid kernels.</param>
/// <param name="Degree">Degree of the polynomial kernel; ≥ 1.</param>
public sealed record SvmKernel(KernelKind Kind, double Gamma = 1, double Coef0 = 0, int Degree = 3)
{
    // Distances beneath this part of the squares are rounding of the float32 products.
    const double Resolution = 1.0 / (1 << 22);

    /// <summary>The delegate of <see cref="KernelKind.Custom"/>.</summary>
    public GramKernel? Custom { get; init; }

    /// <summary>Spectra and a kernel with the same values that are best computed: the cosine is the product of spectra of length one.</summary>
    /// <param name="spectra">Shape (n, channels).</param>
    /// <param name="channels">Channels of a spectrum.</param>
    internal (float[] Spectra, SvmKernel Kernel) On(float[] spectra, int channels) =>
        Kind == KernelKind.Cosine ? (UnitSpectra.Of(spectra, channels), new(KernelKind.Linear)) : (spectra, this);

    /// <summary>True for the kernels of x·y alone, which may be seen from an origin (<see cref="KernelOrigin"/>).</summary>
    internal bool IsOfProducts => Kind is KernelKind.Linear or KernelKind.Polynomial or KernelKind.Sigmoid;

    /// <summary>The value of a kernel of x·y alone.</summary>
    internal double Of(double product) => Kind switch
    {
        KernelKind.Polynomial => Math.Pow(Gamma * product + Coef0, Degree),
        KernelKind.Sigmoid => Math.Tanh(Gamma * product + Coef0),
        _ => product,
    };

    /// <summary>Turns one row of inner products into kernel values, in place; for the kernels that are not of x·y alone.</summary>
    /// <param name="products">x·yⱼ, shape (n).</param>
    /// <param name="ownSquare">x·x.</param>
    /// <param name="squares">yⱼ·yⱼ, shape (n).</param>
    internal void Apply(Span<float> products, double ownSquare, ReadOnlySpan<double> squares)
    {
        switch (Kind)
        {
            case KernelKind.Rbf:
                RbfRow.Compute(products, ownSquare, squares, Gamma);
                return;
            case KernelKind.Custom when Custom is not null:
                for (var j = 0; j < products.Length; j++) products[j] = Own(Custom, products[j], ownSquare, squares[j]);
                return;
            default:
                throw new InvalidOperationException($"Kernel {Kind} is not known.");
        }
    }

    static float Own(GramKernel kernel, double product, double squareX, double squareY)
    {
        var equal = (squareX + squareY) / 2;
        var value = (float)kernel(equal - product > Resolution * equal ? product : equal, squareX, squareY);
        return float.IsFinite(value) ? value : throw new BadInputException(string.Create(
            CultureInfo.InvariantCulture, $"The custom kernel gives {value} for x·y = {product:G6}, x·x = {squareX:G6}, y·y = {squareY:G6}. It must give a finite number for all spectra."));
    }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        KernelKind.Linear => "linear kernel",
        KernelKind.Cosine => "cosine kernel",
        KernelKind.Custom => "custom kernel",
        KernelKind.Rbf => string.Create(CultureInfo.InvariantCulture, $"RBF kernel, γ = {Gamma:G4}"),
        KernelKind.Sigmoid => string.Create(CultureInfo.InvariantCulture, $"sigmoid kernel, γ = {Gamma:G4}, r = {Coef0:G4}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"polynomial kernel of degree {Degree}, γ = {Gamma:G4}, r = {Coef0:G4}"),
    };
}
