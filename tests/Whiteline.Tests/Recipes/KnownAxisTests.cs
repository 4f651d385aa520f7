using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;

namespace Whiteline.Tests.Recipes;

public sealed class KnownAxisTests
{
    static readonly StepContext Alone = new("file.hspy", new Seed(0));
    static readonly StepContext WithPartner = Alone with { LowLoss = new SpectrumImage(1, 1, new EnergyAxis(-5, 0.5, 20), new MemorySampleSource(new float[20])) };

    [Fact]
    public void Nothing_known_leaves_the_axis_to_the_recipe_or_to_the_partner()
    {
        Assert.Null(KnownAxis.Calibration(null, Alone, null));
        Assert.Null(KnownAxis.Calibration(new(null), Alone, null));
        Assert.Equal(CalibrationMode.ZeroLoss, KnownAxis.Calibration(null, WithPartner, null)!.Mode);
    }

    [Fact]
    public void An_uncertainty_goes_with_the_partners_zero_loss_and_alone_with_the_axis_as_written()
    {
        var partner = KnownAxis.Calibration(new(null, 0.5), WithPartner, null)!;
        var alone = KnownAxis.Calibration(new(null, 0.5), Alone, null)!;

        Assert.Equal((CalibrationMode.ZeroLoss, 0.5), (partner.Mode, partner.UncertaintyEv));
        Assert.Equal((CalibrationMode.Offset, 0.0, 0.5), (alone.Mode, alone.OffsetEv, alone.UncertaintyEv));
    }

    [Fact]
    public void A_given_offset_counts_beside_a_partner_that_takes_plural_scattering_out()
    {
        var given = KnownAxis.Calibration(new(-1.5, 0.2), WithPartner with { Deconvolves = true }, null)!;

        Assert.Equal((CalibrationMode.Offset, -1.5, 0.2), (given.Mode, given.OffsetEv, given.UncertaintyEv));
    }

    [Fact]
    public void A_given_offset_beside_a_partner_is_refused()
    {
        var refused = Assert.Throws<BadInputException>(() => KnownAxis.Calibration(new(-1.5, 0.2), WithPartner, null));

        Assert.Contains("Give one of --axis-offset and --low-loss", refused.Message, StringComparison.Ordinal);
    }
}
