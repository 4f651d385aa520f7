using static TorchSharp.torch;

namespace Whiteline.Training.Generative;

/// <summary>Losses of critic and generator from what the critic thinks; shapes (n).</summary>
static class GanLosses
{
    const double Least = 1e-12;

    /// <summary>Loss of the critic without its penalty.</summary>
    public static Tensor Critic(GanLoss loss, Tensor real, Tensor made) => loss switch
    {
        GanLoss.Wasserstein => made.mean().sub(real.mean()),
        GanLoss.NonSaturating => Softplus(made).mean().add(Softplus(real.neg()).mean(), Number.One),
        GanLoss.LeastSquares => real.sub(Number.Of(1)).pow(Number.Of(2)).mean().add(made.pow(Number.Of(2)).mean(), Number.One).mul(Number.Of(0.5)),
        _ => throw new ArgumentOutOfRangeException(nameof(loss)),
    };

    /// <summary>Loss of the generator.</summary>
    public static Tensor Generator(GanLoss loss, Tensor made) => loss switch
    {
        GanLoss.Wasserstein => made.mean().neg(),
        GanLoss.NonSaturating => Softplus(made.neg()).mean(),
        GanLoss.LeastSquares => made.sub(Number.Of(1)).pow(Number.Of(2)).mean().mul(Number.Of(0.5)),
        _ => throw new ArgumentOutOfRangeException(nameof(loss)),
    };

    /// <summary>Penalty on the critic's slope: its distance from 1 between real and made spectra (Wasserstein), or its length at real ones.</summary>
    /// <param name="loss">Which.</param>
    /// <param name="critic">The critic.</param>
    /// <param name="real">Shape (n, channels).</param>
    /// <param name="made">The same shape.</param>
    /// <param name="mix">From 0 (made) to 1 (real), shape (n, 1).</param>
    public static Tensor Penalty(GanLoss loss, Func<Tensor, Tensor> critic, Tensor real, Tensor made, Tensor mix)
    {
        var points = (loss == GanLoss.Wasserstein ? made.add(real.sub(made).mul(mix), Number.One) : real).detach().requires_grad_();
        var slope = autograd.grad([critic(points).sum()], [points], retain_graph: true, create_graph: true)[0];
        var square = slope.pow(Number.Of(2)).sum(1);
        return loss == GanLoss.Wasserstein ? square.add(Number.Of(Least), Number.One).sqrt().sub(Number.Of(1)).pow(Number.Of(2)).mean() : square.mean().mul(Number.Of(0.5));
    }

    // log(1 + exp(x)) without overflow.
    static Tensor Softplus(Tensor x) => x.relu().add(x.abs().neg().exp().log1p(), Number.One);
}
