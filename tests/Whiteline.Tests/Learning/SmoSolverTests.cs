using Whiteline.Learning.Svm;

namespace Whiteline.Tests.Learning;

public sealed class SmoSolverTests
{
    static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    public static TheoryData<KernelKind, double> Cases => new()
    {
        { KernelKind.Linear, 1 }, { KernelKind.Polynomial, 0.5 }, { KernelKind.Rbf, 0.1 }, { KernelKind.Rbf, 100 }, { KernelKind.Cosine, 10 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_solution_obeys_the_box_the_balance_and_the_optimality_conditions(KernelKind kind, double c)
    {
        var (problem, kernel) = Problem(kind, c, weight: 2);

        var solution = SmoSolver.Solve(problem, kernel, 1e-3, 1_000_000, Token);

        Assert.True(solution.Converged);
        Assert.Equal(0, solution.Coefficients.Sum(), 1e-9 * c * problem.Members.Length);
        double top = double.NegativeInfinity, bottom = double.PositiveInfinity;
        for (var k = 0; k < problem.Members.Length; k++)
        {
            var (beta, sign) = (solution.Coefficients[k], problem.Signs[k]);
            var (low, high) = sign > 0 ? (0.0, problem.PositiveC) : (-problem.NegativeC, 0.0);
            Assert.InRange(beta, low, high);
            var slope = (double)sign;
            for (var j = 0; j < problem.Members.Length; j++) slope -= solution.Coefficients[j] * kernel.Row(problem.Members[k])[problem.Members[j]];
            if (beta < high) top = Math.Max(top, slope);
            if (beta > low) bottom = Math.Min(bottom, slope);
        }
        Assert.True(top - bottom < 1.01e-3, $"violation {top - bottom}");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Shrinking_does_not_change_the_objective(KernelKind kind, double c)
    {
        var (problem, kernel) = Problem(kind, c);

        var with = SmoSolver.Solve(problem, kernel, 1e-4, 1_000_000, Token);
        var without = SmoSolver.Solve(problem, kernel, 1e-4, 1_000_000, Token, shrinking: false);

        Assert.Equal(without.Objective, with.Objective, 1e-4 * Math.Abs(without.Objective));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_solution_started_from_a_smaller_C_equals_the_one_started_from_zero(KernelKind kind, double c)
    {
        var (problem, kernel) = Problem(kind, c);
        var (small, _) = Problem(kind, c / 10);
        var state = new SmoState(small, kernel, null);
        SmoSolver.Run(state, 1e-4, 1_000_000, Token);

        state.Widen(10);
        var warm = SmoSolver.Run(state, 1e-4, 1_000_000, Token);

        var cold = SmoSolver.Solve(problem, kernel, 1e-4, 1_000_000, Token);
        Assert.Equal(cold.Objective, warm.Objective, 1e-4 * Math.Abs(cold.Objective));
        Assert.Equal(cold.Rho, warm.Rho, 1e-2);
    }

    [Fact]
    public void Rows_on_demand_give_the_same_objective_as_the_whole_matrix()
    {
        var (problem, kernel) = Problem(KernelKind.Rbf, 10);
        var spectra = Peaks.Of([60, 40], 32, 0.3);
        var few = new KernelRows(spectra.Intensity.ToArray(), 32, new(KernelKind.Rbf, 0.1), 4000);

        var rows = SmoSolver.Solve(problem, few, 1e-4, 1_000_000, Token);

        var whole = SmoSolver.Solve(problem, kernel, 1e-4, 1_000_000, Token);
        Assert.Equal(whole.Objective, rows.Objective, 1e-4 * Math.Abs(whole.Objective));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(67, 31)]
    [InlineData(130, 300)]
    public void The_blocked_products_equal_the_plain_ones(int count, int channels)
    {
        var spectra = Peaks.Of([count, 1], channels);

        var gram = GramMatrix.Of(spectra.Intensity.Span, channels, 2, Token);

        var raw = new float[spectra.Count];
        for (var i = 0; i < spectra.Count; i++)
        {
            gram.CopyRaw(i, raw);
            for (var j = 0; j < spectra.Count; j++)
            {
                var expected = 0.0;
                for (var c = 0; c < channels; c++) expected += (double)spectra[i][c] * spectra[j][c];
                Assert.Equal(expected, raw[j], 2e-5 * (1 + Math.Abs(expected)));
            }
        }
    }

    static (BinaryProblem Problem, KernelMatrix Kernel) Problem(KernelKind kind, double c, double weight = 1)
    {
        var spectra = Peaks.Of([60, 40], 32, 0.3);
        var (seen, kernel) = new SvmKernel(kind, 0.1, 1, 3).On(spectra.Intensity.ToArray(), 32);
        var gram = GramMatrix.Of(seen, 32, 1, Token);
        sbyte[] signs = [.. spectra.Labels.Select(label => (sbyte)(label == "Mn2+" ? 1 : -1))];
        return (new([.. Enumerable.Range(0, 100)], signs, c, weight * c), new(gram, kernel));
    }
}
