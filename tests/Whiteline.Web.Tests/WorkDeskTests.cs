using Whiteline.Spectra;
using Whiteline.Web.Desk;

namespace Whiteline.Web.Tests;

/// <summary>What a tab has in hand.</summary>
public sealed class WorkDeskTests
{
    [Fact]
    public void Pixels_chosen_in_one_file_are_not_chosen_in_another()
    {
        var desk = new WorkDesk();
        desk.Open("line.npz", null);
        desk.Region = new(0, 576);

        desk.Open("cube.dm3", null);

        Assert.Equal(new PixelRegion(8, 9), desk.RegionIn(17, 19));
    }

    [Fact]
    public void Pixels_chosen_stay_chosen_when_the_file_is_opened_again()
    {
        var desk = new WorkDesk();
        desk.Open("cube.dm3", 1);
        desk.Region = new(0, 0, 2, 3);

        desk.Open("cube.dm3", 1);

        Assert.Equal(new PixelRegion(0, 0, 2, 3), desk.RegionIn(17, 19));
    }

    [Theory]
    [InlineData(16, 0, 2, 1)]
    [InlineData(0, 18, 1, 2)]
    [InlineData(-1, 0, 1, 1)]
    public void A_choice_beyond_the_image_is_none(int row, int column, int rows, int columns)
    {
        var desk = new WorkDesk { Region = new(row, column, rows, columns) };

        Assert.Equal(new PixelRegion(8, 9), desk.RegionIn(17, 19));
    }

    [Fact]
    public void What_one_tab_is_set_to_does_not_change_another()
    {
        var desks = new TabDesks();
        var first = desks.Next("first");
        first.Open("cube.dm3", null);
        first.Training.C = 3;
        first.Training.Datasets.Add("fe.npz");
        first.Labels.Names[1] = "Fe3+";
        var second = desks.Next("second");

        second.Open("other.npz", null);
        second.Training.C = 777;
        second.Training.Datasets.Clear();
        second.Labels.Names.Clear();
        second.Embedding.Datasets.Add("mn.npz");
        second.Labels.Regions.Add(new(new(0, 0), "Fe2+"));
        second.Mapping.Model = "mn.wlm";
        second.Studies.Trials = 7;
        second.Generating.PerClass = 9;

        Assert.Equal(("cube.dm3", 3.0, "Fe3+"), (first.File, first.Training.C, first.Labels.Names[1]));
        Assert.Equal(["fe.npz"], first.Training.Datasets);
        Assert.Empty(first.Labels.Regions);
        Assert.Empty(first.Embedding.Datasets);
        Assert.Equal((null, 50, 300), (first.Mapping.Model, first.Studies.Trials, first.Generating.PerClass));
    }

    [Fact]
    public void A_page_that_is_loaded_again_finds_the_desk_as_it_was()
    {
        var desks = new TabDesks();
        var first = desks.Next("first");
        first.Open("cube.dm3", 2);
        first.Region = new(1, 2, 3, 4);
        first.Training.Name = "mine";
        first.Embedding.Datasets.Add("fe.npz");
        first.Embedding.Neighbours = 7;
        first.Studies.Chosen = "studies/fe-svm";
        first.Labels.Added.Add("references.npz");

        var again = desks.Next("first");

        Assert.Equal(("cube.dm3", 2, new PixelRegion(1, 2, 3, 4), "mine"), (again.File, again.Signal, again.Region, again.Training.Name));
        Assert.Equal(["references.npz"], again.Labels.Added);
        Assert.Equal(["fe.npz"], again.Embedding.Datasets);
        Assert.Equal((7, "studies/fe-svm"), (again.Embedding.Neighbours, again.Studies.Chosen));
    }

    [Fact]
    public void A_tab_that_is_loaded_again_finds_its_own_desk_and_not_that_of_another_tab()
    {
        var desks = new TabDesks();
        desks.Next("first").Open("cube.dm3", null);
        var second = desks.Next("second");
        second.Open("film.dm3", null);

        var again = desks.Next("first");
        var third = desks.Next("third");

        Assert.Equal("cube.dm3", again.File);
        Assert.Equal("cube.dm3", third.File);
        Assert.Equal("film.dm3", desks.Next("second").File);
    }

    [Fact]
    public void The_desks_of_the_last_tabs_are_kept_and_no_more()
    {
        var desks = new TabDesks();
        desks.Next("first").Open("cube.dm3", null);
        for (var tab = 0; tab < 100; tab++) desks.Next($"{tab}").Open("film.dm3", null);

        Assert.Equal("film.dm3", desks.Next("first").File);
    }
}
