using Whiteline.Learning;
using Whiteline.Numerics;
using Whiteline.ReadyModels;
using Whiteline.Recipes;
using Whiteline.Reports;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Cookbook;

public sealed class MapSurvival
{
    [Fact]
    public void Map_how_far_the_energy_axis_may_be_off()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.File("map");
        var image = PhantomImage.Make(new() { Rows = 16, Columns = 16 }, new Seed(1)).Image;

        // Recipe: map-survival.md
        var model = BuiltInModels.Read("Fe");
        var options = new MapOptions([], "my script") { Survival = true };
        var result = Mapping.Run(model, image, options, new("particle.dm4", new Seed(0), Threads: 2));
        Console.WriteLine($"half of the labels survive an axis error of {result.Map.MedianSurvival()!.InWords()} eV");
        for (var pixel = 0; pixel < result.Map.Pixels; pixel++)
            if (result.Map[pixel] is { Abstained: null } verdict)
                Console.WriteLine($"pixel {pixel}: {verdict.Label}, survives {verdict.Survives!.InWords()} eV");
        MapFiles.Write(folder, result, "Particle");
        // End of recipe

        Assert.True(result.Map.MedianSurvival()!.EitherWayEv is > 0 and < Survival.ReachEv);
        Assert.True(File.Exists(Path.Combine(folder, "survival.png")));
    }
}
