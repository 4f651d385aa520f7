using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Whiteline.Formats;
using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Web.Images;

namespace Whiteline.Web.Tests;

/// <summary>A page shows the file that was chosen last, however long each takes to open. The events of a page follow one another, as those of these tests do.</summary>
public sealed class HeldImageTests
{
    [Fact]
    public async Task The_file_chosen_last_is_held()
    {
        await using var app = await ServedApp.Start();
        Write(app, "first.npz", 3);
        Write(app, "second.npz", 5);
        using var held = Of(app);

        await OnOnePage(async () =>
        {
            var first = held.Take("first.npz", null);
            // On a busy machine a file may be open before the next is chosen: then it was rightly held until then.
            var wasOpen = first.IsCompleted;
            var second = held.Take("second.npz", null);

            Assert.True(await second);
            Assert.Equal(wasOpen, await first);
        });

        Assert.Equal(10, held.Open!.Spectra.Count);
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_leaves_none()
    {
        await using var app = await ServedApp.Start();
        Write(app, "good.npz", 3);
        await Break(app);
        using var held = Of(app);

        await OnOnePage(async () =>
        {
            Assert.True(await held.Take("good.npz", null));
            await Assert.ThrowsAsync<BadInputException>(() => held.Take("broken.npz", null));
        });

        Assert.Null(held.Open);
    }

    [Fact]
    public async Task Who_chose_another_file_meanwhile_hears_nothing_of_a_broken_one()
    {
        await using var app = await ServedApp.Start();
        Write(app, "good.npz", 3);
        await Break(app);
        using var held = Of(app);

        await OnOnePage(async () =>
        {
            var broken = held.Take("broken.npz", null);
            var wasFound = broken.IsCompleted;
            var good = held.Take("good.npz", null);

            Assert.True(await good);
            if (wasFound) await Assert.ThrowsAsync<BadInputException>(() => broken);
            else Assert.False(await broken);
        });

        Assert.Equal(6, held.Open!.Spectra.Count);
    }

    [Fact]
    public async Task A_page_that_was_left_holds_nothing()
    {
        await using var app = await ServedApp.Start();
        Write(app, "good.npz", 3);
        var held = Of(app);

        await OnOnePage(async () =>
        {
            var taking = held.Take("good.npz", null);
            var wasOpen = taking.IsCompleted;
            held.Dispose();

            Assert.Equal(wasOpen, await taking);
        });

        Assert.Null(held.Open);
    }

    static Task OnOnePage(Func<Task> act) => Dispatcher.CreateDefault().InvokeAsync(act);

    static HeldImage Of(ServedApp app) => new(app.Services.GetRequiredService<OpenImages>());

    static Task Break(ServedApp app) => File.WriteAllTextAsync(Path.Combine(app.Folder, "broken.npz"), "no archive", TestContext.Current.CancellationToken);

    static void Write(ServedApp app, string name, int perClass) =>
        LabeledSpectraFile.Write(Path.Combine(app.Folder, name), PhantomDataset.Make(new PhantomDatasetOptions([new("Fe2+", perClass), new("Fe3+", perClass)]), new Seed(3)));
}
