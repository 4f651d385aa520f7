using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whiteline.Learning.Embedding;

/// <summary>Eight numbers side by side.</summary>
readonly struct Lanes256(Vector256<float> value) : ILanes<Lanes256>
{
    const int RootHalfBits = 0x3F3504F3, FractionBits = 23;

    readonly Vector256<float> value = value;

    public static int Width => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Of(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(ref readonly float source, nint at) => new(Vector256.LoadUnsafe(in source, (nuint)at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256 value, ref float destination, nint at) => value.value.StoreUnsafe(ref destination, (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 x, Lanes256 y) => new(x.value + y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 x, Lanes256 y) => new(x.value - y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 x, Lanes256 y) => new(x.value * y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator /(Lanes256 x, Lanes256 y) => new(x.value / y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Fused(Lanes256 x, Lanes256 y, Lanes256 z) => new(Vector256.FusedMultiplyAdd(x.value, y.value, z.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Limited(Lanes256 x, float limit) => new(Vector256.MaxNative(Vector256.MinNative(x.value, Vector256.Create(limit)), Vector256.Create(-limit)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 WhereAbove(Lanes256 x, float limit, float value) => new(Vector256.GreaterThan(x.value, Vector256.Create(limit)) & Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Exponent(Lanes256 x, out Lanes256 fraction)
    {
        var offset = x.value.AsInt32() - Vector256.Create(RootHalfBits);
        fraction = new(((offset & Vector256.Create((1 << FractionBits) - 1)) + Vector256.Create(RootHalfBits)).AsSingle() - Vector256<float>.One);
        return new(Vector256.ConvertToSingle(offset >> FractionBits));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Rounded(Lanes256 x) => new(Vector256.Round(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Scaled(Lanes256 x, Lanes256 power) => new((x.value.AsInt32() + (Vector256.ConvertToInt32Native(power.value) << FractionBits)).AsSingle());
}
