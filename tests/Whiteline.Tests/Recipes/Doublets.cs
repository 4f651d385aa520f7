using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Recipes;
using Whiteline.Spectra;

namespace Whiteline.Tests.Recipes;

/// <summary>
/// Made-up L2,3 spectra without background: two Gaussian lines and noise. The two iron states differ in the position of L3 (708.0 and 709.5 eV),
/// the two manganese states in shape (splitting and ratio of the lines) with the same L3.
/// </summary>
static class Doublets
{
    public static readonly EnergyAxis Iron = new(690, 0.2, 226);
    public static readonly EnergyAxis Manganese = new(620, 0.2, 226);

    public static readonly TrainingPlan Plan = new(new SvmTrainer(new SvmOptions()));

    /// <summary>Spectra of both iron states in turn, L3 moved by <paramref name="shift"/> of each, in eV.</summary>
    public static LabeledSpectra Fe(int count, ulong seed, double noise = 0.03, Func<int, double>? shift = null, EnergyAxis? axis = null) =>
        Make(count, seed, noise, axis ?? Iron, ["Fe2+", "Fe2.67+"], (i, state) => (708 + 1.5 * state + (shift?.Invoke(i) ?? 0), 13, 0.4));

    /// <summary>Spectra of two manganese states in turn.</summary>
    public static LabeledSpectra Mn(int count, ulong seed, double noise = 0.03, Func<int, double>? shift = null) =>
        Make(count, seed, noise, Manganese, ["Mn2+", "Mn4+"], (i, state) => (640 + (shift?.Invoke(i) ?? 0), 11.5 - state, 0.25 + 0.35 * state));

    /// <summary>A model of <paramref name="data"/>.</summary>
    public static TrainedModel Train(LabeledSpectra data, TrainingPlan? plan = null, int threads = 2, ulong seed = 1) =>
        ModelTraining.Run(data, plan ?? Plan, [], new(new Seed(seed), threads, null, TestContext.Current.CancellationToken));

    /// <summary>The same samples as an image.</summary>
    public static SpectrumImage AsImage(this LabeledSpectra data, int rows, int columns, double axisError = 0) =>
        new(rows, columns, data.Axis.ShiftedBy(axisError), new MemorySampleSource(data.Intensity.ToArray()));

    static LabeledSpectra Make(int count, ulong seed, double noise, EnergyAxis axis, string[] states, Func<int, int, (double L3, double Splitting, double Ratio)> lines)
    {
        var random = new Seed(seed).Random();
        var intensity = new float[count * axis.Count];
        for (var i = 0; i < count; i++)
        {
            var (l3, splitting, ratio) = lines(i, i % 2);
            for (var c = 0; c < axis.Count; c++)
            {
                var energy = axis.EnergyAt(c);
                var signal = Line(energy - l3) + ratio * Line(energy - l3 - splitting) + noise * random.NextNormal();
                intensity[i * axis.Count + c] = (float)(1000 * signal);
            }
        }
        return new(axis, intensity, [.. Enumerable.Range(0, count).Select(i => states[i % 2])]);
    }

    static double Line(double distance) => Math.Exp(-distance * distance / (2 * 1.2 * 1.2));
}
