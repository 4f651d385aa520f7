using System.Numerics.Tensors;
using Whiteline.Numerics;

namespace Whiteline.Fractions;

/// <summary>
/// Finds one minimum of a mixture's fit from a start near it: Gauss-Newton steps of all parameters at once, weighted by the noise that the fit itself leaves, the weights held at 0 or
/// above. At the end everything but the weights is eliminated from the normal equations (Schur complement), so that their covariance holds what is not known of shift, broadening,
/// background and shapes.
/// </summary>
sealed class ModeSearch
{
    const int Steps = 10;

    // The noise is estimated again in these steps, and then held.
    const int NoiseSteps = 5;
    const double LargestShiftStepEv = 0.4;
    const double Settled = 1e-4;

    // The minimum's width is probed where the interval of 0.9 ends.
    const double ProbeSigmas = 1.645;
    const double PinStiffness = 1e4;
    const int ProbeSteps = 4;
    const double LeastStretch = 0.8, MostStretch = 2.5;

    const double MostShapeSigmas = 4;

    // A specimen is a stranger from this scale of its shapes on.
    const double LeastScale = 1.15, MostScale = 6;

    // What shift, broadening and weights take in of a specimen's shape does not show in its shapes: on mixtures of specimens that differ two and three times as far as usual, the estimate is
    // that much too near 1.
    const double ScaleGain = 1.8;
    const double UsualShapes = 2;
    const int ScaleRounds = 5;

    readonly MixtureDesign design;
    readonly ReferenceBank bank;
    readonly FractionFitOptions options;
    readonly double[] residual, root;
    readonly double[][] scaled;
    readonly double[] normal, gradient, parameters;
    NoiseEstimate noise;
    double shapePrecision = 1;

    public ModeSearch(ReferenceBank bank, MixtureDesign design, int channels, FractionFitOptions options)
    {
        (this.bank, this.design, this.options) = (bank, design, options);
        (residual, root) = (new double[channels], new double[channels]);
        scaled = new double[design.Count + 1][];
        for (var p = 0; p < scaled.Length; p++) scaled[p] = new double[channels];
        normal = new double[design.Count * design.Count];
        (gradient, parameters) = (new double[design.Count], new double[design.Count]);
    }

    /// <summary>
    /// The edges of the last search, shape (channels): the spectrum less the background, and less by how much its continuum and its plural scattering differ from those of the references.
    /// </summary>
    public void Edges(ReadOnlySpan<double> spectrum, Span<double> edges)
    {
        spectrum.CopyTo(edges);
        for (var p = design.FirstBackground; p < design.Count; p++)
        {
            if (p == design.FirstShape) p = design.FirstShared;
            TensorPrimitives.MultiplyAdd(design.Column(p), -parameters[p], edges, edges);
        }
    }

    /// <summary>Searches.</summary>
    /// <param name="spectrum">Shape (channels).</param>
    /// <param name="weights">Weights to start from, shape (k).</param>
    /// <param name="background">Background to start from, shape (2).</param>
    /// <param name="shiftEv">Shift to start from, eV.</param>
    /// <param name="variance">Variance of the broadening to start from, eV².</param>
    /// <param name="isPlaceEnough">Where the minimum lies is wanted and no more: how wide it is is not probed.</param>
    public ModeFit Run(ReadOnlySpan<double> spectrum, ReadOnlySpan<double> weights, ReadOnlySpan<double> background, double shiftEv, double variance, bool isPlaceEnough = false)
    {
        var k = design.States;
        Array.Clear(parameters);
        weights.CopyTo(parameters);
        background.CopyTo(parameters.AsSpan(design.FirstBackground));
        (parameters[design.Shift], parameters[design.Variance]) = (shiftEv, variance);
        // A state that starts at nothing has no derivative by its shapes: give it a little.
        var total = TensorPrimitives.Sum(weights);
        if (!(total > 0)) total = TensorPrimitives.MaxMagnitude(spectrum) is var highest && highest != 0 ? Math.Abs(highest) : 1;
        for (var i = 0; i < k; i++) parameters[i] = Math.Max(parameters[i], 0.01 * total);
        shapePrecision = 1;
        var mode = Settle(spectrum);
        if (isPlaceEnough) return mode;
        var scale = ShapeScale();
        mode = Widened(spectrum, mode);
        if (scale < LeastScale) return mode;
        var best = parameters.ToArray();
        shapePrecision = 1 / Math.Pow(1 + ScaleGain * (scale - 1), 2);
        var wide = Widened(spectrum, Settle(spectrum));
        best.CopyTo(parameters, 0);
        Evaluate(spectrum);
        return mode with { Stranger = wide };
    }

