using Whiteline.Learning.Networks;
using Whiteline.Numerics;

namespace Whiteline.Testing;

/// <summary>Networks of every kind with random weights, for tests that compare what they compute.</summary>
public static class RandomNetworks
{
    static readonly Activation[] Activations = Enum.GetValues<Activation>();
    static readonly BatchNormalisation[] Places = Enum.GetValues<BatchNormalisation>();

    /// <summary>Every preset, and odd ones: each activation, place of normalisation, pooling, stride, padding and head, with counts that fill no vector.</summary>
    public static IReadOnlyList<(string Name, NetworkDescription Network)> All { get; } = [.. NetworkPresets.All, .. Odd(), .. Normalised()];

    /// <summary>A network with random weights; the same seed gives the same weights.</summary>
    public static NetworkClassifier Of(NetworkDescription network, int channels, int classes, Seed seed, double mean = 0.4, double scale = 1.7, double temperature = 1.3) =>
        new([.. Enumerable.Range(0, classes).Select(c => $"Mn{c + 2}+")], channels, network, Tensors(network, channels, classes, seed), mean, scale, temperature);

    /// <summary>Arrays of a network, of a size that keeps values near 1 from layer to layer.</summary>
    public static Dictionary<string, (int[] Shape, float[] Values)> Tensors(NetworkDescription network, int channels, int classes, Seed seed) =>
        NetworkLayout.Tensors(network, channels, classes).ToDictionary(tensor => tensor.Name, tensor =>
        {
            var random = seed.Branch(tensor.Name).Random();
            var size = tensor.Shape.Aggregate(1, (product, part) => product * part);
            var spread = tensor.Shape.Length > 1 ? Math.Sqrt(2.0 * tensor.Shape[0] / size) : 0.3;
            var positive = tensor.Name.EndsWith(".variance", StringComparison.Ordinal);
            return (tensor.Shape, Enumerable.Range(0, size).Select(_ => (float)(positive ? random.NextDouble(0.5, 2) : spread * random.NextNormal())).ToArray());
        });

    /// <summary>Random spectra, shape (count, channels).</summary>
    public static float[] Spectra(int count, int channels, Seed seed)
    {
        var random = seed.Branch("spectra").Random();
        return [.. Enumerable.Range(0, count * channels).Select(_ => (float)random.NextDouble())];
    }

    static IEnumerable<(string, NetworkDescription)> Odd() => Activations.Select((activation, i) => (activation.ToString(), new NetworkDescription(
        [
            new(3 + i, 4 + i, 1 + i % 3, i % 2 == 0, Pooling.Max, 3, activation, Places[i % 3]),
            new(17 + 16 * (i % 2), 5, 1, i % 2 == 1, Pooling.Average, 2, activation, Places[(i + 1) % 3]),
            new(33, 2, 1 + i % 2, true, Pooling.None, 4, activation, Places[(i + 2) % 3]),
        ],
        (NetworkHead)(i % 2),
        [new(19, activation, Places[(i + 2) % 3]), new(7, activation, Places[i % 3])])));

    static IEnumerable<(string, NetworkDescription)> Normalised() => Places.Select(place => ($"maps {place}", new NetworkDescription(
        [new(5, 6, 2, true, Pooling.Max, 2, Activation.Tanh, place), new(8, 3, 3, false, Pooling.Average, 3, Activation.Silu, place)],
        NetworkHead.ClassMaps,
        [])));
}
