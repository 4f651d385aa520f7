using System.Diagnostics;
using Whiteline.Training;
using Whiteline.Web.Desk;

namespace Whiteline.Web.Tests;

/// <summary>The settings of the Train page contradict neither each other nor what is trained.</summary>
public sealed class TrainFormTests
{
    static readonly ServeOptions Options = new("", ServedApp.Formats, _ => new ProcessStartInfo(), _ => new ProcessStartInfo());

    [Fact]
    public void A_preset_of_another_kind_of_network_is_dropped_with_the_model()
    {
        var form = new TrainForm { Model = "cnn", Preset = "mn-valence" };

        form.Model = "mlp";

        Assert.Null(form.Preset);
        Assert.Equal("mlp", Assert.IsType<IsolatedNetworkTrainer>(form.Plan(Options, null).Trainer).Network.Kind);
        Assert.DoesNotContain("--preset", form.TrainCommand("out.wlm").Words);
    }

    [Fact]
    public void A_preset_of_the_model_stays()
    {
        var form = new TrainForm { Model = "cnn", Preset = "mn-valence" };

        form.Model = "cnn";

        Assert.Equal("mn-valence", form.Preset);
    }

    [Theory]
    [InlineData(640.0, null)]
    [InlineData(null, 660.0)]
    public void Half_a_window_is_refused(double? from, double? to)
    {
        var form = new TrainForm { FromEv = from, ToEv = to };

        Assert.Equal("Give both ends of the window, or neither.", Assert.Throws<BadInputException>(() => form.Plan(Options, null)).Message);
        Assert.Throws<BadInputException>(() => form.CrossvalCommand());
    }
}
