namespace Whiteline.Learning.Svm;

/// <summary>Where the solver gets kernel values from. Safe for concurrent callers.</summary>
interface IKernelSource
{
    /// <summary>Training spectra.</summary>
    int Count { get; }

    /// <summary>True when rows that were made once are kept for good.</summary>
    bool KeepsRows { get; }

    /// <summary>k(x_i, x_j) for all j, shape (n). The array is shared: it must not be changed.</summary>
    float[] Row(int i);

    /// <summary>k(x_i, x_i).</summary>
    double Diagonal(int i);

    /// <summary>What a multiplier of x_i adds to the decisions of the kernel itself beyond those of these values, which may be seen from an origin (<see cref="KernelOrigin"/>); 0 where they are not.</summary>
    double BeyondOrigin(int i);
}
