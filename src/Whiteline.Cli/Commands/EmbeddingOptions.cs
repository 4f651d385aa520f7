using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Learning.Embedding;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Recipes.Embeddings;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary>The options that say how spectra are embedded.</summary>
sealed class EmbeddingOptions
{
    readonly Option<string?> method = Values.Choice("--method", "UMAP, which keeps neighbourhoods, or principal components, which keep variance.", "umap", "umap", "pca");
    readonly Option<string?> norm = Values.Choice("--normalize", "The normalisation to show in full; all are shown side by side.", "max", "none", "max", "minmax", "l2", "area");
    readonly Option<EnergyWindow?> window = Values.Option<EnergyWindow?>("--window", "Energies to embed, eV. Without it: the usual window of the edge.", "FROM:TO", Values.Window);
    readonly Option<string?> align = Values.Choice("--align", "Align labelled spectra on their own L3 first. Without it: l3 for Mn, none for the others.", null, "none", "l3");
    readonly Option<string?> background = Values.Choice("--background", "Power-law background before the edge: removed where there is one, always, or never.", "auto", "auto", "remove", "keep");
    readonly Option<int> neighbours = Values.Option("--neighbours", "Size of the neighbourhoods that UMAP keeps: few show detail, many the whole.", "N", text => Values.Integer(text, 2, 1000), () => 15);
    readonly Option<double> minDistance = Values.Option("--min-distance", "How close UMAP lets points come.", "NUMBER", text => Values.Number(text, 0, 1), () => 0.1);
    readonly Option<string?> metric = Values.Choice("--metric", "Distance between spectra.", "euclidean", "euclidean", "cosine", "correlation");
    readonly Option<int> components = Values.Option("--components", "Coordinates of a point, 2 or 3; figures show the first two.", "N", text => Values.Integer(text, 2, 3), () => 2);
    readonly Option<int?> epochs = Values.Option<int?>("--epochs", "Rounds of UMAP's layout. Without it: 500, or 200 beyond 10,000 spectra.", "N", text => Values.Integer(text, 1, 100_000));
    readonly Option<int> most = Values.Option("--max-points", "Most spectra to embed; of more, so many are chosen at random.", "N", text => Values.Integer(text, 10, 1_000_000), () => 20_000);
    readonly Option<bool> supervised = new("--supervised") { Description = "Let the labels draw the classes apart (UMAP)." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(CliCommand command)
    {
        foreach (var option in (Option[])[method, norm, window, align, background, neighbours, minDistance, metric, components, epochs, most, supervised]) command.Add(option);
    }

    /// <summary>The plan that the user asked for.</summary>
    /// <exception cref="BadInputException">An option is of the other method.</exception>
    public EmbeddingPlan Plan(CommandRun run)
    {
        var isPca = run.Value(method) == "pca";
        if (isPca && ((Option[])[neighbours, minDistance, metric, epochs, supervised]).FirstOrDefault(run.IsGiven) is { } foreign)
            throw new BadInputException($"{foreign.Name} is not for --method pca. Leave it out, or choose --method umap.");
        var umap = new UmapOptions(run.Value(neighbours), run.Value(minDistance), Components: run.Value(components), Metric: Enum.Parse<DistanceMetric>(run.Value(metric)!, ignoreCase: true), Epochs: run.Value(epochs));
        return new(isPca ? EmbeddingMethod.Pca : EmbeddingMethod.Umap, umap)
        {
            Normalise = Enum.Parse<Norm>(run.Value(norm)!, ignoreCase: true),
            Window = run.Value(window),
            Align = run.Value(align) switch { "l3" => Alignment.L3, "none" => Alignment.None, _ => Alignment.Auto },
            Background = run.Value(background) switch { "remove" => BackgroundMode.Required, "keep" => BackgroundMode.None, _ => BackgroundMode.IfPresent },
            IsSupervised = run.Value(supervised),
            MostPoints = run.Value(most),
        };
    }
}
