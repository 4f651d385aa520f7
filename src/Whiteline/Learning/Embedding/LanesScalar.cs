using System.Runtime.CompilerServices;

namespace Whiteline.Learning.Embedding;

/// <summary>One number: what the vectors are tested against, and what runs where there are none.</summary>
readonly struct LanesScalar(float value) : ILanes<LanesScalar>
{
    const int RootHalfBits = 0x3F3504F3, FractionBits = 23;

    readonly float value = value;

    public static int Width => 1;

    public static LanesScalar Of(float value) => new(value);

    public static LanesScalar Load(ref readonly float source, nint at) => new(Unsafe.Add(ref Unsafe.AsRef(in source), at));

    public static void Store(LanesScalar value, ref float destination, nint at) => Unsafe.Add(ref destination, at) = value.value;

    public static LanesScalar operator +(LanesScalar x, LanesScalar y) => new(x.value + y.value);

    public static LanesScalar operator -(LanesScalar x, LanesScalar y) => new(x.value - y.value);

    public static LanesScalar operator *(LanesScalar x, LanesScalar y) => new(x.value * y.value);

    public static LanesScalar operator /(LanesScalar x, LanesScalar y) => new(x.value / y.value);

    public static LanesScalar Fused(LanesScalar x, LanesScalar y, LanesScalar z) => new(MathF.FusedMultiplyAdd(x.value, y.value, z.value));

    public static LanesScalar Limited(LanesScalar x, float limit) => new(Math.Max(Math.Min(x.value, limit), -limit));

    public static LanesScalar WhereAbove(LanesScalar x, float limit, float value) => new(x.value > limit ? value : 0);

    public static LanesScalar Exponent(LanesScalar x, out LanesScalar fraction)
    {
        var offset = BitConverter.SingleToInt32Bits(x.value) - RootHalfBits;
        fraction = new(BitConverter.Int32BitsToSingle((offset & ((1 << FractionBits) - 1)) + RootHalfBits) - 1);
        return new(offset >> FractionBits);
    }

    public static LanesScalar Rounded(LanesScalar x) => new(MathF.Round(x.value));

    public static LanesScalar Scaled(LanesScalar x, LanesScalar power) => new(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x.value) + ((int)power.value << FractionBits)));
}
