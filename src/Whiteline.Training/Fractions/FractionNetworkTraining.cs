using Whiteline.Fractions;
using Whiteline.Learning;
using Whiteline.Learning.Networks;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Training.Fractions;

/// <summary>Trains a network that regresses fractions on simulated mixtures, and learns the widths of its intervals on others.</summary>
/// <param name="States">Ions of one element.</param>
public sealed record FractionNetworkTraining(IReadOnlyList<string> States)
{
    /// <summary>Mixtures to learn from.</summary>
    public int Mixtures { get; init; } = 12000;

    /// <summary>Mixtures that the widths are learned from.</summary>
    public int HeldOut { get; init; } = 2000;

    /// <summary>How far specimens differ: for a network that everybody's spectra are put to, half as far again as those of one laboratory.</summary>
    public ShapeVariation Variation { get; init; } = new(LineEv: 0.09, Height: 0.12, L3Ev: 0.18, SplittingEv: 0.18, Ratio: 0.12, Width: 0.12);

    /// <summary>Passes over the mixtures.</summary>
    public int Epochs { get; init; } = 50;

    /// <summary>The architecture.</summary>
    public NetworkDescription Network { get; init; } = new(
        [], NetworkHead.Flatten, [new(128), new(64)]);

    // Sessions of any laboratory that fractions can be asked of.
    static readonly SessionRange Sessions = new(MostResolutionEv: 2.2, LeastDose: 40, MostRest: 0.08, MostRestSlope: 0.1, MostBackground: 1.2);
    const double LargestShiftEv = 1.5;

    // Least squares align a specimen that is unlike the simulation worse than a simulated one, by as much as its lines lie elsewhere.
    const double AlignmentSdEv = 0.25;

    // As least squares take it: mixtures of two neighbours are as likely as all others.
    const double PairShare = 0.5;
    const double SimulatedStepEv = 0.1;

    Edge Edge => Edge.L23Of(Ion.Of(States[0]).Element)!;

    /// <summary>Simulates and trains.</summary>
    /// <exception cref="BadInputException">The states cannot be mixed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public FractionNetwork Run(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var recipe = FractionNetwork.RecipeOf(Edge);
        var (prepared, fractions) = Prepare(recipe, Mixtures, context.Seed.Branch("mixtures"), context);
        var options = new NetworkOptions(Epochs: Epochs, BatchSize: 64, LabelSmoothing: 0, Noise: 0, BroadeningEv: 0, Gain: 0, Baseline: 0, Balanced: false, ValidationShare: 0.1, WeightDecay: 1e-3);
        var trained = NetworkTraining.Run(prepared, Network, options, context, soft: new(fractions));
        var network = new NetworkClassifier(prepared.Classes, prepared.Axis.Count, Network, trained.Tensors, trained.InputMean, trained.InputScale);
        return new(recipe, prepared.Axis, network, Widths(recipe, network, context));
    }

    ConformalWidths Widths(Recipe recipe, NetworkClassifier network, TrainingContext context)
    {
        var (prepared, truth) = Prepare(recipe, HeldOut, context.Seed.Branch("held out"), context);
        var k = network.Classes.Count;
        var found = new double[truth.Length];
        network.Predict(prepared.Intensity, found, context.Threads, context.Cancellation);
        double[] valences = [.. network.Classes.Select(state => OxidationState.Parse(state)!.Valence)];
        double Valence(double[] shares, int i) => Enumerable.Range(0, k).Sum(s => shares[i * k + s] * valences[s]);
        return ConformalWidths.Of(
            [.. Enumerable.Range(0, prepared.Count).Select(i => FractionNetwork.Noise(prepared.Axis, prepared[i]))],
            [.. Enumerable.Range(0, prepared.Count).Select(i => (double[])[.. Enumerable.Range(0, k).Select(s => Math.Abs(found[i * k + s] - truth[i * k + s])), Math.Abs(Valence(found, i) - Valence(truth, i))])]);
    }

    (LabeledSpectra Prepared, double[] Fractions) Prepare(Recipe recipe, int count, Seed seed, TrainingContext context)
    {
        var (from, to) = (Edge.Window.FromEv - 2, Edge.Window.ToEv + 2);
        var axis = new EnergyAxis(from, SimulatedStepEv, (int)Math.Round((to - from) / SimulatedStepEv) + 1);
        var options = new MixtureOptions(States, count) { Axis = axis, Sessions = Sessions, Variation = Variation, LargestShiftEv = LargestShiftEv, PairShare = PairShare };
        var made = PhantomMixtures.Make(options, seed, context.Threads, context.Cancellation);
        var source = new StepContext("simulated mixtures", seed, context.Threads, context.Cancellation);
        // What the network sees is aligned by least squares, as it will be when it is asked.
        var fit = new MixtureFit(SimulatedReferences.Of(States), axis);
        var shifts = new double[count];
        ParallelWork.For(count, context.Threads, i => shifts[i] = fit.ShiftOf(made.Spectra[i]) + AlignmentSdEv * seed.Branch("alignment", i).Random().NextNormal(), context.Cancellation);
        var prepared = recipe.Prepare(new AlignedSpectra(made.Spectra, shifts), source);
        var intensity = new float[(long)count * prepared.Axis.Count];
        prepared.Read(0, count, intensity);
        return (new(prepared.Axis, intensity, made.Spectra.Labels), made.Fractions);
    }
}
