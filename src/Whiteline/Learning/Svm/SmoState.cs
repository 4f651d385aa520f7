using Whiteline.Numerics;

namespace Whiteline.Learning.Svm;

/// <summary>
/// Where the solver stands: β = yα with its bounds, and the slope y − Kβ, which is −y∇f of the dual. The first <see cref="Active"/>
/// positions are being optimised; the order of positions changes with shrinking.
/// </summary>
sealed class SmoState
{
    // Gathered kernel rows of larger problems are made anew each time, so that a thread never holds more than 64 MB of them.
    const int LargestKept = 4096;

    readonly IKernelSource kernel;
    readonly int[] order;
    readonly int[] members;
    readonly double[] signs;
    readonly bool isWhole;
    readonly float[]?[] rows;
    readonly Stack<float[]> free = [];
    int nextSpare;

    public SmoState(BinaryProblem problem, IKernelSource kernel, double[]? start)
    {
        this.kernel = kernel;
        var m = problem.Members.Length;
        members = [.. problem.Members];
        order = [.. Enumerable.Range(0, m)];
        // When the members are all that the kernel knows, in its order, its rows serve as they are.
        isWhole = m == kernel.Count && members.AsSpan().SequenceEqual(order);
        signs = Array.ConvertAll(problem.Signs, sign => (double)sign);
        Slope = [.. signs];
        Beta = start is null ? new double[m] : [.. start];
        High = Array.ConvertAll(problem.Signs, sign => sign > 0 ? problem.PositiveC : 0);
        Low = Array.ConvertAll(problem.Signs, sign => sign > 0 ? 0 : -problem.NegativeC);
        for (var k = 0; k < m; k++) if (problem.Held?[k] == true) High[k] = Low[k] = 0;
        Diagonal = Array.ConvertAll(members, i => (float)kernel.Diagonal(i));
        (Grow, Fall) = (new double[m], new double[m]);
        for (var k = 0; k < m; k++) Penalise(k);
        rows = m <= LargestKept ? new float[m][] : new float[2][];
        Active = m;
        if (start is not null) Accumulate(0);
    }

    public double[] Slope { get; }

    public double[] Beta { get; }

    public double[] High { get; }

    public double[] Low { get; }

    public float[] Diagonal { get; }

    /// <summary>0 where β may grow, −∞ elsewhere.</summary>
    public double[] Grow { get; }

    /// <summary>0 where β may fall, +∞ elsewhere.</summary>
    public double[] Fall { get; }

    public int Active { get; private set; }

    public bool IsShrunk => Active < members.Length;

    /// <summary>k(x_i, ·) over the active positions. Two rows are valid at a time.</summary>
    public float[] LocalRow(int i)
    {
        if (isWhole && !IsShrunk) return kernel.Row(i);
        if (rows.Length == members.Length) return rows[i] ??= Gather(i, free.TryPop(out var buffer) ? buffer : NewRow());
        nextSpare ^= 1;
        return Gather(i, rows[nextSpare] ??= NewRow());
    }

    /// <summary>Moves the pair to the least of the dual along Σβ = 0, within the bounds; returns how far.</summary>
    /// <param name="i">Grows.</param>
    /// <param name="j">Falls.</param>
    /// <param name="between">k(x_i, x_j).</param>
    public double Step(int i, int j, double between)
    {
        var curvature = Math.Max((double)Diagonal[i] + Diagonal[j] - 2.0 * between, SmoSelection.LeastCurvature);
        double upI = High[i] - Beta[i], downJ = Beta[j] - Low[j];
        var t = Math.Min((Slope[i] - Slope[j]) / curvature, Math.Min(upI, downJ));
        // Rounding must not leave a multiplier a hair inside a bound that it has reached.
        Beta[i] = t >= upI ? High[i] : Snap(Beta[i], t, i);
        Beta[j] = t >= downJ ? Low[j] : Snap(Beta[j], -t, j);
        Penalise(i);
        Penalise(j);
        return t;
    }

