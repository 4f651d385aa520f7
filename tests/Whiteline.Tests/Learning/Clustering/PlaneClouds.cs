using Whiteline.Numerics;

namespace Whiteline.Tests.Learning.Clustering;

/// <summary>Normal clouds in few dimensions, whose truth is known.</summary>
static class PlaneClouds
{
    /// <summary>Points of clouds in turns, shape (count, 2), and the cloud of each.</summary>
    public static (float[] Rows, int[] Truth) Make(int count, double spread, params (double X, double Y)[] centres)
    {
        var random = new RandomSource(new Seed(5));
        var rows = new float[2 * count];
        var truth = new int[count];
        for (var i = 0; i < count; i++)
        {
            truth[i] = i % centres.Length;
            rows[2 * i] = (float)(centres[truth[i]].X + spread * random.NextNormal());
            rows[2 * i + 1] = (float)(centres[truth[i]].Y + spread * random.NextNormal());
        }
        return (rows, truth);
    }

    /// <summary>Adjusted Rand index (Hubert and Arabie, J. Classification 2, 193, 1985) from pairs.</summary>
    public static double AdjustedRand(IReadOnlyList<int> a, IReadOnlyList<int> b)
    {
        double both = 0, first = 0, second = 0, all = 0;
        for (var i = 0; i < a.Count; i++)
            for (var j = 0; j < i; j++)
            {
                all++;
                if (a[i] == a[j]) first++;
                if (b[i] == b[j]) second++;
                if (a[i] == a[j] && b[i] == b[j]) both++;
            }
        var chance = first * second / all;
        return (both - chance) / ((first + second) / 2 - chance);
    }
}