    ModeFit Settle(ReadOnlySpan<double> spectrum)
    {
        for (var step = 0; step < Steps; step++)
        {
            Evaluate(spectrum);
            if (step < NoiseSteps) noise = NoiseEstimate.Of(residual, design.Model, design.States + 4);
            Normal(null);
            if (Move(Reduce()) < Settled && step >= NoiseSteps) break;
        }
        Evaluate(spectrum);
        Normal(null);
        return Result(Reduce());
    }

    ModeFit Widened(ReadOnlySpan<double> spectrum, ModeFit mode)
    {
        var stretch = Stretch(spectrum, mode);
        return mode with { Covariance = Array.ConvertAll(mode.Covariance, value => value * stretch * stretch * mode.CorrelationTime) };
    }

    // How much farther than a usual specimen's this one's shapes lie: the evidence's estimate of the standard deviation of their prior (MacKay, Neural Computation 4, 415, 1992), from the
    // number of shapes that the spectrum measures, as if a few more had been seen to be as usual. Never below 1.
    double ShapeScale()
    {
        var (n, first) = (design.Count, design.FirstShape);
        var matrix = new double[n * n];
        var (scale, rest) = (1.0, 0.0);
        for (var round = 0; round < ScaleRounds; round++)
        {
            normal.CopyTo(matrix, 0);
            for (var p = first; p < n; p++) matrix[p * n + p] -= rest;
            var inverse = new Cholesky(matrix, n).Inverse();
            double squares = UsualShapes, measured = UsualShapes;
            for (var p = first; p < n; p++)
            {
                // Where the minimum's shape would go if its prior were that wide.
                var shape = parameters[p];
                for (var q = first; q < n; q++) shape += rest * inverse[p * n + q] * parameters[q];
                squares += shape * shape;
                measured += Math.Max(0, 1 - (1 - rest) * inverse[p * n + p]);
            }
            scale = Math.Clamp(Math.Sqrt(squares / measured), 1, MostScale);
            rest = 1 - 1 / (scale * scale);
        }
        return scale;
    }

    // Shift and fraction hang together in a curve, and the normal distribution about the minimum knows its tangent only: where the objective rises by less than it says, it is widened.
    double Stretch(ReadOnlySpan<double> spectrum, ModeFit mode)
    {
        var best = parameters.ToArray();
        var (state, centre, sigma) = WidestFraction(mode);
        var weights = mode.Weights.Sum();
        double squares = 0, probes = 0;
        foreach (var side in weights > 0 && sigma > 0 ? [-1, 1] : Array.Empty<int>())
        {
            var value = centre + side * ProbeSigmas * sigma;
            var expected = 0.5 * (ProbeSigmas * ProbeSigmas - Math.Pow((mode.Weights[state] / weights - centre) / sigma, 2));
            if (value is <= 0 or >= 1 || expected < 0.5) continue;
            best.CopyTo(parameters, 0);
            var pin = new Pin(state, value, PinStiffness / (sigma * sigma));
            for (var step = 0; step < ProbeSteps; step++)
            {
                Evaluate(spectrum);
                Normal(pin);
                Move(Reduce());
            }
            Evaluate(spectrum);
            Normal(null);
            squares += expected / Math.Max(Objective() - mode.Objective, 0.1 * expected);
            probes++;
        }
        best.CopyTo(parameters, 0);
        Evaluate(spectrum);
        return probes == 0 ? 1 : Math.Clamp(Math.Sqrt(squares / probes), LeastStretch, MostStretch);
    }

