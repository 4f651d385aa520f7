namespace Whiteline.Learning.Metrics;

// Scores of probabilistic labels with the conventions of scikit-learn: classes without a spectrum do not count in the balanced accuracy,
// classes that are neither true nor given do not count in the macro F1, a share of nothing is 0, and probabilities are kept off 0 in the
// log loss. The Brier score is the original one, summed over classes (Brier, Monthly Weather Review 78 (1950) 1), so it runs from 0 to 2.
// The expected calibration error has 15 bins of equal width on the confidence (Guo et al., ICML 2017, eq. 3).

/// <summary>How good class probabilities are, given the true labels.</summary>
public sealed class Scores
{
    const int BinCount = 15;

    // The smallest probability that the log loss tells from 0: scikit-learn's, for 64-bit floats.
    const double LeastProbability = 2.220446049250313e-16;

    // A table may round: with three decimals, ten classes are off their sum by up to 0.005.
    const double MostOff = 0.01;

    Scores(ConfusionMatrix confusion, IReadOnlyList<ClassScore> perClass, double logLoss, double brier, IReadOnlyList<CalibrationBin> bins)
    {
        Confusion = confusion;
        PerClass = perClass;
        LogLoss = logLoss;
        Brier = brier;
        Bins = bins;
    }

    /// <summary>True classes by row, given labels by column; the given label is the most probable, the first of equals.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>One a class, in the order of the labels.</summary>
    public IReadOnlyList<ClassScore> PerClass { get; }

    /// <summary>Share of spectra whose label is right.</summary>
    public double Accuracy => (double)Confusion.Correct / Confusion.Total;

    /// <summary>Mean recall of the classes that have a spectrum.</summary>
    public double BalancedAccuracy => PerClass.Where(score => score.Support > 0).Average(score => score.Recall);

    /// <summary>Mean F1 of the classes that are true or given at least once.</summary>
    public double MacroF1 => PerClass.Where((score, c) => score.Support > 0 || Confusion.PredictedCount(c) > 0).Average(score => score.F1);

    /// <summary>Matthews correlation of truth and given labels: 1 is perfect, 0 no better than chance; 0 where either has one class only (see <see cref="Agreement"/>).</summary>
    public double MatthewsCorrelation => Agreement.MatthewsCorrelation(Confusion);

    /// <summary>Cohen's kappa of truth and given labels: 1 is perfect, 0 no better than chance; NaN where both have the same one class only (see <see cref="Agreement"/>).</summary>
    public double CohenKappa => Agreement.CohenKappa(Confusion);

    /// <summary>Mean area under the one-versus-rest curves of the classes that have one; NaN when none has.</summary>
    public double MacroRocAuc => PerClass.Select(score => score.RocAuc).Where(area => !double.IsNaN(area)).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Mean of −ln of the probability of the true class, nats.</summary>
    public double LogLoss { get; }

    /// <summary>Squared distance of the probabilities from the truth, summed over classes, mean over spectra: 0 is perfect, 2 the worst.</summary>
    public double Brier { get; }

    /// <summary>Expected calibration error: how far confidence and accuracy are apart, a mean over bins by their spectra.</summary>
    public double Ece => Bins.Where(bin => bin.Count > 0).Sum(bin => Math.Abs(bin.Accuracy - bin.Confidence) * bin.Count) / Confusion.Total;

    /// <summary>The 15 bins of the confidence, from 0 to 1.</summary>
    public IReadOnlyList<CalibrationBin> Bins { get; }

    /// <summary>Scores probabilities.</summary>
    /// <param name="labels">Class labels, shape (k).</param>
    /// <param name="truth">True labels, shape (n), each one of <paramref name="labels"/>.</param>
    /// <param name="probabilities">Shape (n, k), C order; each row sums to 1.</param>
    /// <exception cref="BadInputException">There is no spectrum, the sizes disagree, a probability is not in [0, 1], a row does not sum to 1, or a true label is not a class.</exception>
    public static Scores Of(IReadOnlyList<string> labels, IReadOnlyList<string> truth, ReadOnlySpan<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(truth);
        var k = labels.Count;
        if (truth.Count == 0) throw new BadInputException("There is no spectrum to score. Give at least one.");
        if (probabilities.Length != (long)truth.Count * k)
            throw new BadInputException($"There are {probabilities.Length} probabilities for {truth.Count} spectra × {k} classes. These must agree.");
        var confusion = new ConfusionMatrix(labels);
        double logLoss = 0, brier = 0;
        Span<double> confidence = stackalloc double[BinCount], correct = stackalloc double[BinCount];
        Span<int> counts = stackalloc int[BinCount];
        for (var i = 0; i < truth.Count; i++)
        {
            var row = probabilities.Slice(i * k, k);
            int actual = confusion.IndexOf(truth[i]), given = 0;
            var sum = 0.0;
            for (var c = 0; c < k; c++)
            {
                if (!(row[c] is >= 0 and <= 1 + 1e-9)) throw new BadInputException(FormattableString.Invariant($"Spectrum {i} has the probability {row[c]} for {labels[c]}. Probabilities lie between 0 and 1."));
                sum += row[c];
                if (row[c] > row[given]) given = c;
                var off = row[c] - (c == actual ? 1 : 0);
                brier += off * off;
            }
            if (!(Math.Abs(sum - 1) <= MostOff)) throw new BadInputException(FormattableString.Invariant($"The probabilities of spectrum {i} sum to {sum:0.####}. Give one for each class, which together are 1."));
            confusion.Add(actual, given);
            logLoss -= Math.Log(Math.Clamp(row[actual], LeastProbability, 1 - LeastProbability));
            var bin = BinOf(row[given]);
            counts[bin]++;
            confidence[bin] += row[given];
            if (given == actual) correct[bin]++;
        }
        var bins = new CalibrationBin[BinCount];
        for (var b = 0; b < BinCount; b++) bins[b] = new((double)b / BinCount, (b + 1.0) / BinCount, counts[b], confidence[b] / counts[b], correct[b] / counts[b]);
        return new(confusion, PerClassOf(confusion, truth, probabilities), logLoss / truth.Count, brier / truth.Count, bins);
    }

    static int BinOf(double confidence)
    {
        var bin = Math.Clamp((int)Math.Ceiling(confidence * BinCount) - 1, 0, BinCount - 1);
        // The product may round across an edge; the edges decide.
        if (bin > 0 && confidence <= (double)bin / BinCount) return bin - 1;
        return bin < BinCount - 1 && confidence > (bin + 1.0) / BinCount ? bin + 1 : bin;
    }

    static ClassScore[] PerClassOf(ConfusionMatrix confusion, IReadOnlyList<string> truth, ReadOnlySpan<double> probabilities)
    {
        var k = confusion.Labels.Count;
        var scores = new ClassScore[k];
        var isMember = new bool[truth.Count];
        var ofClass = new double[truth.Count];
        for (var c = 0; c < k; c++)
        {
            for (var i = 0; i < truth.Count; i++)
            {
                isMember[i] = truth[i] == confusion.Labels[c];
                ofClass[i] = probabilities[i * k + c];
            }
            double hits = confusion[c, c];
            int support = confusion.TrueCount(c), given = confusion.PredictedCount(c);
            scores[c] = new(
                confusion.Labels[c],
                given > 0 ? hits / given : 0,
                support > 0 ? hits / support : 0,
                support + given > 0 ? 2 * hits / (support + given) : 0,
                support,
                RocArea.Of(isMember, ofClass));
        }
        return scores;
    }
}
