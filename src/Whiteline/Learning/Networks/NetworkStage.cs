namespace Whiteline.Learning.Networks;

/// <summary>
/// One layer made ready for inference: a linear map of overlapping rows, an activation, an affine map of each feature map (batch
/// normalisation that could not be folded away), pooling, and possibly the mean over positions. A dense layer is the case of one row.
/// Maps are stored channels last, shape (position, map).
/// </summary>
sealed class NetworkStage
{
    /// <summary>Layer in <see cref="NetworkLayout"/>, such as <c>blocks.0</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Values of one spectrum in the stage's input, margins of zeros included.</summary>
    public required int InputLength { get; init; }

    /// <summary>Where the values of the stage before begin: the length of the margin in front.</summary>
    public required int Front { get; init; }

    /// <summary>Rows of one spectrum: positions that pooling reads; those that it would drop are not computed.</summary>
    public required int Rows { get; init; }

    /// <summary>Distance of neighbouring rows in the input.</summary>
    public required int RowStep { get; init; }

    /// <summary>Values of a row.</summary>
    public required int Depth { get; init; }

    /// <summary>Weights, shape (filters, depth), in the order of the input.</summary>
    public required float[] Weights { get; init; }

    /// <summary>Bias, shape (filters).</summary>
    public required float[] Bias { get; init; }

    /// <summary>Factor and summand of every map after the activation, each shape (filters); null for none.</summary>
    public (float[] Scale, float[] Shift)? Affine { get; init; }

    /// <summary>The nonlinearity; null for none.</summary>
    public Activation? Activation { get; init; }

    /// <summary>How neighbouring rows are joined; <see cref="Pooling.None"/> where <see cref="Pool"/> is 1.</summary>
    public Pooling Pooling { get; init; }

    /// <summary>Number of rows joined.</summary>
    public int Pool { get; init; } = 1;

    /// <summary>True to take the mean of all positions after pooling.</summary>
    public bool Mean { get; init; }

    /// <summary>Number of feature maps it makes.</summary>
    public int Filters => Bias.Length;

    /// <summary>Positions after pooling and before the mean.</summary>
    public int Positions => Rows / Pool;

    /// <summary>Values of one spectrum that the stage makes.</summary>
    public int OutputLength => (Mean ? 1 : Positions) * Filters;
}
