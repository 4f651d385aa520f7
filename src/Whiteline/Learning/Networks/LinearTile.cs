using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whiteline.Learning.Networks;

/// <summary>
/// The one inner loop of inference: rows of inputs times a packed block of filters. Maps are stored channels last, so a convolution is a
/// matrix product whose rows overlap in memory: row p starts <c>stride · maps</c> values after row p − 1, and nothing is copied out
/// (an implicit "im2col"). A tile of <see cref="Rows"/> × <see cref="Width"/> sums stays in registers for the whole depth; an input value is
/// broadcast to all lanes and the weights are read in order. Every sum is taken over the depth in order, with one multiply-add a value, so
/// neither the tile's shape nor a spectrum's neighbours can change a result.
/// </summary>
static unsafe class LinearTile
{
    static readonly bool Wide = Vector512.IsHardwareAccelerated;

    /// <summary>Rows of a tile; row offsets are given in multiples of so many.</summary>
    public static readonly int Rows = Wide ? 12 : 6;

    /// <summary>Filters of a block; weights are packed, and results laid out, in rows of so many.</summary>
    public static readonly int Width = Wide ? 32 : 16;

    /// <summary>One block of filters over many rows: result[r, f] = bias[f] + Σ_j input[offsets[r] + j] · weights[j, f].</summary>
    /// <param name="input">Where the offsets count from.</param>
    /// <param name="offsets">Start of every row, shape (rows); a multiple of <see cref="Rows"/>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="depth">Values of a row.</param>
    /// <param name="weights">Shape (depth, <see cref="Width"/>).</param>
    /// <param name="bias">Shape (<see cref="Width"/>).</param>
    /// <param name="result">Receives shape (rows, <see cref="Width"/>).</param>
    public static void Run(float* input, int* offsets, int rows, int depth, float* weights, float* bias, float* result)
    {
        for (var r = 0; r < rows; r += Rows, offsets += Rows, result += Rows * Width)
            if (Wide) LinearTile512.Run(input, offsets, depth, weights, bias, result);
            else Run256(input, offsets, depth, weights, bias, result);
    }

    /// <summary>What a tile of any shape computes, one value after another.</summary>
    public static void Reference(float* input, int* offsets, int rows, int depth, float* weights, int width, float* bias, float* result)
    {
        for (var r = 0; r < rows; r++)
            for (var f = 0; f < width; f++)
            {
                var sum = bias[f];
                for (var j = 0; j < depth; j++) sum = MathF.FusedMultiplyAdd(input[offsets[r] + j], weights[j * width + f], sum);
                result[r * width + f] = sum;
            }
    }

    /// <summary>
    /// One tile of six rows of two vectors of 256 bits: twelve sums, two weights and one input fill fifteen of sixteen registers, and twelve
    /// multiply-adds wait for eight loads only.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run256(float* input, int* offsets, int depth, float* weights, float* bias, float* result)
    {
        float* r0 = input + offsets[0], r1 = input + offsets[1], r2 = input + offsets[2], r3 = input + offsets[3], r4 = input + offsets[4], r5 = input + offsets[5];
        Vector256<float> a0 = Vector256.Load(bias), b0 = Vector256.Load(bias + 8);
        Vector256<float> a1 = a0, b1 = b0, a2 = a0, b2 = b0, a3 = a0, b3 = b0, a4 = a0, b4 = b0, a5 = a0, b5 = b0;
        for (nint j = 0; j < depth; j++)
        {
            var a = Vector256.Load(weights);
            var b = Vector256.Load(weights + 8);
            weights += 16;
            var x = Vector256.Create(r0[j]);
            a0 = Vector256.MultiplyAddEstimate(x, a, a0);
            b0 = Vector256.MultiplyAddEstimate(x, b, b0);
            x = Vector256.Create(r1[j]);
            a1 = Vector256.MultiplyAddEstimate(x, a, a1);
            b1 = Vector256.MultiplyAddEstimate(x, b, b1);
            x = Vector256.Create(r2[j]);
            a2 = Vector256.MultiplyAddEstimate(x, a, a2);
            b2 = Vector256.MultiplyAddEstimate(x, b, b2);
            x = Vector256.Create(r3[j]);
            a3 = Vector256.MultiplyAddEstimate(x, a, a3);
            b3 = Vector256.MultiplyAddEstimate(x, b, b3);
            x = Vector256.Create(r4[j]);
            a4 = Vector256.MultiplyAddEstimate(x, a, a4);
            b4 = Vector256.MultiplyAddEstimate(x, b, b4);
            x = Vector256.Create(r5[j]);
            a5 = Vector256.MultiplyAddEstimate(x, a, a5);
            b5 = Vector256.MultiplyAddEstimate(x, b, b5);
        }
        Store(result, a0, b0);
        Store(result + 16, a1, b1);
        Store(result + 32, a2, b2);
        Store(result + 48, a3, b3);
        Store(result + 64, a4, b4);
        Store(result + 80, a5, b5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(float* result, Vector256<float> a, Vector256<float> b)
    {
        a.Store(result);
        b.Store(result + 8);
    }
}
