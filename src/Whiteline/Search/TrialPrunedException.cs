namespace Whiteline.Search;

/// <summary>Thrown by an objective that gives its trial up after <see cref="Trial.ShouldPrune"/>.</summary>
public sealed class TrialPrunedException() : Exception("The trial was pruned.");
