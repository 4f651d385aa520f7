using Whiteline.Fractions;
using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.ReadyModels;

/// <summary>What is asked when fractions are asked for beside the labels of a model: of which states, by which references, with which network.</summary>
public static class FractionRequests
{
    /// <summary>The request.</summary>
    /// <param name="element">The model's element; null when it has several.</param>
    /// <param name="states">The states that a mixture may hold, in any spelling of <see cref="OxidationState.Parse"/>; null for all that there are references of.</param>
    /// <param name="references">Labelled spectra without background to fit with; null for references from the simulation.</param>
    /// <param name="seed">Draws the references of the simulation.</param>
    /// <exception cref="BadInputException">States that there are no references of, or of another element.</exception>
    public static FractionRequest Of(string? element, IReadOnlyList<string>? states, LabeledSpectra? references, Seed seed)
    {
        if (states is not null)
        {
            var known = references?.Classes ?? SimulatedIn(element ?? states.Select(state => OxidationState.Parse(state)?.Element).FirstOrDefault(symbol => symbol is not null));
            states = [.. states.Select(state => Among(known, state))];
            Check(states, known);
        }
        var set = references is not null ? MeasuredReferences.Of(references, states) : SimulatedReferences.Of(states ?? StatesOf(element), seed: seed.Branch("references"));
        if (element is not null && set.Edge.Element != element) throw new BadInputException($"The model is of {element}, and the states {string.Join(", ", set.States)} are not. Give states of the model's element.");
        var network = BuiltInFractions.Read(set.Edge.Element);
        return new(set) { Network = network?.States.SequenceEqual(set.States) == true ? network : null };
    }

    // The label of the references for the same ion: Mn(III) and Mn3+ are one.
    static string Among(IReadOnlyList<string> known, string state) =>
        known.Contains(state) || OxidationState.Parse(state) is not { } ion ? state : known.FirstOrDefault(label => OxidationState.Parse(label) == ion) ?? state;

    static void Check(IReadOnlyList<string> states, IReadOnlyList<string> known)
    {
        if (states.Distinct().Count() < 2 || states.FirstOrDefault(state => !known.Contains(state)) is not null)
            throw new BadInputException($"{(states.FirstOrDefault(state => !known.Contains(state)) is { } unknown ? $"'{unknown}' is no state that there are references of" : $"a mixture needs at least two states, not {states.Distinct().Count()}")}. Name at least two of {string.Join(", ", known)}.");
    }

    static IReadOnlyList<string> SimulatedIn(string? element) => [.. Ion.All.Where(ion => element is null || ion.Element == element).Select(ion => ion.Label)];

    static IReadOnlyList<string> StatesOf(string? element) =>
        element is null ? throw new BadInputException("The model's labels are not of one element, so its states are not known. Say which states, such as Mn2+,Mn3+.")
        : SimulatedReferences.StatesOf(element) is { Count: > 1 } known ? known
        : throw new BadInputException($"The simulation knows no states of {element}. Give labelled spectra as references.");
}
