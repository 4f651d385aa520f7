using Whiteline.Numerics;
using static TorchSharp.torch;

namespace Whiteline.Training;

/// <summary>
/// He's initialisation (He et al., ICCV 2015, eq. 10): weights from a normal distribution of variance 2 / (values in), biases zero. The
/// last layer, which no rectifier follows, takes 1 / (values in). Drawn from our own generator, so that a seed means the same start
/// on every machine and with every version of libtorch.
/// </summary>
static class WeightInitialisation
{
    public static void Fill(FlatParameters parameters, Seed seed)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var (name, shape) in parameters.Layout)
        {
            var values = new float[shape.Aggregate(1, (product, size) => product * size)];
            if (FlatParameters.IsWeight(name))
            {
                var valuesIn = values.Length / shape[0];
                var deviation = Math.Sqrt((name.StartsWith("output.", StringComparison.Ordinal) ? 1.0 : 2.0) / valuesIn);
                var random = seed.Branch($"weights/{name}").Random();
                for (var i = 0; i < values.Length; i++) values[i] = (float)(deviation * random.NextNormal());
            }
            else if (name.EndsWith(".norm.weight", StringComparison.Ordinal) || name.EndsWith(".norm.variance", StringComparison.Ordinal)) Array.Fill(values, 1);
            var view = parameters[name];
            view.detach().copy_(tensor(values, view.shape));
        }
    }
}
