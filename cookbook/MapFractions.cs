using Whiteline.Formats;
using Whiteline.Fractions;
using Whiteline.Hdf5;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.ReadyModels;
using Whiteline.Recipes;
using Whiteline.Reports;
using Whiteline.Simulation;
using Whiteline.Testing;

namespace Whiteline.Cookbook;

public sealed class MapFractions
{
    static readonly FormatCatalog KnownFormats = new(new HspyFormat());

    [Fact]
    public void Map_the_fractions_of_mixed_valence()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.File("film-map");
        var film = PhantomImage.Make(new(PhantomKind.Gradient) { Rows = 6, Columns = 12 }, new Seed(1)).Image;

        // Recipe: map-fractions.md
        var model = BuiltInModels.Read("Mn");
        var context = new StepContext("film.dm4", new Seed(0), Threads: 2);
        var result = Mapping.Run(model, film, new MapOptions([], "my script"), context);
        var request = FractionRequests.Of(model.Element, states: null, references: null, context.Seed);
        var mixed = FractionMap.Of(result.Map, film, request, context);
        foreach (var method in mixed.Result.Methods) Console.WriteLine($"{method.Method}: mean valence {method.MeanValence:0.00}, intervals {method.MeanValenceWidth:0.00} wide");
        Console.WriteLine($"classifier, least squares and ratio agree on {mixed.Agreement.Share:0.00} of the labelled pixels");
        MapFolder.Write(folder, result, "Film", model, truth: null, mixed, KnownFormats, CancellationToken.None);
        // End of recipe

        // The film goes evenly from 2 to 4.
        Assert.InRange(mixed.Result[FractionMethod.Mlls]!.MeanValence, 2.8, 3.2);
        Assert.True(File.Exists(Path.Combine(folder, "fractions.html")));
    }
}
