using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whiteline.Learning.Embedding;

/// <summary>Sixteen numbers side by side.</summary>
readonly struct Lanes512(Vector512<float> value) : ILanes<Lanes512>
{
    const int RootHalfBits = 0x3F3504F3, FractionBits = 23;

    readonly Vector512<float> value = value;

    public static int Width => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Of(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Load(ref readonly float source, nint at) => new(Vector512.LoadUnsafe(in source, (nuint)at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes512 value, ref float destination, nint at) => value.value.StoreUnsafe(ref destination, (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator +(Lanes512 x, Lanes512 y) => new(x.value + y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 x, Lanes512 y) => new(x.value - y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator *(Lanes512 x, Lanes512 y) => new(x.value * y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator /(Lanes512 x, Lanes512 y) => new(x.value / y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Fused(Lanes512 x, Lanes512 y, Lanes512 z) => new(Vector512.FusedMultiplyAdd(x.value, y.value, z.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Limited(Lanes512 x, float limit) => new(Vector512.MaxNative(Vector512.MinNative(x.value, Vector512.Create(limit)), Vector512.Create(-limit)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 WhereAbove(Lanes512 x, float limit, float value) => new(Vector512.GreaterThan(x.value, Vector512.Create(limit)) & Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Exponent(Lanes512 x, out Lanes512 fraction)
    {
        var offset = x.value.AsInt32() - Vector512.Create(RootHalfBits);
        fraction = new(((offset & Vector512.Create((1 << FractionBits) - 1)) + Vector512.Create(RootHalfBits)).AsSingle() - Vector512<float>.One);
        return new(Vector512.ConvertToSingle(offset >> FractionBits));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Rounded(Lanes512 x) => new(Vector512.Round(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Scaled(Lanes512 x, Lanes512 power) => new((x.value.AsInt32() + (Vector512.ConvertToInt32Native(power.value) << FractionBits)).AsSingle());
}
