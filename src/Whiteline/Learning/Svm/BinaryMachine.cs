using System.Numerics.Tensors;

namespace Whiteline.Learning.Svm;

/// <summary>
/// One decision function in training: a pair of classes, or one class against the rest. Its parts are independent: the machine itself, and
/// one machine for each inner fold, whose held-out decision values the probabilities are fitted to.
/// </summary>
sealed class BinaryMachine
{
    // With fewer spectra of a class in a fold, the held-out values shift the threshold more than they teach about the slope.
    const int LeastPerFold = 5;

    // A margin of 1 is an odds ratio of e.
    static readonly PlattSigmoid Uncalibrated = new(-1, 0);

    IKernelSource? kernel;
    readonly int[] whole;
    readonly sbyte[] signs;
    readonly SvmOptions options;
    readonly double positiveC;
    readonly double negativeC;
    readonly double[] heldOut;
    double[] own = [];

    /// <summary>Creates the machine.</summary>
    /// <param name="kernel">The kernel among its spectra, in their order.</param>
    /// <param name="whole">Index of each in the sorted training set, shape (m).</param>
    /// <param name="signs">+1 or −1 for each, shape (m).</param>
    /// <param name="positiveC">Penalty of the positive class.</param>
    /// <param name="negativeC">Penalty of the negative class.</param>
    /// <param name="options">Tolerance and limits.</param>
    public BinaryMachine(IKernelSource kernel, int[] whole, sbyte[] signs, double positiveC, double negativeC, SvmOptions options)
    {
        (this.kernel, this.whole, this.signs, this.positiveC, this.negativeC, this.options) = (kernel, whole, signs, positiveC, negativeC, options);
        heldOut = new double[signs.Length];
        Array.Fill(heldOut, double.NaN);
        Solution = new(new double[signs.Length], 0, 0, false);
    }

    /// <summary>Index of each spectrum in the sorted training set, shape (m).</summary>
    public int[] Whole => whole;

    /// <summary>The solution, once solved.</summary>
    public BinarySolution Solution { get; private set; }

    /// <summary>The solution's offset under the kernel itself; <see cref="BinarySolution.Rho"/> is that of values seen from an origin.</summary>
    public double Offset { get; private set; }

    /// <summary>Solves the machine itself.</summary>
    /// <exception cref="BadInputException">It did not converge, or the kernel has values beyond float32.</exception>
    public void Solve(CancellationToken cancellation)
    {
        var state = State(null);
        if (!TensorPrimitives.IsFiniteAll<float>(state.Diagonal))
            throw new BadInputException($"The {options.Kernel.ToString().ToLowerInvariant()} kernel has values for the training spectra that single precision does not hold. Normalise the spectra{(options.Kernel == KernelKind.Polynomial ? ", or lower gamma or the degree" : "")}.");
        Solution = Run(state, cancellation);
        own = state.Evaluations();
        Offset = Solution.Rho;
        // Of the multipliers as they are kept: what their rounding adds is taken off again when the classifier sees from its own origin.
        for (var i = 0; i < whole.Length; i++)
            if (Solution.Coefficients[i] is not 0 and var multiplier) Offset += (float)multiplier * kernel!.BeyondOrigin(i);
    }

    /// <summary>Decision values of one inner fold by a machine that did not see it. A fold whose training part lacks a side says nothing.</summary>
    /// <param name="foldOf">Inner fold of each spectrum of the sorted training set.</param>
    /// <param name="fold">Which is held out.</param>
    /// <param name="cancellation">Stops the solver.</param>
    /// <exception cref="BadInputException">It did not converge.</exception>
    public void HoldOut(int[] foldOf, int fold, CancellationToken cancellation)
    {
        var held = Array.ConvertAll(whole, i => foldOf[i] == fold);
        var known = Enumerable.Range(0, signs.Length).Where(i => !held[i]).ToArray();
        if (!known.Any(i => signs[i] > 0) || !known.Any(i => signs[i] < 0)) return;
        var state = State(held);
        var solution = Run(state, cancellation);
        var values = state.Evaluations();
        for (var i = 0; i < held.Length; i++) if (held[i]) heldOut[i] = values[i] - solution.Rho;
    }

    /// <summary>
    /// The probability of the positive class. Held-out values of few spectra can be reversed or missing: the machine's own values then serve,
    /// which cannot contradict its labels.
    /// </summary>
    /// <param name="folds">Number of inner folds.</param>
    public PlattSigmoid Sigmoid(int folds)
    {
        if (!options.Calibrated) return Uncalibrated;
        var known = Enumerable.Range(0, heldOut.Length).Where(i => !double.IsNaN(heldOut[i])).ToArray();
        var fewer = Math.Min(known.Count(i => signs[i] > 0), known.Count(i => signs[i] < 0));
        var fit = default(PlattSigmoid);
        if (fewer >= LeastPerFold * folds) fit = PlattSigmoid.Fit(Array.ConvertAll(known, i => heldOut[i]), Array.ConvertAll(known, i => signs[i]));
        if (fit.A < 0) return fit;
        fit = PlattSigmoid.Fit(Array.ConvertAll(own, value => value - Solution.Rho), signs);
        // Classes that cannot be told apart at all.
        return fit.A < 0 ? fit : Uncalibrated;
    }

    /// <summary>Lets the kernel go; nothing can be solved afterwards.</summary>
    public void Release() => kernel = null;

    SmoState State(bool[]? held) => new(new([.. Enumerable.Range(0, signs.Length)], signs, positiveC, negativeC, held), kernel ?? throw new InvalidOperationException("The machine is finished."), null);

    BinarySolution Run(SmoState state, CancellationToken cancellation)
    {
        var solution = SmoSolver.Run(state, options.Tolerance, options.MaxIterations, cancellation);
        return solution.Converged
            ? solution
            : throw new BadInputException($"The support vector machine did not converge in {options.MaxIterations} iterations. Normalise the spectra, or lower C.");
    }
}
