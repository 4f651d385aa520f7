using Whiteline.Learning.Svm;
using Whiteline.Spectra;

namespace Whiteline.Tests.Learning;

public sealed class SmoSolverTests
{
    const double Tolerance = 1e-3;

    public static TheoryData<KernelKind, ulong> Problems()
    {
        var problems = new TheoryData<KernelKind, ulong>();
        foreach (var kind in Enum.GetValues<KernelKind>())
            for (ulong seed = 1; seed <= 8; seed++) problems.Add(kind, seed);
        return problems;
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void The_multipliers_lie_in_the_box_and_balance(KernelKind kind, ulong seed)
    {
        var (problem, _, solution) = Solved(kind, seed);

        for (var i = 0; i < problem.Members.Length; i++)
            Assert.InRange(problem.Signs[i] * solution.Coefficients[i], 0, problem.BoundOf(i));
        Assert.Equal(0, solution.Coefficients.Sum(), 1e-9 * (problem.PositiveC + problem.NegativeC) * problem.Members.Length);
    }

    // Karush, Kuhn and Tucker: y f ≥ 1 at α = 0, = 1 inside the box, ≤ 1 at the bound, each to within the tolerance. The decision values
    // are computed in double precision from the spectra, without the solver's gradient or its kernel rows.
    [Theory]
    [MemberData(nameof(Problems))]
    public void The_conditions_of_an_optimum_hold(KernelKind kind, ulong seed)
    {
        var (problem, data, solution) = Solved(kind, seed);
        var kernel = KernelOf(kind);

        Assert.True(solution.Converged);
        for (var i = 0; i < problem.Members.Length; i++)
        {
            var alpha = problem.Signs[i] * solution.Coefficients[i];
            var decision = -solution.Rho;
            for (var j = 0; j < problem.Members.Length; j++)
                decision += solution.Coefficients[j] * Value(kernel, data[problem.Members[i]], data[problem.Members[j]]);
            var margin = problem.Signs[i] * decision;
            // float32 kernel values add their rounding to the tolerance.
            var slack = 2 * Tolerance + 1e-6 * solution.Coefficients.Sum(Math.Abs);
            if (alpha <= 0) Assert.True(margin >= 1 - slack, $"α = 0, y f = {margin}");
            else if (alpha >= problem.BoundOf(i)) Assert.True(margin <= 1 + slack, $"α = C, y f = {margin}");
            else Assert.Equal(1, margin, slack);
        }
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void The_objective_is_that_of_the_multipliers(KernelKind kind, ulong seed)
    {
        var (problem, data, solution) = Solved(kind, seed);
        var kernel = KernelOf(kind);

        var objective = -solution.Coefficients.Sum(Math.Abs);
        for (var i = 0; i < problem.Members.Length; i++)
            for (var j = 0; j < problem.Members.Length; j++)
                objective += 0.5 * solution.Coefficients[i] * solution.Coefficients[j] * Value(kernel, data[problem.Members[i]], data[problem.Members[j]]);

        Assert.Equal(objective, solution.Objective, 1e-4 * Math.Abs(objective));
    }

    [Fact]
    public void A_small_cache_gives_the_same_solution()
    {
        var data = Clouds.Of(3, 6, 1.2, 30, 30);
        var problem = ProblemOf(data);

        var large = SmoSolver.Solve(problem, Rows(data, KernelKind.Rbf, 1 << 20), Tolerance, 100_000, TestContext.Current.CancellationToken);
        var small = SmoSolver.Solve(problem, Rows(data, KernelKind.Rbf, 1), Tolerance, 100_000, TestContext.Current.CancellationToken);

        Assert.Equal(large.Coefficients, small.Coefficients);
    }

    [Fact]
    public void The_iteration_limit_is_told()
    {
        var data = Clouds.Of(3, 6, 3, 30, 30);

        Assert.False(SmoSolver.Solve(ProblemOf(data), Rows(data, KernelKind.Rbf, 1 << 20), 1e-9, 2, TestContext.Current.CancellationToken).Converged);
    }

    [Fact]
    public void It_stops_when_cancelled()
    {
        var data = Clouds.Of(3, 6, 3, 30, 30);

        Assert.Throws<OperationCanceledException>(() => SmoSolver.Solve(ProblemOf(data), Rows(data, KernelKind.Rbf, 1 << 20), Tolerance, 100, new CancellationToken(canceled: true)));
    }

    static (BinaryProblem Problem, LabeledSpectra Data, BinarySolution Solution) Solved(KernelKind kind, ulong seed)
    {
        // Separable, touching and mixed clouds, of equal and unequal size.
        var data = Clouds.Of(seed, 5, 0.3 + 0.3 * seed, 20, (int)(10 + 3 * seed));
        var problem = ProblemOf(data);
        return (problem, data, SmoSolver.Solve(problem, Rows(data, kind, 1 << 20), Tolerance, 1_000_000, TestContext.Current.CancellationToken));
    }

    static BinaryProblem ProblemOf(LabeledSpectra data) =>
        new([.. Enumerable.Range(0, data.Count)], [.. data.Labels.Select(label => (sbyte)(label == data.Classes[0] ? 1 : -1))], 2, 0.5);

    static KernelRows Rows(LabeledSpectra data, KernelKind kind, long cacheBytes) => new(data.Intensity.ToArray(), data.Axis.Count, KernelOf(kind), cacheBytes);

    static SvmKernel KernelOf(KernelKind kind) => kind == KernelKind.Sigmoid ? new(kind, 0.02, -0.5) : new(kind, 0.2, 1, 3);

    static double Value(SvmKernel kernel, ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double xy = 0, xx = 0, yy = 0, distance = 0;
        for (var c = 0; c < x.Length; c++)
        {
            xy += (double)x[c] * y[c];
            xx += (double)x[c] * x[c];
            yy += (double)y[c] * y[c];
            distance += ((double)x[c] - y[c]) * ((double)x[c] - y[c]);
        }
        return kernel.Kind switch
        {
            KernelKind.Linear => xy,
            KernelKind.Polynomial => Math.Pow(kernel.Gamma * xy + kernel.Coef0, kernel.Degree),
            KernelKind.Rbf => Math.Exp(-kernel.Gamma * distance),
            KernelKind.Sigmoid => Math.Tanh(kernel.Gamma * xy + kernel.Coef0),
            _ => xy / Math.Sqrt(xx * yy),
        };
    }
}
