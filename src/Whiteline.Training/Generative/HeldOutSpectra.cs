using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Training.Generative;

/// <summary>
/// Spectra of every class that no critic sees: by their distance from what is made the generator is chosen. While it is trained, nothing
/// is drawn around them.
/// </summary>
sealed class HeldOutSpectra
{
    const int LeastToSplit = 5;

    HeldOutSpectra(Member[][] training, Member[][] held, LatentPrior[] priors)
    {
        (Training, Held, Priors) = (training, held, priors);
    }

    /// <summary>A spectrum of a class.</summary>
    /// <param name="Index">Its place in the class.</param>
    /// <param name="Row">Its place in the data set.</param>
    public readonly record struct Member(int Index, int Row);

    /// <summary>What is trained on, class by class.</summary>
    public Member[][] Training { get; }

    /// <summary>What is held out, class by class; empty in a class that is too small.</summary>
    public Member[][] Held { get; }

    /// <summary>Where latent numbers are drawn while training, class by class.</summary>
    public LatentPrior[] Priors { get; }

    /// <summary>Splits a set.</summary>
    /// <param name="real">All spectra.</param>
    /// <param name="model">Their model.</param>
    /// <param name="bandwidths">Of each class.</param>
    /// <param name="share">Share to hold out.</param>
    /// <param name="seed">Decides which.</param>
    public static HeldOutSpectra Of(LabeledSpectra real, SpectrumModel model, double[] bandwidths, double share, Seed seed)
    {
        var training = new Member[model.Classes.Count][];
        var held = new Member[model.Classes.Count][];
        var priors = new LatentPrior[model.Classes.Count];
        for (var c = 0; c < training.Length; c++)
        {
            Member[] members = [.. SpectrumModel.Rows(real, model.Classes[c].Label).Select((row, index) => new Member(index, row))];
            seed.Branch("held out", c).Random().Shuffle<Member>(members);
            var count = members.Length < LeastToSplit ? 0 : Math.Max(1, (int)(share * members.Length));
            (held[c], training[c]) = (members[..count], members[count..]);
            priors[c] = new(model.Classes[c], [.. training[c].Select(member => member.Index).Order()], bandwidths[c]);
        }
        return new(training, held, priors);
    }
}
