using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>A model and labelled spectra that it did not train on.</summary>
/// <param name="Model">The model.</param>
/// <param name="Data">The spectra.</param>
public sealed record TestPart(TrainedModel Model, LabeledSpectra Data);
