namespace Whiteline.Learning.Embedding;

/// <summary>
/// Numbers side by side, so that a kernel is written once and runs on vectors of any width. Only operations that IEEE 754 rounds in one way: every width gives the same
/// bits.
/// </summary>
interface ILanes<T> where T : struct, ILanes<T>
{
    static abstract int Width { get; }

    static abstract T Of(float value);

    static abstract T Load(ref readonly float source, nint at);

    static abstract void Store(T value, ref float destination, nint at);

    static abstract T operator +(T x, T y);

    static abstract T operator -(T x, T y);

    static abstract T operator *(T x, T y);

    static abstract T operator /(T x, T y);

    /// <summary>x · y + z, rounded once.</summary>
    static abstract T Fused(T x, T y, T z);

    /// <summary>Held between −<paramref name="limit"/> and <paramref name="limit"/>.</summary>
    static abstract T Limited(T x, float limit);

    /// <summary>A value where <paramref name="x"/> is greater than <paramref name="limit"/>, 0 elsewhere.</summary>
    static abstract T WhereAbove(T x, float limit, float value);

    /// <summary>x = 2^exponent · (1 + fraction), 1 + fraction in [√½, √2), for positive normal x.</summary>
    static abstract T Exponent(T x, out T fraction);

    static abstract T Rounded(T x);

    /// <summary>x · 2^power for whole powers that keep it normal.</summary>
    static abstract T Scaled(T x, T power);
}
