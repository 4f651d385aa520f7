using Whiteline.Spectra;
using static TorchSharp.torch;

namespace Whiteline.Training.Generative;

/// <summary>
/// How far a critic overfits: where its opinion of held-out spectra stands between that of its training spectra (0) and that of made ones (1);
/// Karras et al. (NeurIPS 2020), eq. 1.
/// </summary>
sealed class CriticOverfitting(LabeledSpectra real, HeldOutSpectra split, CriticNetwork critic, Device device)
{
    const int Most = 256;

    /// <summary>From 0 to 1; 0 where nothing is held out.</summary>
    /// <param name="batch">Made spectra and their labels.</param>
    public double Of((Tensor Made, Tensor Labels) batch)
    {
        if (split.Held.All(members => members.Length == 0)) return 0;
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        double Opinion(HeldOutSpectra.Member[][] members)
        {
            var (spectra, labels) = Take(members);
            return critic.Forward(spectra, labels).mean().item<float>();
        }
        var (training, held, made) = (Opinion(split.Training), Opinion(split.Held), critic.Forward(batch.Made, batch.Labels).mean().item<float>());
        var range = training - made;
        return range > 0 ? Math.Clamp((training - held) / range, 0, 1) : 0;
    }

    (Tensor Spectra, Tensor Labels) Take(HeldOutSpectra.Member[][] members)
    {
        var most = Math.Max(1, Most / members.Length);
        var taken = members.SelectMany((own, label) => own.Take(most).Select(member => (member.Row, Label: label))).ToArray();
        var (channels, classes) = (real.Axis.Count, members.Length);
        var spectra = new float[taken.Length * channels];
        var labels = new float[taken.Length * classes];
        for (var i = 0; i < taken.Length; i++)
        {
            real[taken[i].Row].CopyTo(spectra.AsSpan(i * channels));
            labels[i * classes + taken[i].Label] = 1;
        }
        return (tensor(spectra, [taken.Length, channels]).to(device), tensor(labels, [taken.Length, classes]).to(device));
    }
}