    static (int State, double Centre, double Sigma) WidestFraction(ModeFit mode)
    {
        var k = mode.Centre.Length;
        var sum = mode.Centre.Sum();
        var (state, widest) = (0, 0.0);
        for (var i = 0; i < k; i++)
        {
            var variance = 0.0;
            for (var a = 0; a < k; a++)
                for (var b = 0; b < k; b++) variance += ((a == i ? 1 : 0) - mode.Centre[i] / sum) * ((b == i ? 1 : 0) - mode.Centre[i] / sum) * mode.Covariance[a * k + b];
            if (variance > widest) (state, widest) = (i, variance);
        }
        return (state, mode.Centre[state] / sum, Math.Sqrt(widest) / Math.Abs(sum));
    }

    void Evaluate(ReadOnlySpan<double> spectrum)
    {
        design.Evaluate(parameters);
        TensorPrimitives.Subtract(spectrum, design.Model, residual);
    }

    // H = JᵀV⁻¹J + prior, g = −JᵀV⁻¹r + prior.
    void Normal(Pin? pin)
    {
        var n = design.Count;
        for (var c = 0; c < root.Length; c++) root[c] = 1 / Math.Sqrt(noise.At(design.Model[c]));
        TensorPrimitives.Multiply(residual, root, scaled[n]);
        for (var p = 0; p < n; p++)
        {
            TensorPrimitives.Multiply(design.Column(p), root, scaled[p]);
            gradient[p] = -TensorPrimitives.Dot<double>(scaled[p], scaled[n]);
        }
        SymmetricProducts.Of(scaled, n, normal);
        for (var p = design.FirstShape; p < n; p++)
        {
            normal[p * n + p] += shapePrecision;
            gradient[p] += shapePrecision * parameters[p];
        }
        if (options.ShiftSdEv is { } sd)
        {
            var precision = 1 / Math.Max(sd * sd, 1e-6);
            normal[design.Shift * n + design.Shift] += precision;
            gradient[design.Shift] += precision * parameters[design.Shift];
        }
        if (pin is { } held) Hold(held);
        for (var p = design.Shift; p <= design.Variance; p++)
        {
            if (!IsHeld(p)) continue;
            // At a bound that it would leave: it stays.
            for (var q = 0; q < n; q++) normal[p * n + q] = normal[q * n + p] = 0;
            (normal[p * n + p], gradient[p]) = (1, 0);
        }
    }

    // Stiffness · (fraction − value)² / 2.
    void Hold(Pin pin)
    {
        var (k, n) = (design.States, design.Count);
        var total = TensorPrimitives.Sum<double>(parameters.AsSpan(0, k));
        var fraction = parameters[pin.State] / total;
        double Slope(int i) => ((i == pin.State ? 1 : 0) - fraction) / total;
        for (var i = 0; i < k; i++)
        {
            gradient[i] += pin.Stiffness * (fraction - pin.Value) * Slope(i);
            for (var j = 0; j < k; j++) normal[i * n + j] += pin.Stiffness * Slope(i) * Slope(j);
        }
    }

    bool IsHeld(int parameter)
    {
        var value = parameters[parameter];
        return parameter == design.Shift
            ? value >= options.LargestShiftEv && gradient[parameter] < 0 || value <= -options.LargestShiftEv && gradient[parameter] > 0
            : value <= 0 && gradient[parameter] > 0 || value >= bank.LargestVariance && gradient[parameter] < 0;
    }

