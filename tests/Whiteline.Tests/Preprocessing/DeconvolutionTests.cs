using Whiteline.Features;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Spectra;
using Whiteline.Tests.Recipes;

namespace Whiteline.Tests.Preprocessing;

public sealed class DeconvolutionTests
{
    // A zero loss of one channel, which is what δ is, with 1000 electrons, and what is lost behind.
    const int Zero = 40;
    const double I0 = 1000;

    static readonly StepContext Context = new("my.dm4", new Seed(1), 2);
    static readonly EnergyAxis LowAxis = new(-10, 0.25, 321);
    static readonly EnergyAxis CoreAxis = new(600, 0.25, 400);

    [Fact]
    public void What_was_scattered_again_is_taken_out_exactly()
    {
        var again = Losses();
        var single = Edge(CoreAxis, 640);

        var after = Deconvolved(Scattered(single, again), CoreAxis, LowLoss(again), LowAxis);

        for (var c = 0; c < single.Length; c++) Assert.Equal(single[c], after[c], 1e-4 * single.Max());
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    public void Channels_of_the_low_loss_may_be_of_another_width(double dispersionEv)
    {
        var lowAxis = new EnergyAxis(-10, dispersionEv, (int)(80 / dispersionEv) + 1);
        double Lost(double energyEv) => energyEv <= 1.5 ? 0 : Math.Exp(-Math.Pow((energyEv - 22) / 7, 2));
        float[] low = [.. lowAxis.Energies().Select(energy => (float)(dispersionEv * (40 * Lost(energy) + (Math.Abs(energy) < dispersionEv / 2 ? I0 / dispersionEv : 0))))];
        double[] again = [.. Enumerable.Range(0, 280).Select(m => 40 * 0.25 * Lost(0.25 * m) / I0)];
        var single = Edge(CoreAxis, 640);

        var after = Deconvolved(Scattered(single, again), CoreAxis, low, lowAxis);

        for (var c = 0; c < single.Length; c++) Assert.Equal(single[c], after[c], 0.01 * single.Max());
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.5)]
    public void A_thick_specimen_gives_the_spectra_and_the_white_line_ratio_of_a_thin_one(double thickness)
    {
        var (thin, _) = Film(0);
        var (thick, low) = Film(thickness);
        var background = new PowerLawBackground(new(600, 635));

        var wanted = new Recipe(background).Prepare(thin, Context);
        var recorded = new Recipe(background).Prepare(thick, Context);
        var found = new Recipe(background, new Deconvolution(600)).Prepare(thick, Context with { LowLoss = low });

        for (var pixel = 0; pixel < thin.Count; pixel++)
        {
            var (one, other, raw) = (wanted.ReadBlock(pixel, 1)[0].ToArray(), found.ReadBlock(pixel, 1)[0].ToArray(), recorded.ReadBlock(pixel, 1)[0].ToArray());
            var scale = one.Max() / other.Max();
            foreach (var c in Enumerable.Range(0, one.Length).Where(c => thin.Axis.EnergyAt(c) is > 636 and < 700)) Assert.Equal(one[c], scale * other[c], 0.025 * one.Max());
            var ratio = Ratio(thin.Axis, one)!.Value;
            Assert.Equal(ratio, Ratio(thin.Axis, other)!.Value, 0.02 * ratio);
            // That it needs taking out: of a thick one the continuum hides L2 altogether.
            Assert.False(Math.Abs((Ratio(thin.Axis, raw) ?? double.PositiveInfinity) - ratio) < 0.05 * ratio);
        }
    }

