using Whiteline.Learning;
using Whiteline.Learning.Networks;
using Whiteline.Learning.Svm;

namespace Whiteline.Recipes.Tuning;

/// <summary>The accuracy of a network on the part of its training spectra that it holds out, after an epoch.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Accuracy">The accuracy.</param>
public readonly record struct EpochAccuracy(int Epoch, double Accuracy);

/// <summary>Makes the trainer of a network, which the managed core does not train.</summary>
/// <param name="network">The architecture.</param>
/// <param name="options">How it is trained.</param>
/// <param name="epochs">Receives every epoch, or null.</param>
public delegate ITrainer NetworkMaker(NetworkDescription network, NetworkOptions options, Action<EpochAccuracy>? epochs);

/// <summary>What a search leaves as it is: the values of all that it does not choose.</summary>
/// <param name="Model"><c>svm</c>, <c>mlp</c>, <c>cnn</c>, or <c>joint</c> where the search chooses among them.</param>
/// <param name="Plan">How spectra are prepared; its trainer is of no consequence.</param>
/// <param name="Machine">Support vector machines.</param>
/// <param name="Network">The architecture where the search chooses none; null for the preset of the model's name.</param>
/// <param name="Training">How networks are trained.</param>
/// <param name="Networks">Makes their trainers; null where none can be trained.</param>
public sealed record TuningBasis(string Model, TrainingPlan Plan, SvmOptions Machine, NetworkDescription? Network, NetworkOptions Training, NetworkMaker? Networks)
{
    /// <summary>Altered copies of a spectrum where a joint search takes a network; machines take those of the plan.</summary>
    public int NetworkCopies { get; init; } = 24;

    /// <summary>The known models.</summary>
    public static IReadOnlyList<string> Models { get; } = ["svm", "mlp", "cnn", "joint"];
}
