using Whiteline.Learning;
using Whiteline.Preprocessing;

namespace Whiteline.Recipes;

/// <summary>Finds how far the axis may be off before a label changes: the features are moved in small steps, to lower and to higher energy, until the model says something else.</summary>
static class SurvivalScan
{
    const double StepEv = 0.1;

    /// <summary>
    /// Whether position carried a label: moved by twice as much as the states lie apart, the spectrum gets another one; were there position alone, none would keep its label. Null when nothing
    /// is known of where the states lie.
    /// </summary>
    public static bool? CarriedByPosition(TrainedModel model, Survival survival)
    {
        if (model.Recipe.Steps.OfType<Align>().Any()) return false;
        if (model.Card.LinePositionsEv.Count < 2) return null;
        var apart = model.Card.LinePositionsEv.Values.Max() - model.Card.LinePositionsEv.Values.Min();
        return survival.EitherWayEv < Math.Min(2 * apart, Survival.ReachEv);
    }

    /// <summary>Ranges of the spectra of a block.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prepared">The spectra, fitted to its recipe, with a resample step that continues them beyond their ends.</param>
    /// <param name="source">A block of them before the resample step.</param>
    public static Survival[] Of(TrainedModel model, PreparedSpectra prepared, SpectrumBlock source)
    {
        // An aligned spectrum is brought back from wherever its L3 can be found.
        if (prepared.Applied.FirstOrDefault(step => step.Name == "align") is { } align)
        {
            double At(string name) => align.Values[name]!.GetValue<double>();
            return [.. source.ShiftsEv.Select(shift => At("anchorEv") - shift).Select(l3Ev => new Survival(Math.Clamp(At("searchFromEv") - l3Ev, -Survival.ReachEv, 0), Math.Clamp(At("searchToEv") - l3Ev, 0, Survival.ReachEv)))];
        }
        var labels = Labels(model, prepared, source, [.. Enumerable.Range(0, source.Count)], 0);
        var ends = new[] { -1, 1 }.Select(sign => Ends(model, prepared, source, labels, sign)).ToArray();
        return [.. Enumerable.Range(0, source.Count).Select(i => new Survival(-ends[0][i], ends[1][i]))];
    }

    static double[] Ends(TrainedModel model, PreparedSpectra prepared, SpectrumBlock source, int[] labels, int sign)
    {
        var ends = new double[source.Count];
        int[] alive = [.. Enumerable.Range(0, source.Count)];
        for (var step = 1; step <= (int)Math.Round(Survival.ReachEv / StepEv) && alive.Length > 0; step++)
        {
            var found = Labels(model, prepared, source, alive, sign * step * StepEv);
            alive = [.. alive.Where((i, place) => found[place] == labels[i])];
            foreach (var i in alive) ends[i] = Math.Round(step * StepEv, 6);
        }
        return ends;
    }

    static int[] Labels(TrainedModel model, PreparedSpectra prepared, SpectrumBlock source, int[] which, double shiftEv)
    {
        var channels = source.Axis.Count;
        var intensity = new float[which.Length * channels];
        for (var place = 0; place < which.Length; place++) source[which[place]].CopyTo(intensity.AsSpan(place * channels, channels));
        var moved = prepared.Finish(source with { Intensity = intensity, ShiftsEv = [.. which.Select(i => source.ShiftsEv[i] + shiftEv)] }, prepared.StepsBefore("resample"));
        var k = model.Labels.Count;
        var probabilities = new double[which.Length * k];
        model.Predict(moved.Intensity, probabilities);
        return [.. Enumerable.Range(0, which.Length).Select(place => new Verdict(model.Labels, probabilities[(place * k)..((place + 1) * k)]).BestIndex)];
    }
}
