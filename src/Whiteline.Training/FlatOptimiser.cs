using TorchSharp;
using Whiteline.Learning.Networks;
using static TorchSharp.torch;

namespace Whiteline.Training;

/// <summary>
/// Optimisers on one vector of parameters: Adam (Kingma and Ba, 2015, algorithm 1), AdamW (Loshchilov and Hutter, 2019, algorithm 2) and
/// stochastic gradient descent with Nesterov's momentum (Sutskever et al., 2013, in the form that libtorch uses). Biases and batch
/// normalisation do not decay.
/// </summary>
sealed class FlatOptimiser : IDisposable
{
    const double Epsilon = 1e-8;
    const double Momentum = 0.9;

    readonly FlatParameters parameters;
    readonly Optimiser kind;
    readonly double decay;
    readonly double beta1;
    readonly double beta2;

    /// <param name="parameters">What is moved.</param>
    /// <param name="kind">How.</param>
    /// <param name="decay">Pull of the weights towards zero.</param>
    /// <param name="beta1">Decay of the running mean of the gradient in Adam.</param>
    /// <param name="beta2">Decay of the running mean of its square.</param>
    public FlatOptimiser(FlatParameters parameters, Optimiser kind, double decay, double beta1 = 0.9, double beta2 = 0.999)
    {
        (this.beta1, this.beta2) = (beta1, beta2);
        this.parameters = parameters;
        this.kind = kind;
        this.decay = decay;
        First = zeros_like(parameters.Values).DetachFromDisposeScope();
        Second = kind == Optimiser.Sgd ? zeros(0).DetachFromDisposeScope() : zeros_like(parameters.Values).DetachFromDisposeScope();
    }

    /// <summary>Steps made.</summary>
    public long Steps { get; set; }

    /// <summary>Running mean of the gradient, or the velocity.</summary>
    public Tensor First { get; }

    /// <summary>Running mean of the squared gradient; empty for gradient descent.</summary>
    public Tensor Second { get; }

    /// <summary>Shortens a gradient that is longer than the bound.</summary>
    public void Clip(double longest)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        // The factor stays on the device: reading it would make a GPU wait.
        var factor = parameters.Gradients.norm().add(Number.Of(1e-6), Number.One).reciprocal().mul(Number.Of(longest)).clamp_max(Number.Of(1));
        parameters.Gradients.mul_(factor);
    }

    /// <summary>Moves the parameters against their gradients.</summary>
    public void Step(double learningRate)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        Steps++;
        using var rate = (-learningRate / (kind == Optimiser.Sgd ? 1 : 1 - Math.Pow(beta1, Steps))).ToScalar();
        var (values, gradients) = (parameters.Values, parameters.Gradients);
        if (decay > 0 && kind == Optimiser.AdamW)
        {
            using var pull = (-learningRate * decay).ToScalar();
            values.addcmul_(values, parameters.DecayMask, pull);
        }
        else if (decay > 0)
        {
            gradients.addcmul_(values, parameters.DecayMask, Number.Of(decay));
        }
        if (kind == Optimiser.Sgd)
        {
            First.mul_(Number.Of(Momentum)).add_(gradients, Number.One);
            values.add_(gradients.add_(First, Number.Of(Momentum)), rate);
            return;
        }
        First.mul_(Number.Of(beta1)).add_(gradients, Number.Of(1 - beta1));
        Second.mul_(Number.Of(beta2)).addcmul_(gradients, gradients, Number.Of(1 - beta2));
        using var warmth = Math.Sqrt(1 - Math.Pow(beta2, Steps)).ToScalar();
        var spread = Second.sqrt().div_(warmth).add_(Number.Of(Epsilon), Number.One);
        values.addcdiv_(First, spread, rate);
    }

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
    }
}
