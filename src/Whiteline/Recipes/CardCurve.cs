namespace Whiteline.Recipes;

/// <summary>How a model's accuracy depends on one condition, as its card tells.</summary>
/// <param name="Condition">What was varied, with its unit: <c>shift, eV</c>, <c>counts at the maximum</c>, <c>broadening, eV</c> or <c>channel width, eV</c>.</param>
/// <param name="At">Values of the condition, shape (n).</param>
/// <param name="Accuracy">Share of right labels at each, shape (n).</param>
public sealed record CardCurve(string Condition, IReadOnlyList<double> At, IReadOnlyList<double> Accuracy);
