using System.Text.Json;
using Whiteline.Features;
using Whiteline.Formats.Npz;
using Whiteline.Fractions;
using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>Fits of mixtures against SciPy's on the same model, and quantiles against NumPy's. Skipped where the system's Python has them not.</summary>
public sealed class FractionsAgainstSciPyTests
{
    const string Nnls = """
        import json, sys, numpy as np
        from scipy.optimize import nnls
        d = np.load(sys.argv[1])
        energy, references, still = d["energy"], d["references"].astype(float), d["still"].astype(float)
        step = energy[1] - energy[0]
        def moved(row, shift, sigma):
            half = int(np.ceil(4 * sigma / step))
            k = np.arange(-half, half + 1)
            g = np.exp(-0.5 * (k * step / sigma) ** 2)
            return sum(w * np.interp(energy - shift + j * step, energy, row) for w, j in zip(g / g.sum(), k))
        out = []
        for y in d["spectra"].astype(float):
            fits = []
            for sigma in d["broadenings"]:
                for shift in d["shifts"]:
                    a = np.array([moved(r, shift, sigma) for r in references] + list(still)).T
                    x, rest = nnls(a, y)
                    fits.append((rest, x[:len(references)].tolist(), sigma))
            out.append(min(fits))
        print(json.dumps(out))
        """;

    // The model of MixtureDesign, with exact broadening where that has a ladder, and the noise read off the residual in the same way.
    const string LeastSquares = """
        import json, sys, numpy as np
        from scipy.ndimage import gaussian_filter1d
        from scipy.optimize import least_squares
        d = np.load(sys.argv[1])
        axis, energy, anchor, most = d["axis"], d["energy"], float(d["anchor"][0]), float(d["most"][0])
        curves, own, shared = d["curves"], d["own"], d["shared"]
        k, m, j = len(curves), own.shape[1], len(shared)
        step = axis[1] - axis[0]
        power = (energy / anchor) ** -3.0
        def model(p):
            w, shift, variance, b, u, v = p[:k], p[k], p[k + 1], p[k + 2:k + 4], p[k + 4:k + 4 + k * m].reshape(k, m), p[k + 4 + k * m:]
            total = sum(w[i] * (curves[i] + u[i] @ own[i] + np.tensordot(v, shared[:, i], 1)) for i in range(k))
            blurred = gaussian_filter1d(total, np.sqrt(max(variance, 1e-8)) / step, mode="nearest", truncate=5)
            return np.interp(energy - shift, axis, blurred) + b[0] * power + b[1] * power * (energy - anchor) / 40
        def noise(rest, made):
            low = made < np.sort(made)[len(made) // 2]
            left = len(made) / (len(made) - k - 4)
            s = left * rest ** 2
            slope = max(0, (s[~low].mean() - s[low].mean()) / (made[~low].mean() - made[low].mean()))
            floor = s[low].mean() - slope * made[low].mean() if slope > 0 else s.mean()
            return np.maximum(floor + slope * made, 0.1 * s.mean())
        out = []
        for y in d["spectra"].astype(float):
            n = k + 4 + k * m + j
            lower, upper = np.full(n, -np.inf), np.full(n, np.inf)
            lower[:k], lower[k], upper[k], lower[k + 1], upper[k + 1] = 0, -3, 3, 0, most
            p = np.zeros(n)
            height = y.max() - y[:20].mean()
            p[:k], p[k + 1], p[k + 2] = height, 0.1, y[:20].mean()
            variance = np.maximum(y, 1)
            scale = np.ones(n)
            scale[:k], scale[k + 1], scale[k + 2:k + 4] = height, 0.1, height
            for _ in range(6):
                fun = lambda p: np.concatenate([(y - model(p)) / np.sqrt(variance), p[k + 4:]])
                p = least_squares(fun, np.clip(p, lower + 1e-9, upper - 1e-9), bounds=(lower, upper), x_scale=scale, xtol=1e-10, ftol=1e-10).x
                made = model(p)
                variance = noise(y - made, made)
            out.append(dict(weights=p[:k].tolist(), shift=p[k], variance=p[k + 1]))
        print(json.dumps(out))
        """;

    const string Quantiles = """
        import json, sys, numpy as np
        d = json.load(open(sys.argv[1]))
        def one(e):
            n = len(e)
            return np.quantile(e, (np.ceil((n + 1) * 0.9) - 0.5) / n, axis=0, method="inverted_cdf").tolist()
        order = np.argsort(d["noises"], kind="stable")
        print(json.dumps([one(np.array(d["errors"])[part]) for part in np.array_split(order, d["classes"])]))
        """;

