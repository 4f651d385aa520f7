using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whiteline.Learning.Networks;

/// <summary>The tile of <see cref="LinearTile"/> for processors with vectors of 512 bits and 32 registers: twelve rows of two vectors.</summary>
static unsafe class LinearTile512
{
    /// <summary>One tile; see <see cref="LinearTile.Run"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* input, int* offsets, int depth, float* weights, float* bias, float* result)
    {
        float* r0 = input + offsets[0], r1 = input + offsets[1], r2 = input + offsets[2], r3 = input + offsets[3], r4 = input + offsets[4], r5 = input + offsets[5];
        float* r6 = input + offsets[6], r7 = input + offsets[7], r8 = input + offsets[8], r9 = input + offsets[9], r10 = input + offsets[10], r11 = input + offsets[11];
        Vector512<float> a0 = Vector512.Load(bias), b0 = Vector512.Load(bias + 16);
        Vector512<float> a1 = a0, b1 = b0, a2 = a0, b2 = b0, a3 = a0, b3 = b0, a4 = a0, b4 = b0, a5 = a0, b5 = b0, a6 = a0, b6 = b0;
        Vector512<float> a7 = a0, b7 = b0, a8 = a0, b8 = b0, a9 = a0, b9 = b0, a10 = a0, b10 = b0, a11 = a0, b11 = b0;
        for (nint j = 0; j < depth; j++)
        {
            var a = Vector512.Load(weights);
            var b = Vector512.Load(weights + 16);
            weights += 32;
            var x = Vector512.Create(r0[j]);
            a0 = Vector512.MultiplyAddEstimate(x, a, a0);
            b0 = Vector512.MultiplyAddEstimate(x, b, b0);
            x = Vector512.Create(r1[j]);
            a1 = Vector512.MultiplyAddEstimate(x, a, a1);
            b1 = Vector512.MultiplyAddEstimate(x, b, b1);
            x = Vector512.Create(r2[j]);
            a2 = Vector512.MultiplyAddEstimate(x, a, a2);
            b2 = Vector512.MultiplyAddEstimate(x, b, b2);
            x = Vector512.Create(r3[j]);
            a3 = Vector512.MultiplyAddEstimate(x, a, a3);
            b3 = Vector512.MultiplyAddEstimate(x, b, b3);
            x = Vector512.Create(r4[j]);
            a4 = Vector512.MultiplyAddEstimate(x, a, a4);
            b4 = Vector512.MultiplyAddEstimate(x, b, b4);
            x = Vector512.Create(r5[j]);
            a5 = Vector512.MultiplyAddEstimate(x, a, a5);
            b5 = Vector512.MultiplyAddEstimate(x, b, b5);
            x = Vector512.Create(r6[j]);
            a6 = Vector512.MultiplyAddEstimate(x, a, a6);
            b6 = Vector512.MultiplyAddEstimate(x, b, b6);
            x = Vector512.Create(r7[j]);
            a7 = Vector512.MultiplyAddEstimate(x, a, a7);
            b7 = Vector512.MultiplyAddEstimate(x, b, b7);
            x = Vector512.Create(r8[j]);
            a8 = Vector512.MultiplyAddEstimate(x, a, a8);
            b8 = Vector512.MultiplyAddEstimate(x, b, b8);
            x = Vector512.Create(r9[j]);
            a9 = Vector512.MultiplyAddEstimate(x, a, a9);
            b9 = Vector512.MultiplyAddEstimate(x, b, b9);
            x = Vector512.Create(r10[j]);
            a10 = Vector512.MultiplyAddEstimate(x, a, a10);
            b10 = Vector512.MultiplyAddEstimate(x, b, b10);
            x = Vector512.Create(r11[j]);
            a11 = Vector512.MultiplyAddEstimate(x, a, a11);
            b11 = Vector512.MultiplyAddEstimate(x, b, b11);
        }
        Store(result, a0, b0);
        Store(result + 32, a1, b1);
        Store(result + 64, a2, b2);
        Store(result + 96, a3, b3);
        Store(result + 128, a4, b4);
        Store(result + 160, a5, b5);
        Store(result + 192, a6, b6);
        Store(result + 224, a7, b7);
        Store(result + 256, a8, b8);
        Store(result + 288, a9, b9);
        Store(result + 320, a10, b10);
        Store(result + 352, a11, b11);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(float* result, Vector512<float> a, Vector512<float> b)
    {
        a.Store(result);
        b.Store(result + 16);
    }
}