    /// <summary>Largest slope of what may grow and smallest of what may fall; solved when they meet.</summary>
    public void Bounds(out double top, out double bottom)
    {
        (top, bottom) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var k = 0; k < Active; k++)
        {
            top = Math.Max(top, Slope[k] + Grow[k]);
            bottom = Math.Min(bottom, Slope[k] + Fall[k]);
        }
    }

    /// <summary>Sets aside the multipliers that sit at a bound and are pushed against it.</summary>
    public void Shrink(double top, double bottom)
    {
        var end = Active;
        for (var k = 0; k < end; k++)
        {
            if (!Stays(k, top, bottom)) continue;
            while (--end > k && Stays(end, top, bottom)) { }
            if (end > k) Swap(k, end);
        }
        if (end == Active) return;
        Active = end;
        Forget();
    }

    /// <summary>Brings every multiplier back, with its slope made anew from the kernel.</summary>
    public void Restore()
    {
        if (!IsShrunk) return;
        var from = Active;
        Active = members.Length;
        if (isWhole) Unshuffle();
        else Forget();
        Accumulate(isWhole ? 0 : from);
    }

    /// <summary>
    /// Raises every bound by a factor; β is scaled with it as far as that lowers the dual, so that Σβ = 0 holds. Nothing may be shrunk.
    /// False when β stayed as it was.
    /// </summary>
    public bool Widen(double factor)
    {
        double linear = 0, quadratic = 0;
        for (var k = 0; k < Beta.Length; k++)
        {
            linear += Beta[k] * signs[k];
            quadratic += Beta[k] * (signs[k] - Slope[k]);
        }
        var scale = quadratic > 0 ? Math.Clamp(linear / quadratic, 1, factor) : factor;
        for (var k = 0; k < Beta.Length; k++)
        {
            High[k] *= factor;
            Low[k] *= factor;
            Beta[k] = Snap(0, Beta[k] * scale, k);
            Slope[k] = signs[k] - scale * (signs[k] - Slope[k]);
            Penalise(k);
        }
        return scale > 1;
    }

    /// <summary>The answer in the problem's order. Nothing may be shrunk.</summary>
    public BinarySolution Solution(bool converged, int iterations)
    {
        var coefficients = new double[Beta.Length];
        double objective = 0, sum = 0, top = double.NegativeInfinity, bottom = double.PositiveInfinity;
        var free = 0;
        for (var k = 0; k < Beta.Length; k++)
        {
            coefficients[order[k]] = Beta[k];
            objective -= Beta[k] * (Slope[k] + signs[k]) / 2;
            top = Math.Max(top, Slope[k] + Grow[k]);
            bottom = Math.Min(bottom, Slope[k] + Fall[k]);
            if (!(Beta[k] > Low[k] && Beta[k] < High[k])) continue;
            free++;
            sum += Slope[k];
        }
        // The offset is the slope of the free multipliers; without any, the middle of the interval that the bounds leave.
        return new(coefficients, free > 0 ? -sum / free : -(top + bottom) / 2, objective, converged, iterations);
    }

    /// <summary>Σβk(x, ·) of a member, in the problem's order; nothing may be shrunk.</summary>
    public double[] Evaluations()
    {
        var values = new double[Beta.Length];
        for (var k = 0; k < values.Length; k++) values[order[k]] = signs[k] - Slope[k];
        return values;
    }

    bool Stays(int k, double top, double bottom) => (Beta[k] >= High[k] && Slope[k] > top) || (Beta[k] <= Low[k] && Slope[k] < bottom) || High[k] == Low[k];

    void Penalise(int k)
    {
        Grow[k] = Beta[k] < High[k] ? 0 : double.NegativeInfinity;
        Fall[k] = Beta[k] > Low[k] ? 0 : double.PositiveInfinity;
    }

    void Accumulate(int from)
    {
        signs.AsSpan(from).CopyTo(Slope.AsSpan(from));
        for (var j = 0; j < Beta.Length; j++)
        {
            if (Beta[j] == 0) continue;
            var row = kernel.Row(members[j]);
            if (isWhole && from == 0) WideDot.Subtract(row, Beta[j], Slope);
            else for (var k = from; k < Slope.Length; k++) Slope[k] -= Beta[j] * row[members[k]];
        }
    }

    float[] Gather(int i, float[] local)
    {
        var row = kernel.Row(members[i]);
        var active = members.AsSpan(0, Active);
        var to = local.AsSpan(0, active.Length);
        for (var k = 0; k < active.Length; k++) to[k] = row[active[k]];
        return local;
    }

    float[] NewRow() => GC.AllocateUninitializedArray<float>(members.Length);

    void Forget()
    {
        if (rows.Length != members.Length) return;
        foreach (var row in rows) if (row is not null) free.Push(row);
        Array.Clear(rows);
    }

    // Back to the kernel's order, in which its rows serve as they are.
    void Unshuffle()
    {
        Forget();
        for (var k = 0; k < order.Length; k++)
            while (order[k] != k) Swap(k, order[k]);
    }

    // What rounding leaves is small beside the bound and the step, whatever the size of C: where kernel values are huge, all multipliers are tiny beside it.
    double Snap(double from, double step, int k)
    {
        double Hair(double bound) => 1e-12 * Math.Max(Math.Abs(bound), Math.Abs(step));
        var beta = from + step;
        return beta - Low[k] < Hair(Low[k]) ? Low[k] : High[k] - beta < Hair(High[k]) ? High[k] : beta;
    }

    void Swap(int a, int b)
    {
        (order[a], order[b]) = (order[b], order[a]);
        (members[a], members[b]) = (members[b], members[a]);
        (signs[a], signs[b]) = (signs[b], signs[a]);
        (Slope[a], Slope[b]) = (Slope[b], Slope[a]);
        (Beta[a], Beta[b]) = (Beta[b], Beta[a]);
        (High[a], High[b]) = (High[b], High[a]);
        (Low[a], Low[b]) = (Low[b], Low[a]);
        (Diagonal[a], Diagonal[b]) = (Diagonal[b], Diagonal[a]);
        (Grow[a], Grow[b]) = (Grow[b], Grow[a]);
        (Fall[a], Fall[b]) = (Fall[b], Fall[a]);
    }
}