    [Theory]
    [InlineData("Mn2+", "Mn3+", "Mn4+")]
    [InlineData("Fe2+", "Fe3+")]
    public async Task Weights_are_those_of_nnls_at_the_best_shift_and_broadening(params string[] states)
    {
        var set = SimulatedReferences.Of(states, ShapeVariation.None);
        var mixtures = PhantomMixtures.Make(new(states, 12) { Variation = ShapeVariation.None, Conditions = new() { Dose = 500, Background = 0 } }, new Seed(1));
        var axis = mixtures.Spectra.Axis;
        float[] references = [.. set.Curves.SelectMany(curve => axis.Energies().Select(energy => (float)curve[Math.Clamp((int)Math.Round(set.Axis.ChannelAt(energy)), 0, curve.Length - 1)]))];
        float[] still = [.. Enumerable.Repeat(1f, axis.Count)];
        double[] broadenings = [0.15, 0.35, 0.65];

        var mlls = new Mlls(axis, references, 1.2, broadenings, still);
        using var folder = new TemporaryFolder();
        NpzArchive.Write(folder.File("set.npz"),
        [
            new("energy", new(axis.Energies(), axis.Count)), new("references", new(references, states.Length, axis.Count)), new("still", new(still, 1, axis.Count)),
            new("spectra", new(mixtures.Spectra.Intensity.ToArray(), mixtures.Spectra.Count, axis.Count)), new("broadenings", new(broadenings, broadenings.Length)),
            new("shifts", new(Enumerable.Range(-6, 13).Select(step => 0.2 * step).ToArray(), 13)),
        ]);
        var theirs = JsonDocument.Parse(await SystemPython.Ask(Nnls, folder.File("set.npz"))).RootElement;

        for (var i = 0; i < mixtures.Spectra.Count; i++)
        {
            var ours = mlls.Fit(mixtures.Spectra[i]);
            var weights = Doubles(theirs[i][1]);
            // Sums of products are float32 here; of 500 channels, to some 1e-4 of the whole.
            Assert.Equal(theirs[i][2].GetDouble(), ours.BroadeningEv, 9);
            Assert.Equal(theirs[i][0].GetDouble(), ours.ResidualNorm, 1e-3 * theirs[i][0].GetDouble());
            for (var k = 0; k < states.Length; k++) Assert.Equal(weights[k], ours.Weights[k], 2e-3 * weights.Sum());
        }
    }

    [Theory]
    [InlineData(false, "Mn2+", "Mn3+")]
    [InlineData(true, "Mn2+", "Mn3+")]
    [InlineData(false, "Mn2+", "Mn3+", "Mn4+")]
    [InlineData(true, "Fe2+", "Fe3+")]
    public async Task The_minimum_is_that_of_least_squares(bool hasShapes, params string[] states)
    {
        const int Spectra = 4, Shapes = 3;
        var whole = SimulatedReferences.Of(states);
        var set = whole with { Own = [.. whole.Own.Select(shapes => hasShapes ? shapes[..Shapes] : [])] };
        var mixtures = PhantomMixtures.Make(new(states, Spectra) { Variation = ShapeVariation.None, Conditions = new() { Dose = 2000 } }, new Seed(3));
        var fit = new MixtureFit(set, mixtures.Spectra.Axis);
        var (k, shapes) = (states.Length, hasShapes ? Shapes : 0);
        using var folder = new TemporaryFolder();
        float[] fitted = [.. Enumerable.Range(0, Spectra).SelectMany(i => mixtures.Spectra[i][fit.Channels].ToArray())];
        NpzArchive.Write(folder.File("set.npz"),
        [
            new("axis", new(set.Axis.Energies(), set.Axis.Count)), new("energy", new(fit.Axis.Energies(), fit.Axis.Count)), new("spectra", new(fitted, Spectra, fit.Axis.Count)),
            new("anchor", new(new[] { set.Lines.Min(line => line.L3Ev) }, 1)), new("most", new(new[] { new ReferenceBank(set).LargestVariance }, 1)),
            new("curves", new(set.Curves.SelectMany(curve => curve).ToArray(), k, set.Axis.Count)),
            new("own", new(set.Own.SelectMany(own => own.SelectMany(shape => shape)).ToArray(), k, shapes, set.Axis.Count)),
            new("shared", new(set.Shared.SelectMany(shared => shared.SelectMany(shape => shape)).ToArray(), set.Shared.Length, k, set.Axis.Count)),
        ]);
        var theirs = JsonDocument.Parse(await SystemPython.Ask(LeastSquares, folder.File("set.npz"))).RootElement;

        for (var i = 0; i < Spectra; i++)
        {
            var ours = fit.Modes(mixtures.Spectra[i]).MinBy(mode => mode.Objective)!;
            var weights = Doubles(theirs[i].GetProperty("weights"));
            // The ladder of broadenings, and the noise that both read off their residuals, leave a few thousandths.
            for (var state = 0; state < k; state++) Assert.Equal(weights[state] / weights.Sum(), ours.Weights[state] / ours.Weights.Sum(), 0.01);
            Assert.Equal(theirs[i].GetProperty("shift").GetDouble(), ours.ShiftEv, 0.01);
            Assert.Equal(Math.Sqrt(theirs[i].GetProperty("variance").GetDouble()) / ReferenceBank.SigmaPerFwhm, ours.BroadeningEv, 0.03);
        }
    }

    [Theory]
    [InlineData(150, 1)]
    [InlineData(459, 3)]
    [InlineData(1200, 8)]
    public async Task Conformal_widths_are_quantiles_of_numpy(int count, int classes)
    {
        var random = new Seed((ulong)count).Random();
        var noises = Enumerable.Range(0, count).Select(_ => random.NextDouble()).ToArray();
        double[][] errors = [.. noises.Select(noise => (double[])[noise * Math.Abs(random.NextNormal()), Math.Abs(random.NextNormal()), random.NextDouble()])];
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("errors.json"), JsonSerializer.Serialize(new { noises, errors, classes }), TestContext.Current.CancellationToken);

        var theirs = JsonDocument.Parse(await SystemPython.Ask(Quantiles, folder.File("errors.json"))).RootElement;
        var ours = ConformalWidths.Of(noises, errors);

        Assert.Equal(classes, ours.Widths.Length);
        for (var c = 0; c < classes; c++) Assert.Equal(Doubles(theirs[c]), ours.Widths[c], (a, b) => Math.Abs(a - b) < 1e-12);
    }

    static double[] Doubles(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];
}
