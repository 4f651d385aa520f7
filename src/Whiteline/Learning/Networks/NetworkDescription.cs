namespace Whiteline.Learning.Networks;

/// <summary>
/// The architecture of a network for spectra, as a record that can be stored, searched and compared: blocks of one-dimensional convolutions,
/// a head that turns feature maps into numbers, and dense layers. Without blocks it is a multilayer perceptron. The output layer, one
/// value per class, is implied.
/// </summary>
/// <param name="Blocks">Convolutions in order; empty for a multilayer perceptron.</param>
/// <param name="Head">How feature maps become numbers; of no consequence without blocks.</param>
/// <param name="Dense">Hidden dense layers in order.</param>
public sealed record NetworkDescription(IReadOnlyList<ConvolutionBlock> Blocks, NetworkHead Head, IReadOnlyList<DenseLayer> Dense)
{
    /// <summary><c>cnn</c> with blocks, <c>mlp</c> without.</summary>
    public string Kind => Blocks.Count > 0 ? "cnn" : "mlp";

    /// <summary>Everything wrong with the architecture for spectra of so many channels, with the layer named, before anything is allocated.</summary>
    /// <param name="channels">Channels of a prepared spectrum.</param>
    /// <param name="classes">Number of classes.</param>
    public IEnumerable<string> Problems(int channels, int classes)
    {
        foreach (var problem in Blocks.SelectMany((block, i) => block.Problems(i))) yield return problem;
        foreach (var problem in Dense.SelectMany((layer, i) => layer.Problems(i))) yield return problem;
        if (Blocks.Count > 32 || Dense.Count > 32) yield return $"The network has {Blocks.Count} blocks and {Dense.Count} dense layers; at most 32 of each are taken.";
        if (Head == NetworkHead.ClassMaps && Dense.Count > 0) yield return "The head 'ClassMaps' ends the network; leave out the dense layers, or take the head 'GlobalAverage'.";
        if (Head == NetworkHead.ClassMaps && Blocks.Count == 0) yield return "The head 'ClassMaps' needs at least one convolution block.";
        if (!Enum.IsDefined(Head)) yield return $"The head {(int)Head} is not known.";
        var (width, maps, operations) = (channels, 1, 0.0);
        for (var i = 0; i < Blocks.Count && width > 0; i++)
        {
            var before = width;
            operations += (double)Blocks[i].WidthAfterConvolution(before) * Blocks[i].Filters * maps * Blocks[i].Kernel;
            maps = Blocks[i].Filters;
            width = Blocks[i].WidthAfter(width);
            if (width < 1) yield return $"Convolution block {i + 1} shrinks the feature map to nothing: {before} channels go in, and a kernel of {Blocks[i].Kernel}, stride {Blocks[i].Stride} and pooling by {Blocks[i].Pool} leave none. Use fewer blocks, a smaller kernel or less pooling.";
            if ((long)Blocks[i].WidthAfterConvolution(before) * Blocks[i].Filters > NetworkLayout.MostMapValues) yield return $"Convolution block {i + 1} makes {Blocks[i].Filters} maps of {Blocks[i].WidthAfterConvolution(before)} values; at most {NetworkLayout.MostMapValues} values in all are taken. Use fewer filters, or a stride or pooling before.";
        }
        if (operations > NetworkLayout.MostOperations) yield return FormattableString.Invariant($"The convolutions need {operations:0.#E0} multiplications a spectrum; at most {NetworkLayout.MostOperations:0.#E0} are taken. Use fewer filters, smaller kernels, or a stride or pooling before.");
        if (width > 0 && NetworkLayout.ParameterCount(this, channels, classes) is > NetworkLayout.MostParameters and var count)
            yield return $"The network has {count} parameters; at most {NetworkLayout.MostParameters} are taken. Use fewer filters or units, or more pooling.";
    }
}

/// <summary>A block: convolution, activation, batch normalisation, pooling, dropout.</summary>
/// <param name="Filters">Number of feature maps it makes; 1 to 4,096.</param>
/// <param name="Kernel">Width of the kernel in channels; 1 to 1,024.</param>
/// <param name="Stride">Step of the kernel; 1 to 64.</param>
/// <param name="Padded">True to pad with zeros, so that a stride of 1 keeps the width (kernel − 1 in all, the smaller half in front); false for valid convolution.</param>
/// <param name="Pooling">How neighbours are joined.</param>
/// <param name="Pool">Number of neighbours joined; the step of pooling too; 1 for none.</param>
/// <param name="Activation">The nonlinearity.</param>
/// <param name="Normalisation">Where batch normalisation stands.</param>
/// <param name="Dropout">Share of values dropped in training, after pooling; 0 to below 1.</param>
public sealed record ConvolutionBlock(
    int Filters,
    int Kernel,
    int Stride = 1,
    bool Padded = false,
    Pooling Pooling = Pooling.Max,
    int Pool = 2,
    Activation Activation = Activation.Relu,
    BatchNormalisation Normalisation = BatchNormalisation.BeforeActivation,
    double Dropout = 0)
{
    /// <summary>Width of the feature map after the convolution, before pooling; may be below 1.</summary>
    public int WidthAfterConvolution(int width) => Padded ? (width - 1) / Math.Max(1, Stride) + 1 : width < Kernel ? 0 : (width - Kernel) / Math.Max(1, Stride) + 1;

    /// <summary>Width of the feature map after the block; may be below 1.</summary>
    public int WidthAfter(int width) => WidthAfterConvolution(width) / Math.Max(1, Pooling == Pooling.None ? 1 : Pool);

    internal IEnumerable<string> Problems(int index)
    {
        var name = $"Convolution block {index + 1}";
        if (Filters is < 1 or > 4096) yield return $"{name} has {Filters} filters; give 1 to 4096.";
        if (Kernel is < 1 or > 1024) yield return $"{name} has a kernel of {Kernel} channels; give 1 to 1024.";
        if (Stride is < 1 or > 64) yield return $"{name} has a stride of {Stride}; give 1 to 64.";
        if (Pool is < 1 or > 64) yield return $"{name} pools {Pool} neighbours; give 1 to 64.";
        if (!(Dropout is >= 0 and < 1)) yield return $"{name} drops {Dropout}; give a share from 0 to below 1.";
        if (!Enum.IsDefined(Activation) || !Enum.IsDefined(Pooling) || !Enum.IsDefined(Normalisation)) yield return $"{name} names an activation, pooling or normalisation that is not known.";
    }
}

/// <summary>A hidden dense layer: linear map, activation, batch normalisation, dropout.</summary>
/// <param name="Units">Number of values it makes; 1 to 65,536.</param>
/// <param name="Activation">The nonlinearity.</param>
/// <param name="Normalisation">Where batch normalisation stands.</param>
/// <param name="Dropout">Share of values dropped in training; 0 to below 1.</param>
public sealed record DenseLayer(
    int Units,
    Activation Activation = Activation.Relu,
    BatchNormalisation Normalisation = BatchNormalisation.None,
    double Dropout = 0)
{
    internal IEnumerable<string> Problems(int index)
    {
        var name = $"Dense layer {index + 1}";
        if (Units is < 1 or > 65536) yield return $"{name} has {Units} units; give 1 to 65536.";
        if (!(Dropout is >= 0 and < 1)) yield return $"{name} drops {Dropout}; give a share from 0 to below 1.";
        if (!Enum.IsDefined(Activation) || !Enum.IsDefined(Normalisation)) yield return $"{name} names an activation or normalisation that is not known.";
    }
}
