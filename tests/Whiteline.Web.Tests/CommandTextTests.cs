using Whiteline.Web.Desk;

namespace Whiteline.Web.Tests;

/// <summary>Command lines that pages show and run.</summary>
public sealed class CommandTextTests
{
    [Fact]
    public void A_file_whose_name_begins_with_a_dash_is_not_taken_for_an_option()
    {
        var form = new StudyForm { Dataset = "-dash.npz", Test = "--test.npz" };

        Assert.Equal("whiteline search ./-dash.npz --model svm --sampler tpe --trials 50 --by-group --folds 5 --out studies/-dash-svm", form.Search("studies/-dash-svm").ToString());
        Assert.Equal("whiteline compare ./-dash.npz --test ./--test.npz --quick --out ./-out", form.Comparison("-out").ToString());
    }

    [Fact]
    public void Values_that_are_no_files_keep_their_dash()
    {
        var form = new TrainForm { GroupBefore = "-" };
        form.Datasets.AddRange(["-a.npz", "b.npz"]);

        var words = form.CrossvalCommand().Words;

        Assert.Equal(["crossval", "./-a.npz", "b.npz", "--model"], words.Take(4));
        Assert.Equal(["--group-before", "-"], words.TakeLast(2));
    }

    [Fact]
    public void A_map_names_each_of_its_files_so()
    {
        var command = new MapForm { Model = "-m.wlm", LowLoss = "-low.hspy", Deconvolves = true, Fractions = true, References = "-r.npz", AxisOffsetEv = -2 }.Command("-image.hspy", null, "maps/x");

        Assert.Equal("whiteline map ./-m.wlm ./-image.hspy --out maps/x --axis-offset -2 --low-loss ./-low.hspy --deconvolve --fractions --references ./-r.npz", command.ToString());
    }
}
