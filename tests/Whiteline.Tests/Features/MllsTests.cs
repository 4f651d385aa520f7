using Whiteline.Features;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Tests.Features;

public sealed class MllsTests
{
    static readonly EnergyAxis Axis = new(630, 0.1, 350);

    [Theory]
    [InlineData(0.3, 0)]
    [InlineData(0.8, 0.63)]
    [InlineData(0.5, -0.9)]
    public void Fractions_and_shift_of_a_mixture_are_found(double share, double shiftEv)
    {
        var spectrum = new float[Axis.Count];
        Add(spectrum, 640 + shiftEv, 2 * share);
        Add(spectrum, 643 + shiftEv, 2 * (1 - share));

        var fit = new Mlls(Axis, References(), 1.2).Fit(spectrum);

        Assert.Equal(share, fit.Fractions[0], 0.05);
        Assert.Equal(shiftEv, fit.ShiftEv, 0.1);
        // The references stand at steps of 0.2 eV; only the shift is refined.
        Assert.True(fit.ResidualNorm < 0.08 * Math.Sqrt(spectrum.Sum(value => value * value)), $"{fit.ResidualNorm}");
    }

    [Fact]
    public void A_constant_is_no_part_of_the_mixture()
    {
        var spectrum = Enumerable.Repeat(3f, Axis.Count).ToArray();
        Add(spectrum, 643, 1);

        Assert.Equal([0, 1], new Mlls(Axis, References()).Fit(spectrum).Fractions, (a, b) => Math.Abs(a - b) < 1e-3);
    }

    [Theory]
    [InlineData(1e-16, 1)]
    [InlineData(1e-6, 1e9)]
    [InlineData(1e9, 1e-6)]
    public void Fractions_do_not_depend_on_the_units_of_spectrum_and_references(double spectrumUnit, double referenceUnit)
    {
        var spectrum = new float[Axis.Count];
        Add(spectrum, 640, 0.7);
        Add(spectrum, 643, 0.3);
        float[] Scaled(float[] values, double unit) => Array.ConvertAll(values, value => (float)(unit * value));

        var fit = new Mlls(Axis, Scaled(References(), referenceUnit), 0.4).Fit(Scaled(spectrum, spectrumUnit));

        Assert.Equal([0.7, 0.3], fit.Fractions, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void References_that_differ_in_a_last_digit_share_what_one_of_them_has()
    {
        var random = new Seed(4).Random();
        var references = References();
        float[] doubled = [.. references, .. references[..Axis.Count].Select((value, i) => i % 2 == 0 ? MathF.BitIncrement(value) : value)];
        for (var trial = 0; trial < 20; trial++)
        {
            var spectrum = new float[Axis.Count];
            Add(spectrum, 640, 0.7);
            Add(spectrum, 643, 0.3);
            for (var c = 0; c < spectrum.Length; c++) spectrum[c] += (float)(0.05 * random.NextNormal());

            var (one, two) = (new Mlls(Axis, references).Fit(spectrum), new Mlls(Axis, doubled).Fit(spectrum));

            Assert.Equal(one.Fractions[0], two.Fractions[0] + two.Fractions[2], 1e-5);
            Assert.Equal(one.ResidualNorm, two.ResidualNorm, 1e-5);
        }
    }

    // Steps of 2⁻¹⁰ stay as they are in float32 when 4,096 is added.
    [Fact]
    public void A_background_of_thousands_of_times_the_lines_takes_no_digits()
    {
        var spectrum = new float[Axis.Count];
        Add(spectrum, 640, 0.7);
        Add(spectrum, 643, 0.3);
        float[] rounded = Array.ConvertAll(spectrum, value => MathF.Round(value * 1024) / 1024), raised = Array.ConvertAll(rounded, value => value + 4096);

        var (low, high) = (new Mlls(Axis, References()).Fit(rounded), new Mlls(Axis, References()).Fit(raised));

        Assert.Equal(low.Fractions, high.Fractions, (a, b) => Math.Abs(a - b) < 1e-3);
    }

    [Fact]
    public void Broadening_is_found_among_those_asked_for()
    {
        var spectrum = new float[Axis.Count];
        Add(spectrum, 640, 1, Math.Sqrt(1 + 0.6 * 0.6));

        Assert.Equal(0.6, new Mlls(Axis, References(), broadeningsEv: [0, 0.3, 0.6, 0.9]).Fit(spectrum).BroadeningEv);
    }

    [Fact]
    public void What_only_negative_weights_could_fit_has_none()
    {
        var spectrum = new float[Axis.Count];
        Add(spectrum, 640, -1);

        var fit = new Mlls(Axis, References()).Fit(spectrum);

        Assert.All(fit.Weights, weight => Assert.True(weight >= 0));
        Assert.Equal([0.5, 0.5], fit.Fractions);
    }

    [Fact]
    public void References_without_intensity_are_refused() =>
        Assert.Contains("no intensity", Assert.Throws<BadInputException>(() => new Mlls(Axis, new float[Axis.Count])).Message, StringComparison.Ordinal);

    [Fact]
    public void Non_negative_least_squares_meet_their_conditions()
    {
        var random = new Seed(3).Random();
        for (var trial = 0; trial < 50; trial++)
        {
            const int Rows = 12, Columns = 5;
            var a = new double[Rows, Columns];
            var b = new double[Rows];
            for (var r = 0; r < Rows; r++)
            {
                b[r] = random.NextNormal();
                for (var c = 0; c < Columns; c++) a[r, c] = random.NextNormal();
            }
            var (gram, product) = (new double[Columns, Columns], new double[Columns]);
            for (var i = 0; i < Columns; i++)
                for (var r = 0; r < Rows; r++)
                {
                    product[i] += a[r, i] * b[r];
                    for (var j = 0; j < Columns; j++) gram[i, j] += a[r, i] * a[r, j];
                }
            var x = new double[Columns];

            NonNegativeLeastSquares.Solve(gram, product, x);

            // The gradient is 0 where x is free, and does not fall where x is bound.
            for (var i = 0; i < Columns; i++)
            {
                var gradient = -product[i];
                for (var j = 0; j < Columns; j++) gradient += gram[i, j] * x[j];
                Assert.True(x[i] >= 0);
                if (x[i] > 1e-9) Assert.Equal(0, gradient, 1e-8);
                else Assert.True(gradient >= -1e-8, $"{gradient}");
            }
        }
    }

    static float[] References()
    {
        var references = new float[2 * Axis.Count];
        Add(references.AsSpan(0, Axis.Count), 640, 1);
        Add(references.AsSpan(Axis.Count), 643, 1);
        return references;
    }

    static void Add(Span<float> spectrum, double centreEv, double area, double sigmaEv = 1)
    {
        for (var c = 0; c < spectrum.Length; c++)
        {
            var distance = (Axis.EnergyAt(c) - centreEv) / sigmaEv;
            spectrum[c] += (float)(10 * area / sigmaEv * Math.Exp(-0.5 * distance * distance));
        }
    }
}
