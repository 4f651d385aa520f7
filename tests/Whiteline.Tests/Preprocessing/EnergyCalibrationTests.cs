using Whiteline.Features;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Provenance;
using Whiteline.Spectra;
using Whiteline.Testing;
using Whiteline.Tests.Recipes;

namespace Whiteline.Tests.Preprocessing;

public sealed class EnergyCalibrationTests
{
    static readonly StepContext Context = new("my.dm3", new Seed(1), 2);

    [Fact]
    public void Nanocube_reads_about_8_eV_low_and_oxygen_agrees()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);

        var applied = Auto(Nanocube.Read(), EnergyReference.Literature("Fe")!);

        Assert.InRange(Value(applied, "foundEv"), 700.3, 701.5);
        Assert.InRange(Value(applied, "offsetEv"), 7, 9.3);
        Assert.InRange(Value(applied, "uncertaintyEv"), 0.3, 1.5);
        Assert.Contains("eV low: Fe L3 lies at", applied.Sentence, StringComparison.Ordinal);
        Assert.Contains("O K agrees: +8", applied.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mn2_measured.npz", "mn_l23_references.npz", "Mn", -4.4, -3.2)]
    [InlineData("mn_l23_measured.npz", "mn_l23_references.npz", "Mn", -4.8, -3.3)]
    [InlineData("mn_l23_references.npz", "mn_l23_references.npz", "Mn", 0, 0)]
    [InlineData("fe_l23_references.npz", "fe_l23_references.npz", "Fe", 0, 0)]
    [InlineData("fe_l23_measured.npz", "fe_l23_references.npz", "Fe", 0, 0)]
    [InlineData("fe_l23_measured.npz", "fe_l23_measured.npz", "Fe", 0, 0)]
    public void Measured_axes_are_judged_as_is_known_of_them(string file, string training, string element, double from, double to)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);
        var reference = EnergyReference.FromTraining(MiniNpz.Read(SharedData.PathOf(training)), element)!;

        var applied = Auto(MiniNpz.Read(SharedData.PathOf(file)), reference);

        Assert.True(Value(applied, "offsetEv") >= from && Value(applied, "offsetEv") <= to, applied.Sentence);
    }

    [Theory]
    [InlineData("Fe", 709.5, 13, 1000, 8.2)]
    [InlineData("Fe", 709.5, 13, 20, -12.7)]
    [InlineData("Fe", 709.5, 13, 100, 14.6)]
    [InlineData("Mn", 640.4, 12.2, 1000, -4.3)]
    [InlineData("Mn", 640.4, 12.2, 20, 13.9)]
    public void Phantom_edges_are_found_to_0_3_eV_whatever_the_axis(string element, double l3, double splitting, double counts, double error)
    {
        var image = Phantom(l3, splitting, counts, 1, error, 40);

        var applied = Auto(image, EnergyReference.Literature(element)!);

        Assert.Equal(l3 + error, Value(applied, "foundEv"), 0.3);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(1000)]
    public void An_image_without_the_edge_is_not_moved(double counts)
    {
        for (var seed = 0UL; seed < 5; seed++)
        {
            var applied = Auto(Phantom(709, 13, counts, 0, 0, 20, seed), EnergyReference.Literature("Fe")!);

            Assert.Equal(0, Value(applied, "offsetEv"));
            Assert.Contains("No Fe L3 edge was found", applied.Sentence, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(3.2, 3.2, false)]
    [InlineData(3.2, -8.4, true)]
    [InlineData(0, 1.5, false)]
    public void A_low_loss_on_another_scale_tells_the_drift_alone(double lowReadsHigh, double coreReadsHigh, bool isOther)
    {
        var lowAxis = new EnergyAxis(-10, 0.25, 100);
        double[] drifts = [-0.1, 0, 0.1, 0];
        float[] low = [.. drifts.SelectMany(drift => lowAxis.Energies().Select(energy => (float)(1e4 * Math.Exp(-0.5 * Math.Pow((energy - lowReadsHigh - drift) / 0.4, 2)))))];
        var core = Phantom(641.5, 11.5, 300, 1, coreReadsHigh, 4);
        var reference = EnergyReference.Literature("Mn")!;

        var fitted = new EnergyCalibration(CalibrationMode.ZeroLoss, Reference: reference).Fit(core, Context with { LowLoss = new Image(2, 2, lowAxis, low) });

        // By the zero loss where that can be, by L3 where it cannot.
        var (expected, tolerance) = isOther ? (-coreReadsHigh, 1.2) : (-lowReadsHigh, 0.05);
        Assert.Equal(expected, Value(fitted.Applied, "offsetEv"), tolerance);
        Assert.Equal(isOther, fitted.Applied.Sentence.Contains("the low loss is on another scale", StringComparison.Ordinal));
        var block = fitted.Apply(SpectraPass.ReadBlock(core, 0, 4));
        Assert.Equal(0.2, block.ShiftsEv[0] - block.ShiftsEv[2], 0.01);
    }

    [Fact]
    public void Zero_loss_peaks_give_a_shift_per_spectrum_to_a_part_of_a_channel()
    {
        var low = new EnergyAxis(-10, 0.25, 100);
        double[] centres = [1.03, 1.2, 0.91, 1.11];
        var samples = centres.SelectMany(centre => low.Energies().Select(energy => (float)(1e4 * Math.Exp(-0.5 * Math.Pow((energy - centre) / 0.4, 2))))).ToArray();
        var context = Context with { LowLoss = new Image(2, 2, low, samples) };
        var core = new Image(2, 2, new(600, 0.25, 100), new float[400]);

        var fitted = new EnergyCalibration(CalibrationMode.ZeroLoss).Fit(core, context);
        var block = fitted.Apply(SpectraPass.ReadBlock(core, 1, 3));

        for (var i = 0; i < 3; i++) Assert.Equal(600 - centres[i + 1], fitted.Axis.OffsetEv + block.ShiftsEv[i], 3);
    }

    [Fact]
    public void Infinity_in_a_low_loss_is_no_zero_loss_peak()
    {
        var low = new EnergyAxis(-10, 0.25, 100);
        var samples = Enumerable.Range(0, 4).SelectMany(_ => low.Energies().Select(energy => (float)(1e4 * Math.Exp(-0.5 * Math.Pow((energy - 1) / 0.4, 2))))).ToArray();
        samples[100 + 5] = float.PositiveInfinity;
        var core = new Image(2, 2, new(600, 0.25, 100), new float[400]);

        var fitted = new EnergyCalibration(CalibrationMode.ZeroLoss).Fit(core, Context with { LowLoss = new Image(2, 2, low, samples) });

        Assert.Equal(1, fitted.Applied.Values["withoutPeak"]!.GetValue<int>());
        Assert.Equal(0, Value(fitted.Applied, "spreadEv"), 1e-6);
        Assert.Equal(0, fitted.Apply(SpectraPass.ReadBlock(core, 1, 1)).ShiftsEv[0], 1e-6);
    }

    [Fact]
    public void An_offset_moves_the_axis_and_no_sample()
    {
        var fitted = new EnergyCalibration(CalibrationMode.Offset, -4.2).Fit(new Spectrum(new(636, 0.1, 300), new float[300]), Context);

        Assert.Equal(631.8, fitted.Axis.OffsetEv, 9);
        Assert.Contains("-4.2 eV", fitted.Applied.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(537, "O K is no check: it rises 7.")]
    [InlineData(520, "O K disagrees: it asks for +9.")]
    public void Oxygen_without_a_pre_peak_does_not_accuse_the_dispersion(double riseEv, string said)
    {
        var axis = new EnergyAxis(480, 0.25, 1100);
        var random = new RandomSource(new Seed(5));
        double Step(double energy, double at) => Math.Atan((energy - at) / 0.7) / Math.PI + 0.5;
        double Line(double energy, double at) => 1 / (1 + Math.Pow((energy - at) / 0.75, 2));
        var samples = Enumerable.Range(0, 10 * axis.Count).Select(i => axis.EnergyAt(i % axis.Count)).Select(energy => (float)(1000 * Math.Pow(energy / 600, -3) + 600 * Step(energy, riseEv)
            + 900 * Line(energy, 708.7) + 300 * Line(energy, 721.7) + 200 * Step(energy, 708.7) + 10 * random.NextNormal())).ToArray();

        var applied = Auto(new Image(1, 10, axis, samples), EnergyReference.Literature("Fe")!);

        Assert.StartsWith("The energy axis was left as it is", applied.Sentence, StringComparison.Ordinal);
        Assert.Contains(said, applied.Sentence, StringComparison.Ordinal);
    }

    static AppliedStep Auto(ISpectra spectra, EnergyReference reference) =>
        new EnergyCalibration(CalibrationMode.Auto, Reference: reference).Fit(spectra, Context).Applied;

    static double Value(AppliedStep applied, string name) => applied.Values[name]!.GetValue<double>();

    // Lorentzian lines (1.5 eV wide) on arctan steps and a power law; Poisson by its normal limit with a floor.
    static Image Phantom(double l3, double splitting, double counts, double strength, double axisError, int spectra, ulong seed = 7)
    {
        var axis = new EnergyAxis(l3 - 60 + axisError, 0.25, 500);
        var random = new RandomSource(new Seed(seed));
        var samples = new float[spectra * axis.Count];
        for (var i = 0; i < samples.Length; i++)
        {
            var energy = axis.EnergyAt(i % axis.Count) - axisError;
            double Line(double centre) => 1 / (1 + Math.Pow((energy - centre) / 0.75, 2));
            double Step(double centre) => Math.Atan(energy - centre) / Math.PI + 0.5;
            var edge = Line(l3) + 0.35 * Line(l3 + splitting) + 0.2 * Step(l3) + 0.1 * Step(l3 + splitting);
            var mean = counts * (Math.Pow(energy / l3, -3) + strength * edge);
            samples[i] = (float)Math.Round(mean + Math.Sqrt(mean) * random.NextNormal());
        }
        return new(1, spectra, axis, samples);
    }
}
