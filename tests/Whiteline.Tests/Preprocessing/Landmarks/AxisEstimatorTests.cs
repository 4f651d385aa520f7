using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Preprocessing.Landmarks;
using Whiteline.Simulation;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Preprocessing.Landmarks;

public sealed class AxisEstimatorTests
{
    static readonly StepContext Context = new("my.dm3", new Seed(1), 2);

    [Theory]
    [InlineData(PhantomKind.CoreShell, "Fe", -9)]
    [InlineData(PhantomKind.CoreShell, "Fe", 8.3)]
    [InlineData(PhantomKind.Gradient, "Mn", 4.2)]
    [InlineData(PhantomKind.Gradient, "Mn", -0.4)]
    public void A_phantom_image_tells_its_own_offset_by_oxygen_and_white_lines(PhantomKind kind, string element, double error)
    {
        var image = PhantomImage.Make(new(kind) { Rows = 16, Columns = 16, Conditions = new() { Dose = 100, ShiftEv = error } }, new Seed(3), 2).Image;

        var estimate = AxisEstimator.Of(image, null, Context)!;

        Assert.Equal(["O K", $"{element} L3"], estimate.Landmarks.Select(landmark => landmark.Name));
        Assert.Equal(element, estimate.Element);
        Assert.InRange(Math.Abs(estimate.OffsetEv + error), 0, 1.5 * estimate.UncertaintyEv);
        Assert.InRange(estimate.UncertaintyEv, 0.3, 1.1);
        Assert.True(estimate.Consistent);
    }

    // The oracle is the simulation's own axis error, drawn afresh for every spectrum.
    [Fact]
    public void The_stated_uncertainty_covers_the_true_offset_of_simulated_specimens()
    {
        var axis = new EnergyAxis(450, 0.25, 1240);
        List<double> deviations = [], stated = [];
        foreach (var label in new[] { "Fe2+", "Fe2.67+", "Fe3+", "Mn2+", "Mn3+", "Mn4+" })
            for (var i = 0; i < 12; i++)
            {
                var error = new Seed(9).Branch(label, i).Random().NextDouble(-9, 9);
                var options = new PhantomDatasetOptions([KeyValuePair.Create(label, 1)]) { Axis = axis, GroupsPerClass = 1, Conditions = new() { Dose = 300, ShiftEv = error } };
                var estimate = AxisEstimator.Of(PhantomDataset.Make(options, new Seed((ulong)i)), label[..2], Context);
                Assert.NotNull(estimate);
                deviations.Add(estimate.OffsetEv + error);
                stated.Add(estimate.UncertaintyEv);
            }

        var covered = deviations.Zip(stated).Count(pair => Math.Abs(pair.First) <= 1.96 * pair.Second) / (double)deviations.Count;
        TestContext.Current.TestOutputHelper?.WriteLine($"bias {deviations.Average():0.00} eV, sd {Math.Sqrt(deviations.Average(d => d * d)):0.00} eV, stated {stated.Average():0.00} eV, within 1.96: {covered:0.000}");
        Assert.InRange(covered, 0.95, 1);
        Assert.InRange(Math.Abs(deviations.Average()), 0, 0.4);
        // Wide enough, and not so wide that it would cover anything.
        Assert.InRange(Math.Sqrt(deviations.Average(d => d * d)) / stated.Average(), 0.4, 1.2);
    }

    // The same spectrum is recorded many times; compounds and dispersion are the same in all of them.
    [Theory]
    [InlineData(40)]
    [InlineData(400)]
    public void The_statistical_part_is_the_spread_of_repeated_recordings(double dose)
    {
        var axis = new EnergyAxis(600, 0.25, 300);
        var shape = PhantomDataset.Make(new([KeyValuePair.Create("Mn2+", 1)]) { Axis = axis, GroupsPerClass = 1, Variation = ShapeVariation.None, Conditions = new() { Dose = 1e6, Background = 0, ReadoutNoise = 0, FixedPattern = 0 } }, new Seed(5)).Intensity.ToArray();
        List<double> positions = [], stated = [];
        for (var i = 0; i < 60; i++)
        {
            var random = new Seed(7).Branch("recording", i).Random();
            var recorded = Array.ConvertAll(shape, value => (float)(value * dose / 1e6 + Math.Sqrt(dose) * 0.3 * random.NextNormal()));
            var landmark = Assert.Single(AxisEstimator.Of(new Spectrum(axis, recorded), "Mn", Context)!.Landmarks);
            positions.Add(landmark.OffsetEv);
            stated.Add(landmark.StatisticalEv);
        }

        var mean = positions.Average();
        var spread = Math.Sqrt(positions.Sum(position => (position - mean) * (position - mean)) / (positions.Count - 1));
        Assert.InRange(stated.Average() / spread, 0.6, 1.7);
    }

