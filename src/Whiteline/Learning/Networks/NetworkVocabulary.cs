namespace Whiteline.Learning.Networks;

/// <summary>Nonlinearities.</summary>
public enum Activation
{
    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>x where positive, 0.01 x elsewhere.</summary>
    LeakyRelu,

    /// <summary>x where positive, exp(x) − 1 elsewhere.</summary>
    Elu,

    /// <summary>x / (1 + exp(−x)).</summary>
    Silu,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,
}

/// <summary>How neighbouring values of a feature map are joined.</summary>
public enum Pooling
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>The largest.</summary>
    Max,

    /// <summary>The mean.</summary>
    Average,
}

/// <summary>Where batch normalisation (Ioffe and Szegedy, 2015; ε = 1e-5) stands in a layer.</summary>
public enum BatchNormalisation
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>Between the linear map and the activation.</summary>
    BeforeActivation,

    /// <summary>After the activation.</summary>
    AfterActivation,
}

/// <summary>How feature maps become numbers.</summary>
public enum NetworkHead
{
    /// <summary>All values of all maps: position counts.</summary>
    Flatten,

    /// <summary>The mean of each map (Lin, Chen and Yan, 2014): tolerant to shifts.</summary>
    GlobalAverage,

    /// <summary>A convolution of width 1 to one map per class, batch normalisation and the mean of each: no dense layer at all.</summary>
    ClassMaps,
}
