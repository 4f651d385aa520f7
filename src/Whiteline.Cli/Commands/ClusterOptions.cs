using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Learning.Clustering;
using Whiteline.Preprocessing;
using Whiteline.Recipes.Clustering;
using Whiteline.Spectra;

namespace Whiteline.Cli.Commands;

/// <summary>The options that say how an image is clustered.</summary>
sealed class ClusterOptions
{
    readonly Option<string?> method = Values.Choice("--method", "k-means, or HDBSCAN, which finds how many clusters there are and leaves what lies between them, of the principal components or of a UMAP embedding.", "kmeans", "kmeans", "hdbscan", "umap-hdbscan");
    readonly Option<int> clusters = Values.Option("--clusters", "Clusters of k-means in all; the pixels with too little signal are one of them.", "K", text => Values.Integer(text, 1, 100), () => 3);
    readonly Option<string?> metric = Values.Choice("--metric", "What k-means calls near: distance, or the angle between spectra.", "euclidean", "euclidean", "cosine");
    readonly Option<int> restarts = Values.Option("--restarts", "Runs of k-means, of which the best counts.", "N", text => Values.Integer(text, 1, 10_000), () => 10);
    readonly Option<int?> size = Values.Option<int?>("--min-cluster-size", "Smallest cluster of HDBSCAN, pixels. Without it: a fiftieth of those compared, of an embedding a tenth, at least 10.", "N", text => Values.Integer(text, 2));
    readonly Option<int?> samples = Values.Option<int?>("--min-samples", "Pixels in the neighbourhood that makes a pixel dense for HDBSCAN, itself among them; more make more noise. Without it: the smallest cluster, of an embedding 10.", "N", text => Values.Integer(text, 1));
    readonly Option<int?> neighbours = Values.Option<int?>("--neighbours", "Pixels in the neighbourhood whose shape UMAP keeps; fewer show detail, more the whole. Without it: a twentieth of those compared, 30 to 100.", "N", text => Values.Integer(text, 2, 1000));
    readonly Option<string?> selection = Values.Choice("--selection", "Which clusters HDBSCAN takes: the most stable, or the finest.", "eom", "eom", "leaf");
    readonly Option<string?> element = new("--element") { Description = "Element whose L2,3 edge calibrates the axis and tells specimen from vacuum. Without it: that of the names, else the one that stands out most.", HelpName = "SYMBOL" };
    readonly Option<EnergyWindow?> window = Values.Option<EnergyWindow?>("--window", "Energies to compare, eV, on the calibrated axis. Without it: the white lines, from O K on where the axis holds it.", "FROM:TO", Values.Window);
    readonly Option<string?> norm = Values.Choice("--normalize", "What each spectrum is divided by before it is compared.", "l2", "none", "max", "minmax", "l2", "area");
    readonly Option<string> pca = Values.Option("--pca", "Denoise by so many principal components, by those up to the elbow of the scree plot (auto), or not (none).", "N|auto|none", Components, () => "auto");
    readonly Option<string?> background = Values.Choice("--background", "Power-law background before the edge: removed where there is one, always (an error where it cannot be), or never.", "auto", "auto", "remove", "keep");
    readonly Option<bool> keepSpikes = new("--keep-spikes") { Description = "Do not remove X-ray spikes first." };
    readonly Option<double?> offset = Values.Option<double?>("--axis-offset", "Add this to the file's energies, eV, instead of judging its axis by the edge.", "EV", text => Values.Number(text, -100, 100));
    readonly Option<double> strength = Values.Option("--least-strength", "Set pixels apart whose edge stands less than this over its standard error, or holds less than a quarter of the counts of the bright pixels; 0 compares all.", "NUMBER", text => Values.Number(text, 0), () => ClusterPlan.UsualMask.LeastStrength);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(CliCommand command)
    {
        foreach (var option in new Option[] { method, clusters, metric, restarts, size, samples, neighbours, selection, element, window, norm, pca, background, keepSpikes, offset, strength }) command.Add(option);
    }

    /// <summary>The plan that the user asked for.</summary>
    /// <param name="run">The run.</param>
    /// <param name="names">Names of clusters, which may tell the element.</param>
    /// <exception cref="BadInputException">An option is of another method.</exception>
    public ClusterPlan Plan(CommandRun run, IEnumerable<string> names)
    {
        var chosen = run.Value(method)!;
        Refuse(run, chosen, [size, samples, selection], "hdbscan", "umap-hdbscan");
        Refuse(run, chosen, [clusters, metric, restarts], "kmeans");
        Refuse(run, chosen, [neighbours], "umap-hdbscan");
        var least = run.Value(strength);
        return new()
        {
            Method = chosen switch { "kmeans" => ClusterMethod.KMeans, "hdbscan" => ClusterMethod.Hdbscan, _ => ClusterMethod.UmapHdbscan },
            Clusters = run.Value(clusters),
            Metric = run.Value(metric) == "cosine" ? ClusterMetric.Cosine : ClusterMetric.Euclidean,
            Restarts = run.Value(restarts),
            MinClusterSize = run.Value(size),
            MinSamples = run.Value(samples),
            Neighbours = run.Value(neighbours),
            Selection = run.Value(selection) == "leaf" ? ClusterSelection.Leaf : ClusterSelection.ExcessOfMass,
            Element = run.Value(element) ?? names.Select(OxidationState.Parse).OfType<OxidationState>().Select(state => state.Element).FirstOrDefault(symbol => Edge.L23Of(symbol) is not null),
            Window = run.Value(window),
            Normalise = Enum.Parse<Norm>(run.Value(norm)!, ignoreCase: true),
            Pca = run.Value(pca) switch { "none" => null, "auto" => new(), var number => new(Values.Integer(number!)) },
            Background = run.Value(background) switch { "remove" => BackgroundMode.Required, "keep" => BackgroundMode.None, _ => BackgroundMode.IfPresent },
            RemoveSpikes = !run.Value(keepSpikes),
            AxisOffsetEv = run.Value(offset),
            Mask = least > 0 ? ClusterPlan.UsualMask with { LeastStrength = least } : null,
        };
    }

    static void Refuse(CommandRun run, string chosen, Option[] options, params string[] methods)
    {
        if (!methods.Contains(chosen) && options.FirstOrDefault(run.IsGiven) is { } foreign)
            throw new BadInputException($"{foreign.Name} is not for --method {chosen}. Leave it out, or choose --method {string.Join(" or ", methods)}.");
    }

    static string Components(string text) => text is "auto" or "none" ? text : $"{Values.Integer(text, 1, 1000)}";
}