    [Fact]
    public void The_zero_loss_peak_of_a_low_loss_partner_outweighs_the_edges()
    {
        var image = PhantomImage.Make(new() { Rows = 8, Columns = 8, Conditions = new() { Dose = 300, ShiftEv = 3 } }, new Seed(3), 2).Image;
        var low = LowLoss(3, 0.4, 1e5);

        var estimate = AxisEstimator.Of(image, "Fe", Context with { LowLoss = low })!;

        Assert.Equal("zero loss of the partner", estimate.Landmarks[0].Name);
        Assert.Equal(-3, estimate.Landmarks[0].OffsetEv, 0.05);
        Assert.Equal(-3, estimate.OffsetEv, 0.5);
    }

    [Theory]
    [InlineData(-2.35, 0.4)]
    [InlineData(1.1, 0.2)]
    public void A_zero_loss_peak_is_read_to_a_part_of_a_channel(double at, double sigma)
    {
        var landmark = Assert.Single(AxisEstimator.Of(LowLoss(at, sigma, 1e5), null, Context)!.Landmarks);

        Assert.Equal("zero loss", landmark.Name);
        Assert.Equal(-at, landmark.OffsetEv, 0.05);
        Assert.InRange(landmark.UncertaintyEv, 0.04, 0.1);
    }

    [Theory]
    [InlineData("C K", 285.0, 0.7, 20, 0)]
    [InlineData("C K", 285.0, 0.7, 20, -7.5)]
    [InlineData("C K", 285.0, 0.7, 4, 9)]
    public void The_pi_star_peak_of_carbon_is_found_whatever_the_axis(string name, double peakEv, double sigmaEv, double counts, double error)
    {
        var axis = new EnergyAxis(240, 0.3, 400);
        var random = new RandomSource(new Seed(4));
        var samples = axis.Energies().Select(energy => energy - error).Select(energy =>
        {
            var edge = 0.8 * Math.Exp(-0.5 * Math.Pow((energy - peakEv) / sigmaEv, 2)) + (1 + Math.Tanh((energy - peakEv - 6) / 1.5)) / 2 + 0.5 * Math.Exp(-0.5 * Math.Pow((energy - peakEv - 8) / 2.5, 2));
            return (float)PoissonSampler.Next(100 * counts * (Math.Pow(energy / 285, -3) + edge), random);
        }).ToArray();

        var landmark = Assert.Single(AxisEstimator.Of(new Spectrum(axis, samples), null, Context)!.Landmarks);

        Assert.Equal(name, landmark.Name);
        Assert.Equal(-error, landmark.OffsetEv, 0.4);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(300)]
    [InlineData(30_000)]
    public void A_bare_background_holds_no_landmark(double counts)
    {
        for (var seed = 0UL; seed < 40; seed++)
        {
            var axis = new EnergyAxis(240, 0.5, 1500);
            var random = new RandomSource(new Seed(seed));
            var samples = axis.Energies().Select(energy => (float)PoissonSampler.Next(counts * Math.Pow(energy / 500, -3), random)).ToArray();

            Assert.Null(AxisEstimator.Of(new Spectrum(axis, samples), null, Context));
        }
    }

    [Theory]
    [InlineData("fe_oxide_nanocube_si.dm3", "Fe", 8.1, 2)]
    [InlineData("mn2_measured.npz", "Mn", -4, 1)]
    [InlineData("mn_l23_measured.npz", "Mn", -4.25, 1)]
    [InlineData("mn_l23_references.npz", "Mn", 0, 1)]
    [InlineData("fe_l23_references.npz", "Fe", 0, 1)]
    [InlineData("fe_l23_measured.npz", "Fe", 0, 1)]
    public void Measured_files_say_what_is_known_of_their_axes(string file, string element, double offset, int landmarks)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Absent);
        ISpectra spectra = file.EndsWith(".dm3", StringComparison.Ordinal) ? Nanocube.Read() : MiniNpz.Read(SharedData.PathOf(file));

        var estimate = AxisEstimator.Of(spectra, element, Context)!;

        Assert.Equal(landmarks, estimate.Landmarks.Count);
        Assert.InRange(Math.Abs(estimate.OffsetEv - offset), 0, 1.96 * estimate.UncertaintyEv);
        Assert.True(estimate.Consistent);
    }

    static Spectrum LowLoss(double zeroAt, double sigma, double counts)
    {
        var axis = new EnergyAxis(-10, 0.1, 600);
        var random = new RandomSource(new Seed(2));
        return new(axis, [.. axis.Energies().Select(energy => (float)PoissonSampler.Next(counts * (Math.Exp(-0.5 * Math.Pow((energy - zeroAt) / sigma, 2)) + 0.03 / (1 + Math.Pow((energy - zeroAt - 22) / 4, 2))), random))]);
    }
}
