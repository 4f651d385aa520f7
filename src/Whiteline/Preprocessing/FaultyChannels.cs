namespace Whiteline.Preprocessing;

/// <summary>Neighbouring channels that say nothing in any spectrum.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them.</param>
/// <param name="Hot">Whether they stand out, rather than being dead.</param>
readonly record struct FaultyChannels(int First, int Last, bool Hot);
