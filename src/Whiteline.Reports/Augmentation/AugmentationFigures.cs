using Whiteline.Fidelity;
using Whiteline.Numerics;
using Whiteline.Recipes.Generation;
using Whiteline.Spectra;

namespace Whiteline.Reports.Augmentation;

/// <summary>A figure of the report with its file name and size in points.</summary>
sealed record NamedFigure(string Name, Figure Figure, string Alternative, int Width, int Height);

/// <summary>The figures of a proof: a class at a time, measured and synthetic spectra beside each other.</summary>
static class AugmentationFigures
{
    const string Real = "#0072B2", Known = "#777777", Made = "#D55E00";

    /// <summary>All figures of the first method, and the curve over the training size.</summary>
    public static IEnumerable<NamedFigure> Of(AugmentationResult result)
    {
        var method = result.Methods[0];
        foreach (var one in method.Fidelity.Classes)
            foreach (var figure in OfClass(result, method, one.Label)) yield return figure;
        foreach (var classifier in result.Sizes.Select(point => point.Classifier).Distinct(StringComparer.Ordinal))
        {
            var points = result.Sizes.Where(point => point.Classifier == classifier).ToArray();
            yield return new(
                $"sizes-{classifier}",
                new LineFigure($"{classifier}: accuracy on measured spectra of other groups", "measured spectra of a class", "accuracy", [.. points.GroupBy(point => point.Method).Select(BySize)]) { YIsShare = true },
                $"Accuracy of {classifier} by number of measured spectra", 700, 420);
        }
    }

    static Curve BySize(IGrouping<string, SizePoint> points) => new(
        points.Key == SizePoint.NoMethod ? "no augmentation" : points.Key, [.. points.Select(point => (double)point.Measured)], [.. points.Select(point => point.Accuracy)])
    {
        Dashed = points.Key == SizePoint.NoMethod,
    };

