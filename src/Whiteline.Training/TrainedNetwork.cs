namespace Whiteline.Training;

/// <summary>A trained network: what inference needs, and how the training went.</summary>
/// <param name="Tensors">Arrays by their names in <see cref="Learning.Networks.NetworkLayout"/>.</param>
/// <param name="InputMean">Intensity x enters the network as (x − InputMean) · InputScale.</param>
/// <param name="InputScale">See <paramref name="InputMean"/>.</param>
/// <param name="Temperature">Divisor of the logits, fitted on the validation part; 1 without one.</param>
/// <param name="History">One entry an epoch.</param>
public sealed record TrainedNetwork(
    IReadOnlyDictionary<string, (int[] Shape, float[] Values)> Tensors,
    float InputMean,
    float InputScale,
    double Temperature,
    IReadOnlyList<TrainingEpoch> History);

/// <summary>How an epoch went.</summary>
/// <param name="Epoch">Number of the epoch, from 1.</param>
/// <param name="Epochs">Epochs that were asked for; early stopping may end before.</param>
/// <param name="Loss">Mean training loss, with all distortions, dropout and label smoothing.</param>
/// <param name="Accuracy">Share of the training spectra that were labelled right while they were trained on.</param>
/// <param name="ValidationLoss">Mean log loss of the validation part, classes weighted as in training; null without one.</param>
/// <param name="ValidationAccuracy">Share of the validation part that is labelled right; null without one.</param>
/// <param name="LearningRate">Learning rate of the last step.</param>
/// <param name="Seconds">Wall-clock time of the epoch.</param>
public sealed record TrainingEpoch(
    int Epoch,
    int Epochs,
    double Loss,
    double Accuracy,
    double? ValidationLoss,
    double? ValidationAccuracy,
    double LearningRate,
    double Seconds)
{
    /// <summary>Loss and accuracy in a few words.</summary>
    public string Summary => ValidationLoss is { } validation
        ? FormattableString.Invariant($"loss {Loss:0.000}, validation {validation:0.000}, {ValidationAccuracy:0.000} right")
        : FormattableString.Invariant($"loss {Loss:0.000}, {Accuracy:0.000} right");

    /// <summary>Number of the network in an ensemble, from 1.</summary>
    public int Member { get; init; } = 1;

    /// <summary>Networks in the ensemble.</summary>
    public int Members { get; init; } = 1;
}
