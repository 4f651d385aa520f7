using System.Numerics.Tensors;
using Whiteline.Features;
using Whiteline.Learning.Classical;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Spectra;

namespace Whiteline.Recipes.Embeddings;

/// <summary>Prepared spectra before normalisation, with what their points are coloured by.</summary>
/// <param name="Axis">Energy axis of the prepared spectra.</param>
/// <param name="Intensity">Shape (n, channels), C order.</param>
/// <param name="Indices">Which spectrum of the file each is, shape (n).</param>
/// <param name="L3Ev">Position of the highest line, eV, before any alignment, shape (n).</param>
/// <param name="SignalToNoise">Shape (n).</param>
public sealed record EmbeddingInput(EnergyAxis Axis, float[] Intensity, IReadOnlyList<int> Indices, IReadOnlyList<double> L3Ev, IReadOnlyList<double> SignalToNoise)
{
    // Less than the splitting of every edge: L2 is not taken for L3.
    const double SearchEv = 4.5, SmoothingEv = 0.6;

    /// <summary>Label of each spectrum, shape (n), or null.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Group of each spectrum, shape (n), or null.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>Spectra of the file.</summary>
    public int Available { get; init; }

    /// <summary>Spectra that were left out because they hold NaN or infinity.</summary>
    public int NotFinite { get; init; }

    /// <summary>Labelled spectra, prepared as training prepares them.</summary>
    /// <exception cref="BadInputException">The plan does not suit the spectra.</exception>
    public static EmbeddingInput Of(LabeledSpectra data, EmbeddingPlan plan, StepContext context)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(context);
        // The classifier takes no part in how spectra are prepared.
        var training = new TrainingPlan(new NearestMeanTrainer()) { Window = plan.Window, Normalise = Norm.None, Align = plan.Align, Background = plan.Background };
        var recipe = RecipeBuilder.For(data, training).TrainingRecipe;
        var kept = Kept(data.Count, plan, context.Seed);
        var some = kept.Length == data.Count ? data : data.Subset(kept);
        var edge = TrainedModel.ElementOf(data.Classes) is { } element ? Edge.L23Of(element) : null;
        return Of(some, recipe, edge is null ? null : L3Of(some, edge, context), kept, context) with { Labels = some.Labels, Groups = some.Groups, Available = data.Count };
    }

    /// <summary>The pixels of an image, calibrated and prepared around the L2,3 edge that stands out most, or as they are where there is none.</summary>
    /// <exception cref="BadInputException">The plan does not suit the spectra.</exception>
    public static EmbeddingInput Of(SpectrumImage image, EmbeddingPlan plan, StepContext context)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(context);
        var edge = StrongestEdge.Of(image, context);
        var reference = edge is null ? null : EnergyReference.Literature(edge.Element)!;
        var calibration = reference is null ? new EnergyCalibration(CalibrationMode.None) : new(CalibrationMode.Auto, Reference: reference);
        var axis = calibration.Fit(image, context).Axis;
        var window = plan.Window ?? new(Math.Max(axis.OffsetEv, edge?.Window.FromEv ?? axis.OffsetEv), Math.Min(axis.LastEv, edge?.Window.ToEv ?? axis.LastEv));
        if (!axis.Covers(window)) throw BadInputException.In(context.Source, $"its calibrated axis covers {axis}, but the window is {window}", "Choose a window inside.");
        List<IStep> steps = [calibration];
        if (edge is not null && plan.Background != BackgroundMode.None) steps.Add(new PowerLawBackground(edge.BackgroundWindow, plan.Background));
        steps.Add(new Resample(axis.Slice(axis.ChannelsIn(window))));
        var kept = Kept(image.Count, plan, context.Seed);
        var centre = reference is not null && window.FromEv < reference.CentreEv && reference.CentreEv < window.ToEv ? reference.CentreEv : (double?)null;
        return Of(image, new(steps), centre, kept, context) with { Available = image.Count };
    }

    static EmbeddingInput Of(ISpectra raw, Recipe recipe, double? centreEv, int[] kept, StepContext context)
    {
        var prepared = recipe.Prepare(raw, context);
        // A dataset is cut down before it is prepared; an image, which need not fit in memory, while it is read.
        var isWhole = raw.Count == kept.Length;
        var position = new int[raw.Count];
        Array.Fill(position, -1);
        for (var p = 0; p < kept.Length; p++) position[isWhole ? p : kept[p]] = p;
        var channels = prepared.Axis.Count;
        var intensity = new float[checked((long)kept.Length * channels)];
        var (l3, signalToNoise) = (new double[kept.Length], new double[kept.Length]);
        var unaligned = prepared.StepsBefore("align") is var before && before < prepared.StepCount ? before : prepared.StepCount;
        var size = SpectraPass.BlockSize(raw);
        ParallelWork.For((raw.Count + size - 1) / size, context.Threads, block =>
        {
            var first = block * size;
            var stages = prepared.ReadStages(first, Math.Min(size, raw.Count - first), unaligned, prepared.StepCount);
            for (var i = 0; i < stages[1].Count; i++)
            {
                if (position[first + i] is not (>= 0 and var p)) continue;
                stages[1][i].CopyTo(intensity.AsSpan(p * channels, channels));
                var axis = stages[0].Axis;
                var search = centreEv is { } centre ? new EnergyWindow(Math.Max(axis.OffsetEv, centre - SearchEv), Math.Min(axis.LastEv, centre + SearchEv)) : new(axis.OffsetEv, axis.LastEv);
                l3[p] = SmoothedMaximum.In(axis, stages[0][i], search, SmoothingEv) + stages[0].ShiftsEv[i];
                signalToNoise[p] = Features.SignalToNoise.Of(stages[1].Axis, stages[1][i]);
            }
        }, context.Cancellation);
        return Finite(new(prepared.Axis, intensity, kept, l3, signalToNoise));
    }

    // A labelled dataset is refused where it is read; an image with a dead pixel is worth looking at all the same.
    static EmbeddingInput Finite(EmbeddingInput input)
    {
        var channels = input.Axis.Count;
        int[] finite = [.. Enumerable.Range(0, input.Indices.Count).Where(p => TensorPrimitives.IsFiniteAll<float>(input.Intensity.AsSpan(p * channels, channels)))];
        if (finite.Length == input.Indices.Count) return input;
        var intensity = new float[finite.Length * channels];
        for (var place = 0; place < finite.Length; place++) input.Intensity.AsSpan(finite[place] * channels, channels).CopyTo(intensity.AsSpan(place * channels));
        return new(input.Axis, intensity, [.. finite.Select(p => input.Indices[p])], [.. finite.Select(p => input.L3Ev[p])], [.. finite.Select(p => input.SignalToNoise[p])]) { NotFinite = input.Indices.Count - finite.Length };
    }

    static int[] Kept(int count, EmbeddingPlan plan, Seed seed)
    {
        int[] all = [.. Enumerable.Range(0, count)];
        if (count <= plan.MostPoints) return all;
        seed.Branch("embedding/points").Random().Shuffle<int>(all);
        return [.. all.Take(plan.MostPoints).Order()];
    }

    // Where L3 of the mean spectrum lies: a measured axis may be off by many eV.
    static double? L3Of(LabeledSpectra spectra, Edge edge, StepContext context)
    {
        float[] mean = Array.ConvertAll(MeanSpectrum.Of(spectra, context).Intensity, value => (float)value);
        return WhiteLines.Find(spectra.Axis, mean, edge, edge.OnsetEv)?.L3Ev;
    }
}
