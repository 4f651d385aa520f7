namespace Whiteline.Learning.Svm;

/// <summary>One fold of a grid search under one kernel: the pairs' verdicts on its held-out spectra at every C.</summary>
sealed class GridFold
{
    readonly TrainingSet set;
    readonly (int First, int Second)[] pairs;
    readonly double[] ascending;
    readonly SvmGrid grid;
    readonly int[] held;
    readonly bool[] isHeld;
    readonly int[] sizes;
    readonly int trained;
    readonly double measuredShare;
    readonly bool[,][] firstWins;
    readonly bool[,] converged;

    public GridFold(TrainingSet set, Split split, (int First, int Second)[] pairs, double[] ascending, SvmGrid grid)
    {
        this.set = set;
        this.pairs = pairs;
        this.ascending = ascending;
        this.grid = grid;
        held = [.. split.Held.Select(i => set.Position[i]).Order()];
        sizes = new int[set.Classes];
        isHeld = new bool[set.Count];
        Array.Fill(isHeld, true);
        foreach (var i in split.Training)
        {
            isHeld[set.Position[i]] = false;
            sizes[set.ClassOf[set.Position[i]]]++;
        }
        trained = split.Training.Length;
        measuredShare = (double)split.Training.Count(i => !set.IsSynthetic[set.Position[i]]) / trained;
        if (sizes.Contains(0) || held.Length == 0)
            throw new BadInputException("A fold has no training spectrum of some class, or holds nothing out. Use fewer folds, or more spectra of each class.");
        firstWins = new bool[pairs.Length, ascending.Length][];
        converged = new bool[pairs.Length, ascending.Length];
    }

    /// <summary>Solves one pair at every C, ascending.</summary>
    /// <param name="pair">Which.</param>
    /// <param name="kernel">The whole kernel.</param>
    /// <param name="own">The kernel among the pair's spectra.</param>
    /// <param name="cancellation">Stops the solver.</param>
    public void Solve(int pair, IKernelSource kernel, PairKernel own, CancellationToken cancellation)
    {
        var (first, second) = pairs[pair];
        var members = Enumerable.Range(0, own.Count).ToArray();
        var signs = Array.ConvertAll(members, i => (sbyte)(set.ClassOf[own.Whole(i)] == first ? 1 : -1));
        var state = new SmoState(
            new(members, signs, ascending[0] * Weight(first), ascending[0] * Weight(second), Array.ConvertAll(members, i => isHeld[own.Whole(i)])), own, null);
        for (var c = 0; c < ascending.Length; c++)
        {
            var moved = c == 0 || state.Widen(ascending[c] / ascending[c - 1]);
            var solution = SmoSolver.Run(state, grid.Tolerance, grid.MaxIterations, cancellation);
            converged[pair, c] = solution.Converged;
            firstWins[pair, c] = moved || solution.Iterations > 0 ? Verdicts(kernel, own, state, solution) : firstWins[pair, c - 1];
        }
    }

    // Held-out spectra of the pair's own classes have their values from the solver; those of other classes need their kernel rows.
    bool[] Verdicts(IKernelSource kernel, PairKernel own, SmoState state, BinarySolution solution)
    {
        var evaluations = state.Evaluations();
        var inside = new Dictionary<int, double>();
        for (var i = 0; i < evaluations.Length; i++) if (isHeld[own.Whole(i)]) inside[own.Whole(i)] = evaluations[i];
        return Array.ConvertAll(held, h => (inside.TryGetValue(h, out var value) ? value : own.Dot(kernel.Row(h), solution.Coefficients)) > solution.Rho);
    }

    /// <summary>Share of held-out spectra whose class wins the vote at one C.</summary>
    public double Accuracy(int c)
    {
        var correct = 0;
        var votes = new int[set.Classes];
        for (var h = 0; h < held.Length; h++)
        {
            Array.Clear(votes);
            for (var p = 0; p < pairs.Length; p++) votes[firstWins[p, c][h] ? pairs[p].First : pairs[p].Second]++;
            if (Array.IndexOf(votes, votes.Max()) == set.ClassOf[held[h]]) correct++;
        }
        return (double)correct / held.Length;
    }

    /// <summary>True when every pair was solved at one C.</summary>
    public bool Converged(int c) => Enumerable.Range(0, pairs.Length).All(p => converged[p, c]);

    double Weight(int index) => measuredShare * (grid.Weighting == ClassWeighting.Balanced ? (double)trained / (set.Classes * sizes[index]) : 1);
}
