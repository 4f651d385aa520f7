namespace Whiteline.Learning.Svm;

/// <summary>
/// Where the solver stands: β = yα with its bounds, and the slope y − Kβ, which is −y∇f of the dual. The first <see cref="Active"/>
/// positions are being optimised; the order of positions changes with shrinking.
/// </summary>
sealed class SmoState
{
    // Kernel rows of larger problems are gathered anew each time, so that a thread never holds more than 64 MB of them.
    const int LargestKept = 4096;

    readonly IKernelSource kernel;
    readonly int[] order;
    readonly int[] members;
    readonly double[] signs;
    readonly float[]?[] rows;
    readonly float[][] spare;
    int nextSpare;

    public SmoState(BinaryProblem problem, IKernelSource kernel, double[]? start)
    {
        this.kernel = kernel;
        var m = problem.Members.Length;
        members = [.. problem.Members];
        order = [.. Enumerable.Range(0, m)];
        signs = Array.ConvertAll(problem.Signs, sign => (double)sign);
        Slope = [.. signs];
        Beta = start is null ? new double[m] : [.. start];
        High = Array.ConvertAll(problem.Signs, sign => sign > 0 ? problem.PositiveC : 0);
        Low = Array.ConvertAll(problem.Signs, sign => sign > 0 ? 0 : -problem.NegativeC);
        Diagonal = Array.ConvertAll(members, kernel.Diagonal);
        rows = m <= LargestKept ? new float[m][] : [];
        spare = m <= LargestKept ? [] : [new float[m], new float[m]];
        Active = m;
        if (start is not null) Accumulate(0);
    }

    public double[] Slope { get; }

    public double[] Beta { get; }

    public double[] High { get; }

    public double[] Low { get; }

    public double[] Diagonal { get; }

    public int Active { get; private set; }

    public bool IsShrunk => Active < members.Length;

    /// <summary>k(x_i, ·) over the active positions. Two rows are valid at a time.</summary>
    public float[] LocalRow(int i)
    {
        if (rows.Length > 0) return rows[i] ??= Gather(i, new float[Active]);
        nextSpare ^= 1;
        return Gather(i, spare[nextSpare]);
    }

    /// <summary>Moves the pair to the least of the dual along Σβ = 0, within the bounds.</summary>
    public void Step(int i, int j, float[] rowI, float[] rowJ)
    {
        var curvature = Math.Max(Diagonal[i] + Diagonal[j] - 2.0 * rowI[j], SmoSelection.LeastCurvature);
        double upI = High[i] - Beta[i], downJ = Beta[j] - Low[j];
        var t = (Slope[i] - Slope[j]) / curvature;
        var room = Math.Min(upI, downJ);
        if (t > room) t = room;
        // Rounding must not leave a multiplier a hair inside a bound that it has reached.
        Beta[i] = t >= upI ? High[i] : Snap(Beta[i] + t, i);
        Beta[j] = t >= downJ ? Low[j] : Snap(Beta[j] - t, j);
        SmoSelection.Update(Slope.AsSpan(0, Active), rowI, rowJ, t);
    }

    /// <summary>Largest slope of what may grow and smallest of what may shrink; solved when they meet.</summary>
    public void Bounds(out double top, out double bottom)
    {
        (top, bottom) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var k = 0; k < Active; k++)
        {
            if (Beta[k] < High[k]) top = Math.Max(top, Slope[k]);
            if (Beta[k] > Low[k]) bottom = Math.Min(bottom, Slope[k]);
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
        Array.Clear(rows);
    }

    /// <summary>Brings every multiplier back, with its slope made anew from the kernel.</summary>
    public void Restore()
    {
        if (!IsShrunk) return;
        var from = Active;
        Active = members.Length;
        Array.Clear(rows);
        Accumulate(from);
    }

    /// <summary>Raises every bound by a factor; β is scaled with it as far as that lowers the dual, so that Σβ = 0 holds. Nothing may be shrunk.</summary>
    public void Widen(double factor)
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
            Beta[k] = Snap(Beta[k] * scale, k);
            Slope[k] = signs[k] - scale * (signs[k] - Slope[k]);
        }
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
            if (Beta[k] < High[k]) top = Math.Max(top, Slope[k]);
            if (Beta[k] > Low[k]) bottom = Math.Min(bottom, Slope[k]);
            if (!(Beta[k] > Low[k] && Beta[k] < High[k])) continue;
            free++;
            sum += Slope[k];
        }
        // The offset is the slope of the free multipliers; without any, the middle of the interval that the bounds leave.
        return new(coefficients, free > 0 ? -sum / free : -(top + bottom) / 2, objective, converged, iterations);
    }

    bool Stays(int k, double top, double bottom) => (Beta[k] >= High[k] && Slope[k] > top) || (Beta[k] <= Low[k] && Slope[k] < bottom);

    void Accumulate(int from)
    {
        signs.AsSpan(from).CopyTo(Slope.AsSpan(from));
        for (var j = 0; j < Beta.Length; j++)
        {
            if (Beta[j] == 0) continue;
            var row = kernel.Row(members[j]);
            for (var k = from; k < Slope.Length; k++) Slope[k] -= Beta[j] * row[members[k]];
        }
    }

    float[] Gather(int i, float[] local)
    {
        var row = kernel.Row(members[i]);
        for (var k = 0; k < Active; k++) local[k] = row[members[k]];
        return local;
    }

    double Snap(double beta, int k)
    {
        var hair = 1e-12 * (High[k] - Low[k]);
        return beta - Low[k] < hair ? Low[k] : High[k] - beta < hair ? High[k] : beta;
    }

    void Swap(int a, int b)
    {
        (order[a], order[b]) = (order[b], order[a]);
        (members[a], members[b]) = (members[b], members[a]);
        (signs[a], signs[b]) = (signs[b], signs[a]);
        (Beta[a], Beta[b]) = (Beta[b], Beta[a]);
        (Slope[a], Slope[b]) = (Slope[b], Slope[a]);
        (High[a], High[b]) = (High[b], High[a]);
        (Low[a], Low[b]) = (Low[b], Low[a]);
        (Diagonal[a], Diagonal[b]) = (Diagonal[b], Diagonal[a]);
    }
}
