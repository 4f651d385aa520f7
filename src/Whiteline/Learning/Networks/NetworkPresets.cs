namespace Whiteline.Learning.Networks;

/// <summary>Architectures with a name.</summary>
public static class NetworkPresets
{
    /// <summary>Name and architecture of every preset, the defaults of <c>cnn</c> and <c>mlp</c> first.</summary>
    public static IReadOnlyList<(string Name, NetworkDescription Network)> All { get; } =
    [
        ("cnn", Cnn),
        ("mlp", Mlp),
        ("mn-valence", MnValence),
    ];

    /// <summary>
    /// Our own convolutional network: wide kernels that see a whole white line, pooling that forgives small shifts, and a global average,
    /// which forgives large ones.
    /// </summary>
    public static NetworkDescription Cnn => new(
        [
            new(16, 15, Padded: true),
            new(32, 9, Padded: true),
            new(64, 7, Padded: true),
            new(64, 5, Padded: true, Pooling: Pooling.None, Pool: 1, Dropout: 0.1),
        ],
        NetworkHead.GlobalAverage,
        [new(64, Dropout: 0.2)]);

    /// <summary>A multilayer perceptron.</summary>
    public static NetworkDescription Mlp => new([], NetworkHead.Flatten, [new(128, Dropout: 0.2), new(64, Dropout: 0.2)]);

    /// <summary>
    /// The Mn-valence network of Chatzidakis and Botton (Scientific Reports 9:2126, 2019): five valid convolutions, each with batch
    /// normalisation after the activation and average pooling by two, one map per class, and the mean of each map.
    /// </summary>
    public static NetworkDescription MnValence => new(
        [
            Published(2, 9, 0),
            Published(2, 7, 0),
            Published(4, 7, 0),
            Published(8, 5, 0),
            Published(12, 3, 0.85),
        ],
        NetworkHead.ClassMaps,
        []);

    static ConvolutionBlock Published(int filters, int kernel, double dropout) =>
        new(filters, kernel, 1, false, Pooling.Average, 2, Activation.Relu, BatchNormalisation.AfterActivation, dropout);
}
