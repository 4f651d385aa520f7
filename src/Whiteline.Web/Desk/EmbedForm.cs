using Whiteline.Learning.Embedding;
using Whiteline.Preprocessing;

namespace Whiteline.Web.Desk;

/// <summary>The settings of the page of the data.</summary>
sealed record EmbedForm
{
    /// <summary>Names of the datasets; several are joined.</summary>
    public List<string> Datasets { get; private init; } = [];

    /// <summary>What each spectrum is divided by.</summary>
    public Norm Norm { get; set; } = Norm.Max;

    /// <summary>Neighbours of a spectrum.</summary>
    public int Neighbours { get; set; } = 15;

    /// <summary>How far two spectra are apart.</summary>
    public DistanceMetric Metric { get; set; } = DistanceMetric.Euclidean;

    /// <summary>What the points are coloured by: <c>label</c>, <c>file</c> or <c>made</c>.</summary>
    public string Colouring { get; set; } = "label";

    /// <summary>Settings of their own that begin as these are.</summary>
    public EmbedForm Copy() => this with { Datasets = [.. Datasets] };
}