    // Normal equations of the weights alone, and how the rest follows them.
    Reduced Reduce()
    {
        var (k, n) = (design.States, design.Count);
        var m = n - k;
        var rest = new double[m * m];
        for (var p = 0; p < m; p++) normal.AsSpan((k + p) * n + k, m).CopyTo(rest.AsSpan(p * m));
        var solver = new Cholesky(rest, m);
        // D⁻¹Bᵀ, column by column, and D⁻¹g.
        var coupled = new double[(k + 1) * m];
        for (var i = 0; i < k; i++) normal.AsSpan(i * n + k, m).CopyTo(coupled.AsSpan(i * m));
        gradient.AsSpan(k, m).CopyTo(coupled.AsSpan(k * m));
        for (var i = 0; i <= k; i++) solver.Solve(coupled.AsSpan(i * m, m));
        var hessian = new double[k * k];
        var slope = new double[k];
        for (var i = 0; i < k; i++)
        {
            var row = normal.AsSpan(i * n + k, m);
            slope[i] = gradient[i] - TensorPrimitives.Dot(row, coupled.AsSpan(k * m, m));
            for (var j = 0; j < k; j++) hessian[i * k + j] = normal[i * n + j] - TensorPrimitives.Dot(row, coupled.AsSpan(j * m, m));
        }
        return new(hessian, slope, coupled);
    }

    // Largest relative change of a weight.
    double Move(Reduced reduced)
    {
        var (k, m) = (design.States, design.Count - design.States);
        var gram = new double[k, k];
        var product = new double[k];
        for (var i = 0; i < k; i++)
        {
            product[i] = -reduced.Slope[i];
            for (var j = 0; j < k; j++)
            {
                gram[i, j] = reduced.Hessian[i * k + j];
                product[i] += gram[i, j] * parameters[j];
            }
        }
        Span<double> weights = stackalloc double[k];
        NonNegativeLeastSquares.Solve(gram, product, weights);
        var change = new double[m];
        for (var p = 0; p < m; p++)
        {
            change[p] = -reduced.Coupled[k * m + p];
            for (var i = 0; i < k; i++) change[p] -= reduced.Coupled[i * m + p] * (weights[i] - parameters[i]);
        }
        // A step longer than the model is straight is shortened, all of it.
        var length = Math.Min(1, LargestShiftStepEv / Math.Max(Math.Abs(change[0]), 1e-9));
        var variance = parameters[design.Variance];
        length = Math.Min(length, (0.15 + 0.5 * variance) / Math.Max(Math.Abs(change[1]), 1e-9));
        double moved = 0, total = 0;
        for (var i = 0; i < k; i++)
        {
            moved = Math.Max(moved, length * Math.Abs(weights[i] - parameters[i]));
            parameters[i] += length * (weights[i] - parameters[i]);
            total += parameters[i];
        }
        var mostShape = MostShapeSigmas / Math.Sqrt(shapePrecision);
        for (var p = 0; p < m; p++) parameters[k + p] += length * change[p];
        parameters[design.Shift] = Math.Clamp(parameters[design.Shift], -options.LargestShiftEv, options.LargestShiftEv);
        parameters[design.Variance] = Math.Clamp(parameters[design.Variance], 0, bank.LargestVariance);
        for (var p = design.FirstShape; p < design.Count; p++) parameters[p] = Math.Clamp(parameters[p], -mostShape, mostShape);
        return moved / Math.Max(total, 1e-300);
    }

    ModeFit Result(Reduced reduced)
    {
        var k = design.States;
        var solver = new Cholesky(reduced.Hessian, k);
        var centre = parameters[..k];
        solver.Solve(reduced.Slope);
        for (var i = 0; i < k; i++) centre[i] -= reduced.Slope[i];
        return new(parameters[..k], centre, solver.Inverse(), parameters[design.Shift], Math.Sqrt(parameters[design.Variance]) / ReferenceBank.SigmaPerFwhm, Objective(), Correlation.Time(scaled[design.Count]));
    }

    double Objective()
    {
        var objective = 0.5 * TensorPrimitives.SumOfSquares<double>(scaled[design.Count]);
        foreach (var value in root) objective -= Math.Log(value);
        for (var p = design.FirstShape; p < design.Count; p++) objective += 0.5 * shapePrecision * parameters[p] * parameters[p];
        return options.ShiftSdEv is > 0 and var sd ? objective + 0.5 * Math.Pow(parameters[design.Shift] / sd, 2) : objective;
    }

    readonly record struct Pin(int State, double Value, double Stiffness);

    readonly record struct Reduced(double[] Hessian, double[] Slope, double[] Coupled);
}
