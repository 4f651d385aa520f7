namespace Whiteline.Learning.Svm;

/// <summary>Where the solver gets kernel values from. Safe for concurrent callers.</summary>
interface IKernelSource
{
    /// <summary>Training spectra.</summary>
    int Count { get; }

    /// <summary>k(x_i, x_j) for all j, shape (n). The array is shared: it must not be changed.</summary>
    float[] Row(int i);

    /// <summary>k(x_i, x_i).</summary>
    double Diagonal(int i);
}
