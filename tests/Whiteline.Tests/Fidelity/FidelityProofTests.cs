using Whiteline.Fidelity;
using Whiteline.Numerics;
using Whiteline.Spectra;
using Whiteline.Tests.Recipes;

namespace Whiteline.Tests.Fidelity;

/// <summary>Spectra of known faults: each shows in the measure that is made for it, beside a control that does not.</summary>
public sealed class FidelityProofTests
{
    static readonly LabeledSpectra Training = Spectra(120, 1), HeldOut = Spectra(120, 2);

    [Fact]
    public void Spectra_of_the_same_kind_are_faithful()
    {
        var result = Prove(Spectra(600, 3));

        Assert.Equal(["Mn2+", "Mn4+"], result.Classes.Select(one => one.Label));
        Assert.All(result.Classes, one =>
        {
            Assert.Equal((60, 60, 300, 60), (one.Training, one.HeldOut, one.Synthetic, one.Size));
            Assert.InRange(one[Measure.TwoSampleAccuracy].Synthetic, 0.4, 0.65);
            Assert.InRange(one[Measure.TwoSampleAccuracy].Control, 0.3, 0.7);
            Assert.InRange(one[Measure.Coverage].Synthetic, 0.8 * one[Measure.Coverage].Control, 1);
            Assert.InRange(one[Measure.NearestRatio].Synthetic, 0.95, 1.05);
        });
        Assert.True(result.IsFaithful, string.Join("; ", result.Demands.Where(demand => !demand.IsMet).Select(demand => demand.Words)));
    }

    [Fact]
    public void Smoothed_spectra_show_in_the_noise_and_are_told_apart()
    {
        var made = Altered(Spectra(240, 3), (spectrum, _) =>
        {
            var source = spectrum.ToArray();
            for (var c = 1; c < spectrum.Length - 1; c++) spectrum[c] = (source[c - 1] + source[c] + source[c + 1]) / 3;
        });

        var result = Prove(made);

        Assert.InRange(result.Mean(Measure.NoisePowerRatio).Synthetic, 0, 0.2);
        Assert.InRange(result.Mean(Measure.NoisePowerRatio).Control, 0.8, 1.25);
        Assert.InRange(result.Mean(Measure.TwoSampleFeatures).Synthetic, 0.9, 1);
        Assert.False(result.IsFaithful);
    }

    [Fact]
    public void Shifted_spectra_show_in_the_position_of_L3()
    {
        var moved = new LabeledSpectra(Training.Axis, Doublets.Mn(240, 3, 0.05, _ => 0.8).Intensity.ToArray(), Doublets.Mn(240, 3).Labels);

        var result = Prove(moved);

        Assert.Equal(0.8, result.Mean(Measure.L3PositionEv).Synthetic, 0.15);
        Assert.InRange(result.Mean(Measure.L3PositionEv).Control, 0, 0.15);
        Assert.True(result.Mean(Measure.MeanError).Synthetic > 3 * result.Mean(Measure.MeanError).Control);
    }

    [Fact]
    public void Copies_of_training_spectra_are_not_authentic()
    {
        var random = new Seed(4).Random();

        var result = Prove(Altered(Training, (spectrum, _) =>
        {
            foreach (ref var value in spectrum) value += (float)(0.1 * random.NextNormal());
        }));

        Assert.Equal(0, result.Mean(Measure.Authenticity).Synthetic);
        Assert.InRange(result.Mean(Measure.Authenticity).Control, 0.2, 0.9);
        Assert.InRange(result.Mean(Measure.NearestRatio).Synthetic, 0, 0.1);
    }

    [Fact]
    public void One_spectrum_over_and_over_covers_nothing()
    {
        var result = Prove(Altered(Training, (spectrum, i) => Training[i % 2].CopyTo(spectrum)));

        Assert.InRange(result.Mean(Measure.Recall).Synthetic, 0, 0.1);
        Assert.InRange(result.Mean(Measure.Coverage).Synthetic, 0, 0.5);
    }

    [Fact]
    public void Threads_change_nothing_and_a_class_of_few_spectra_is_not_judged()
    {
        var few = Spectra(600, 3).Subset([.. Enumerable.Range(0, 100), 101]);
        var lonely = new LabeledSpectra(few.Axis, few.Intensity.ToArray(), [.. few.Labels.Select((label, i) => i < 5 ? "Mn3+" : label)]);

        FidelityResult one = Prove(lonely, threads: 1), four = Prove(lonely, threads: 4);

        Assert.Equal(["Mn3+"], one.LeftOut);
        foreach (var measure in Enum.GetValues<Measure>()) Assert.Equal(one.Mean(measure), four.Mean(measure));
    }

    [Fact]
    public void Synthetic_spectra_cannot_stand_for_measured_ones()
    {
        var marked = new LabeledSpectra(HeldOut.Axis, HeldOut.Intensity.ToArray(), HeldOut.Labels) { Synthetic = [.. HeldOut.Labels.Select(_ => true)] };

        Assert.Contains("measured", Assert.Throws<BadInputException>(() => FidelityProof.Run(Training, marked, Training, new(new Seed(1)))).Message, StringComparison.Ordinal);
    }

    static FidelityResult Prove(LabeledSpectra made, int threads = 2) => FidelityProof.Run(Training, HeldOut, made, new(new Seed(1), threads, null, TestContext.Current.CancellationToken));

    static LabeledSpectra Spectra(int count, ulong seed) => Doublets.Mn(count, seed, noise: 0.05);

    delegate void Change(Span<float> spectrum, int index);

    static LabeledSpectra Altered(LabeledSpectra spectra, Change change)
    {
        var intensity = spectra.Intensity.ToArray();
        for (var i = 0; i < spectra.Count; i++) change(intensity.AsSpan(i * spectra.Axis.Count, spectra.Axis.Count), i);
        return new(spectra.Axis, intensity, spectra.Labels);
    }
}
