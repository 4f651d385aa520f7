using CsCheck;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;

namespace Whiteline.Tests.Learning;

/// <summary>What holds of every problem that the solver ends on, whatever the spectra, the kernel, C and the weights.</summary>
public sealed class SmoPropertyTests
{
    static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    // One case in some ten thousand, of many overlapping spectra in few channels at a large C, takes more than a million steps, here as in LIBSVM: scikit-learn, which has no limit, took 3.3 million for one that took 3.6 million here.
    const int MostIterations = 100_000_000;

    static readonly SvmKernel[] Kernels =
    [
        new(KernelKind.Linear), new(KernelKind.Polynomial, 0.1, 1, 3), new(KernelKind.Rbf, 0.05), new(KernelKind.Rbf, 3), new(KernelKind.Sigmoid, 0.01, -0.5),
        new(KernelKind.Cosine), new(KernelKind.Custom) { Custom = (product, squareX, squareY) => 1 / (1 + 0.1 * (squareX + squareY - 2 * product)) },
    ];

    // Spectra, channels, spread of the classes, kernel, C (power of ten), weight of the second class, shrinking.
    static readonly Gen<Case> Cases = Gen.Select(
        Gen.ULong, Gen.Int[2, 60], Gen.Int[1, 40], Gen.Double[0.2, 3], Gen.Int[0, Kernels.Length - 1], Gen.Double[-2, 2], Gen.Double[0.1, 10], Gen.Bool,
        (seed, count, channels, spread, kernel, power, weight, shrinking) => new Case(seed, count, channels, spread, kernel, Math.Pow(10, power), weight, shrinking));

    [Fact]
    public void A_solution_obeys_the_box_the_balance_and_the_optimality_conditions() => Cases.Sample(
        one =>
        {
            var (problem, kernel) = Make(one);

            var solution = SmoSolver.Solve(problem, kernel, 1e-3, MostIterations, Token, shrinking: one.Shrinking);

            Assert.True(solution.Converged, $"no end of {one}");
            var scale = problem.Members.Length * Math.Max(problem.PositiveC, problem.NegativeC);
            Assert.Equal(0, solution.Coefficients.Sum(), 1e-9 * scale);
            var (top, bottom, objective) = Judge(problem, kernel, solution.Coefficients);
            Assert.True(top - bottom < 1e-3 + 1e-8 * scale, $"violation {top - bottom} of {one}");
            Assert.Equal(objective, solution.Objective, 1e-6 * (1 + Math.Abs(objective)) + 1e-8 * scale);
            Assert.True(Math.Abs(-solution.Rho - (top + bottom) / 2) <= Math.Abs(top - bottom) / 2 + 1e-8 * scale, $"offset {solution.Rho} of {one}");
        },
        iter: 400,
        seed: "0000MFkqXq51");

    [Fact]
    public void Shrinking_does_not_change_the_optimum() => Cases.Where(one => one.Kernel != 4).Sample(
        one =>
        {
            var (problem, kernel) = Make(one);

            var with = SmoSolver.Solve(problem, kernel, 1e-4, MostIterations, Token);
            var without = SmoSolver.Solve(problem, kernel, 1e-4, MostIterations, Token, shrinking: false);

            Assert.Equal(without.Objective, with.Objective, 1e-3 * Math.Abs(without.Objective));
        },
        iter: 200,
        seed: "0000MFkqXq51");

    // Largest slope of what may grow, smallest of what may shrink, and the dual objective, in float64 from the multipliers alone.
    static (double Top, double Bottom, double Objective) Judge(BinaryProblem problem, KernelMatrix kernel, double[] beta)
    {
        double top = double.NegativeInfinity, bottom = double.PositiveInfinity, objective = 0;
        for (var k = 0; k < beta.Length; k++)
        {
            double sign = problem.Signs[k];
            var (low, high) = sign > 0 ? (0.0, problem.PositiveC) : (-problem.NegativeC, 0.0);
            Assert.InRange(beta[k], low, high);
            var slope = sign;
            for (var j = 0; j < beta.Length; j++) slope -= beta[j] * kernel.Row(problem.Members[k])[problem.Members[j]];
            if (beta[k] < high) top = Math.Max(top, slope);
            if (beta[k] > low) bottom = Math.Min(bottom, slope);
            objective -= beta[k] * (slope + sign) / 2;
        }
        return (top, bottom, objective);
    }

    static (BinaryProblem Problem, KernelMatrix Kernel) Make(Case one)
    {
        var random = new Seed(one.Seed).Random();
        var spectra = Enumerable.Range(0, one.Count * one.Channels).Select(i => (float)((i / one.Channels % 2) + one.Spread * random.NextNormal())).ToArray();
        var members = Enumerable.Range(0, one.Count).ToArray();
        var signs = Array.ConvertAll(members, i => (sbyte)(i % 2 == 0 ? 1 : -1));
        var (seen, kernel) = Kernels[one.Kernel].On(spectra, one.Channels);
        return (new(members, signs, one.C, one.C * one.Weight), new(GramMatrix.Of(seen, one.Channels, 1, Token), kernel));
    }

    sealed record Case(ulong Seed, int Count, int Channels, double Spread, int Kernel, double C, double Weight, bool Shrinking);
}