    static IEnumerable<NamedFigure> OfClass(AugmentationResult result, MethodProof method, string label)
    {
        var axis = result.HeldOut.Axis;
        SpectrumSet training = SpectrumSet.Of(result.Training, label), heldOut = SpectrumSet.Of(result.HeldOut, label), made = SpectrumSet.Of(method.Synthetic, label);
        var named = $"{label}, {method.Method}";
        var file = string.Concat(label.Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '+' or '-' ? character : '_'));
        yield return new($"gallery-{file}", new GalleryFigure($"{named}: single spectra, one scale", axis, heldOut, made), $"Measured and synthetic spectra of {label}", 760, 620);
        yield return new($"umap-{file}", Umap(named, training, heldOut, made), $"UMAP of measured and synthetic spectra of {label}", 620, 470);
        yield return new($"components-{file}", Components(named, training, heldOut, made), $"Measured and synthetic spectra of {label} in the plane of two principal components", 620, 470);
        yield return new($"mean-{file}", Mean(named, axis, heldOut, made), $"Mean and spread of measured and synthetic spectra of {label}", 700, 470);
        yield return new($"noise-{file}", Noise(named, axis, training, heldOut, made), $"Noise power spectrum of measured and synthetic spectra of {label}", 700, 420);
        yield return new($"distributions-{file}", Distributions(named, label, axis, training, heldOut, made), $"Distributions of L3 position, L3/L2 ratio, width and signal-to-noise of {label}", 860, 620);
    }

    static CloudFigure Umap(string title, SpectrumSet training, SpectrumSet heldOut, SpectrumSet made)
    {
        var all = made.With(training).With(heldOut);
        // One thread a figure: the layout is the same for any number.
        var places = Learning.Embedding.Umap.Fit(all.Values.ToArray(), all.Width, new(), new(new Seed(0))).Coordinates.ToArray();
        Cloud Points(string name, int from, int count, string colour) => new(
            name, [.. Enumerable.Range(from, count).Select(i => (double)places[2 * i])], [.. Enumerable.Range(from, count).Select(i => (double)places[2 * i + 1])], colour);
        return new($"{title}: UMAP of all spectra", "UMAP 1", "UMAP 2",
            [Points("synthetic", 0, made.Count, Made), Points("learned from", made.Count, training.Count, Known), Points("held out", made.Count + training.Count, heldOut.Count, Real)]);
    }

    static CloudFigure Components(string title, SpectrumSet training, SpectrumSet heldOut, SpectrumSet made)
    {
        var space = PrincipalSpace.Of(training.With(heldOut));
        Cloud Points(string name, SpectrumSet set, string colour)
        {
            var scores = space.Project(set);
            return new(name, [.. Enumerable.Range(0, set.Count).Select(i => (double)scores[i][0])], [.. Enumerable.Range(0, set.Count).Select(i => space.Dimensions > 1 ? (double)scores[i][1] : 0)], colour);
        }
        return new($"{title}: principal components of the measured spectra", "first component", "second component",
            [Points("synthetic", made, Made), Points("learned from", training, Known), Points("held out", heldOut, Real)]);
    }

    static StackedFigure Mean(string title, EnergyAxis axis, SpectrumSet heldOut, SpectrumSet made)
    {
        ChannelStatistics real = ChannelStatistics.Of(heldOut), its = ChannelStatistics.Of(made);
        var energies = axis.Energies();
        return new(
        [
            new LineFigure($"{title}: mean", "Energy loss (eV)", "intensity", [new("held out", energies, real.Mean, Real), new("synthetic", energies, its.Mean, Made) { Dashed = true }]),
            new LineFigure("Standard deviation of every channel", "Energy loss (eV)", "intensity", [new("held out", energies, real.Spread, Real), new("synthetic", energies, its.Spread, Made) { Dashed = true }]),
        ]);
    }

    static LineFigure Noise(string title, EnergyAxis axis, SpectrumSet training, SpectrumSet heldOut, SpectrumSet made)
    {
        const int Bands = 60;
        Curve Of(string name, SpectrumSet set, string colour)
        {
            var power = NoiseSpectrum.Bands(NoiseSpectrum.Of(set), Bands);
            var span = axis.Count / 2 / (axis.Count * axis.DispersionEv);
            return new(name, [.. Enumerable.Range(0, power.Length).Select(b => (b + 0.5) / power.Length * span)], [.. power.Select(value => Math.Log10(value))], colour);
        }
        return new($"{title}: power of the deviations from the mean", "periods per eV", "log10 power", [Of("held out", heldOut, Real), Of("learned from", training, Known) with { Dashed = true }, Of("synthetic", made, Made)]);
    }

    static StackedFigure Distributions(string title, string label, EnergyAxis axis, SpectrumSet training, SpectrumSet heldOut, SpectrumSet made)
    {
        var places = LinePlaces.Find(axis, ChannelStatistics.Of(heldOut).Mean, label);
        LineFeatures[] known = places.ReadAll(training), real = places.ReadAll(heldOut), its = places.ReadAll(made);
        LineFigure Panel(string name, string unit, Func<LineFeatures, double> feature)
        {
            // A stray value would press all others into a line.
            double[] sorted = [.. real.Concat(its).Select(feature).Where(double.IsFinite).Order()];
            var (low, high) = sorted.Length > 0 ? (sorted[sorted.Length / 50], sorted[^(1 + sorted.Length / 50)]) : (0, 0);
            Curve Shares(string name, LineFeatures[] lines, string colour) => Cumulative(name, lines.Select(feature).Where(double.IsFinite).Select(value => Math.Clamp(value, low, high)), colour);
            return new(name, unit, "cumulative share", [Shares("held out", real, Real), Shares("learned from", known, Known) with { Dashed = true }, Shares("synthetic", its, Made)]);
        }
        return new(
        [
            Panel($"{title}: L3 position", "eV", line => line.L3Ev), Panel("L3/L2 intensity ratio", "", line => line.Ratio),
            Panel("Width of L3", "eV", line => line.WidthEv), Panel("Signal-to-noise", "", line => line.SignalToNoise),
        ], 2);
    }

    static Curve Cumulative(string name, IEnumerable<double> values, string colour)
    {
        double[] sorted = [.. values.Order()];
        return new(name, [.. sorted.SelectMany(value => new[] { value, value })], [.. Enumerable.Range(0, sorted.Length).SelectMany(i => new[] { (double)i / sorted.Length, (i + 1.0) / sorted.Length })], colour);
    }
}