    [Fact]
    public void Thickness_is_that_of_the_specimen_and_is_told()
    {
        var (thick, low) = Film(0.7);

        var step = new Deconvolution(600).Fit(new Recipe(new PowerLawBackground(new(600, 635))).Prepare(thick, Context), Context with { LowLoss = low });
        var scattering = PluralScattering.Of(low, Context);

        Assert.All(scattering.RelativeThickness, thickness => Assert.Equal(0.7, thickness, 0.03));
        Assert.Equal(0.8, scattering.PeakFwhmEv, 0.15);
        var median = step.Applied.Values["medianRelativeThickness"]!.GetValue<double>();
        Assert.Equal(0.7, median, 0.03);
        Assert.Contains(FormattableString.Invariant($"t/λ {median:0.00}"), step.Applied.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zero_loss_that_drifts_or_lies_off_0_eV_is_followed()
    {
        var again = Losses();
        var single = Edge(CoreAxis, 640);
        var core = Scattered(single, again);
        int[] drifts = [0, 9, -12];
        float[] low = [.. drifts.SelectMany(drift => Moved(LowLoss(again), drift))];

        var after = Prepare(new Image(1, 3, CoreAxis, [.. core, .. core, .. core]), new Image(1, 3, LowAxis, low));

        for (var i = 0; i < 3; i++)
            for (var c = 0; c < 300; c++) Assert.Equal(single[c], after[i * CoreAxis.Count + c], 1e-4 * single.Max());
    }

    [Fact]
    public void A_pixel_without_a_zero_loss_is_left_as_recorded_and_changes_no_other()
    {
        var again = Losses();
        var single = Edge(CoreAxis, 640);
        var core = Scattered(single, again);
        var garbage = new float[LowAxis.Count];
        garbage[^1] = 1e9f;
        float[] nothing = new float[LowAxis.Count], broken = LowLoss(again);
        broken[7] = float.NaN;
        var (image, low) = (new Image(1, 5, CoreAxis, [.. core, .. core, .. core, .. core, .. core]), new Image(1, 5, LowAxis, [.. LowLoss(again), .. garbage, .. nothing, .. broken, .. LowLoss(again)]));

        var after = Prepare(image, low);
        var told = new Deconvolution().Fit(image, Context with { LowLoss = low }).Applied.Sentence;

        foreach (var i in new[] { 0, 4 })
            for (var c = 0; c < single.Length; c++) Assert.Equal(single[c], after[i * CoreAxis.Count + c], 1e-4 * single.Max());
        for (var i = 1; i < 4; i++) Assert.Equal(core, after[(i * CoreAxis.Count)..((i + 1) * CoreAxis.Count)]);
        Assert.Contains("3 without a zero-loss peak were left as recorded", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Energies_below_the_beginning_stay_and_scatter_nothing()
    {
        var again = Losses();
        var single = Edge(CoreAxis, 660);
        var core = Scattered(single, again);
        for (var c = 0; c < 80; c++) core[c] = -500;

        var after = Prepare(new Image(1, 1, CoreAxis, core), new Image(1, 1, LowAxis, LowLoss(again)), new Deconvolution(620));

        Assert.All(after[..80], value => Assert.Equal(-500, value));
        for (var c = 80; c < single.Length; c++) Assert.Equal(single[c], after[c], 1e-4 * single.Max());
    }

    [Fact]
    public void Noise_is_hardly_raised()
    {
        var random = new RandomSource(new Seed(5));
        var again = Losses();
        float[] core = [.. Scattered(Edge(CoreAxis, 640), again).Select(value => value + (float)random.NextNormal())];

        var after = Deconvolved(core, CoreAxis, LowLoss(again), LowAxis);

        Assert.InRange(Spread(after.AsSpan(0, 100)), 0.9, 1.1);
    }

    public static TheoryData<string> Unsuitable => ["begins or ends within the zero-loss peak", "is no zero loss", "ends 20 eV behind the zero loss", "cut off at the detector's ceiling", "no zero-loss peak was found"];

    [Theory]
    [MemberData(nameof(Unsuitable))]
    public void A_low_loss_that_cannot_tell_is_refused_with_the_reason(string said)
    {
        var low = LowLoss(Losses());
        var axis = LowAxis;
        switch (said)
        {
            case "begins or ends within the zero-loss peak":
                (low, axis) = (low[Zero..], new(0, 0.25, LowAxis.Count - Zero));
                break;
            case "is no zero loss":
                low = [.. axis.Energies().Select(energy => (float)(100 * Math.Exp(-Math.Pow((energy - 22) / 6, 2))))];
                break;
            case "ends 20 eV behind the zero loss":
                (low, axis) = (low[..(Zero + 81)], new(-10, 0.25, Zero + 81));
                break;
            case "cut off at the detector's ceiling":
                for (var c = Zero - 2; c <= Zero + 2; c++) low[c] = 600;
                break;
            default:
                Array.Clear(low);
                break;
        }

        var refused = Assert.Throws<BadInputException>(() => Deconvolved(Edge(CoreAxis, 640), CoreAxis, low, axis));

        Assert.StartsWith("'my.dm4'", refused.Message, StringComparison.Ordinal);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_core_loss_that_does_not_suit_is_refused_with_the_reason()
    {
        var low = new Image(1, 1, LowAxis, LowLoss(Losses()));
        float[] withBackground = [.. Edge(CoreAxis, 640).Select((value, c) => value + (float)(600 * Math.Pow(CoreAxis.EnergyAt(c) / 640, -3)))];

        string Said(Image core, ISpectra? partner) => Assert.Throws<BadInputException>(() => new Deconvolution().Fit(core, Context with { LowLoss = partner })).Message;

        Assert.Contains("its background was not removed", Said(new(1, 1, CoreAxis, withBackground), low), StringComparison.Ordinal);
        Assert.Contains("there is no low-loss partner", Said(new(1, 1, CoreAxis, withBackground), null), StringComparison.Ordinal);
        Assert.Contains("it has 2 spectra, and its low-loss partner 1", Said(new(1, 2, CoreAxis, [.. withBackground, .. withBackground]), low), StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_and_blocks_change_nothing()
    {
        var (thick, low) = Film(1);
        var recipe = new Recipe(new PowerLawBackground(new(600, 635)), new Deconvolution(600));

        var one = recipe.Prepare(thick, Context with { LowLoss = low, Threads = 1 });
        var many = recipe.Prepare(thick, Context with { LowLoss = Film(1).Low, Threads = 4 });

        var together = one.ReadBlock(0, one.Count).Intensity;
        for (var pixel = 0; pixel < one.Count; pixel++) Assert.Equal(together[(pixel * one.Axis.Count)..((pixel + 1) * one.Axis.Count)], many.ReadBlock(pixel, 1).Intensity);
    }

    static (SpectrumImage Core, SpectrumImage Low) Film(double thickness)
    {
        var options = new PhantomImageOptions(PhantomKind.Gradient)
        {
            Rows = 1,
            Columns = 5,
            Axis = new(590, 0.25, 500),
            Variation = ShapeVariation.None,
            Conditions = new() { Dose = 1e8, RelativeThickness = thickness, ReadoutNoise = 0, FixedPattern = 0, Oxygen = 0 },
        };
        return (PhantomImage.Make(options, new Seed(3)).Image, PhantomLowLoss.Make(options, new Seed(3)));
    }

    static double? Ratio(EnergyAxis axis, float[] spectrum)
    {
        var lines = WhiteLines.Find(axis, spectrum, Whiteline.Spectra.Edge.L23Of("Mn")!, 641.5)!;
        return WhiteLineRatio.Of(axis, spectrum, lines);
    }

    // Two plasmons, as parts of I0 per channel.
    static double[] Losses() => [.. Enumerable.Range(0, LowAxis.Count - Zero).Select(m => m < 10 ? 0 : 0.012 * Math.Exp(-Math.Pow((0.25 * m - 22) / 6, 2)) + 0.004 * Math.Exp(-Math.Pow((0.25 * m - 44) / 9, 2)))];

    static float[] LowLoss(double[] again)
    {
        var low = new float[LowAxis.Count];
        low[Zero] = (float)I0;
        for (var m = 1; m < again.Length; m++) low[Zero + m] = (float)(I0 * again[m]);
        return low;
    }

    static float[] Moved(float[] low, int channels) => [.. Enumerable.Range(0, low.Length).Select(c => c - channels >= 0 && c - channels < low.Length ? low[c - channels] : 0)];

    static float[] Edge(EnergyAxis axis, double l3Ev) =>
        [.. axis.Energies().Select(energy => energy < l3Ev - 12 ? 0 : (float)(900 * Math.Exp(-Math.Pow((energy - l3Ev) / 1.5, 2)) + 400 * Math.Exp(-Math.Pow((energy - l3Ev - 11) / 2, 2)) + 120 * (Math.Atan(energy - l3Ev) / Math.PI + 0.5)))];

    static float[] Scattered(float[] single, double[] again)
    {
        var core = new double[single.Length];
        for (var c = 0; c < single.Length; c++)
        {
            core[c] += single[c];
            for (var m = 1; m < again.Length && c + m < core.Length; m++) core[c + m] += again[m] * single[c];
        }
        return [.. core.Select(value => (float)value)];
    }

    static float[] Deconvolved(float[] core, EnergyAxis axis, float[] low, EnergyAxis lowAxis) => Prepare(new Image(1, 1, axis, core), new Image(1, 1, lowAxis, low));

    static float[] Prepare(Image core, Image low, Deconvolution? step = null) => new Recipe(step ?? new Deconvolution()).Prepare(core, Context with { LowLoss = low }).ReadBlock(0, core.Count).Intensity;

    static double Spread(ReadOnlySpan<float> values)
    {
        double sum = 0, squares = 0;
        foreach (var value in values) (sum, squares) = (sum + value, squares + value * value);
        return Math.Sqrt(squares / values.Length - sum * sum / values.Length / values.Length);
    }
}
