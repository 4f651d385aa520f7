namespace Whiteline.Learning.Svm;

/// <summary>One fold of a grid search under one kernel: the pairs' verdicts on its held-out spectra at every C.</summary>
sealed class GridFold
{
    readonly TrainingSet set;
    readonly (int First, int Second)[] pairs;
    readonly double[] ascending;
    readonly SvmGrid grid;
    readonly int[] training;
    readonly int[] held;
    readonly int[] sizes;
    readonly bool[,][] firstWins;
    readonly bool[,] converged;

    public GridFold(TrainingSet set, Split split, (int First, int Second)[] pairs, double[] ascending, SvmGrid grid)
    {
        this.set = set;
        this.pairs = pairs;
        this.ascending = ascending;
        this.grid = grid;
        training = [.. split.Training.Select(i => set.Position[i]).Order()];
        held = [.. split.Held.Select(i => set.Position[i]).Order()];
        sizes = new int[set.Classes];
        foreach (var i in training) sizes[set.ClassOf[i]]++;
        if (sizes.Contains(0) || held.Length == 0)
            throw new BadInputException("A fold has no training spectrum of some class, or holds nothing out. Use fewer folds, or more spectra of each class.");
        firstWins = new bool[pairs.Length, ascending.Length][];
        converged = new bool[pairs.Length, ascending.Length];
    }

    /// <summary>Solves one pair at every C, ascending.</summary>
    public void Solve(int pair, IKernelSource kernel, CancellationToken cancellation)
    {
        var (first, second) = pairs[pair];
        var members = Array.FindAll(training, i => set.ClassOf[i] == first || set.ClassOf[i] == second);
        var signs = Array.ConvertAll(members, i => (sbyte)(set.ClassOf[i] == first ? 1 : -1));
        var state = new SmoState(new(members, signs, ascending[0] * Weight(first), ascending[0] * Weight(second)), kernel, null);
        var dense = new double[set.Count];
        for (var c = 0; c < ascending.Length; c++)
        {
            if (c > 0) state.Widen(ascending[c] / ascending[c - 1]);
            var solution = SmoSolver.Run(state, grid.Tolerance, grid.MaxIterations, cancellation);
            for (var k = 0; k < members.Length; k++) dense[members[k]] = solution.Coefficients[k];
            // Only the two classes' ranges hold anything but zeros.
            var wins = new bool[held.Length];
            var (from, to) = (RangeOf(first), RangeOf(second));
            for (var h = 0; h < held.Length; h++)
            {
                var row = kernel.Row(held[h]);
                wins[h] = WideDot.Of(row.AsSpan(from), dense.AsSpan(from)) + WideDot.Of(row.AsSpan(to), dense.AsSpan(to)) > solution.Rho;
            }
            firstWins[pair, c] = wins;
            converged[pair, c] = solution.Converged;
        }
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

    double Weight(int index) => grid.Weighting == ClassWeighting.Balanced ? (double)training.Length / (set.Classes * sizes[index]) : 1;

    Range RangeOf(int index) => Array.IndexOf(set.ClassOf, index)..(Array.LastIndexOf(set.ClassOf, index) + 1);
}
