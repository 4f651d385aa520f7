using Whiteline.Fractions;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Simulation;

namespace Whiteline.Cookbook;

public sealed class FindFractions
{
    [Fact]
    public void Find_the_fractions_of_mixed_valence()
    {
        // Stands for a file of spectra, of which the truth is known here.
        var mixtures = PhantomMixtures.Make(new(["Mn2+", "Mn3+"], 20), new Seed(1));
        var spectra = mixtures.Spectra;

        // Recipe: find-fractions.md
        var references = SimulatedReferences.Of(["Mn2+", "Mn3+"]);
        var result = FractionAnalysis.Run(spectra, new FractionRequest(references), new StepContext("spectra.npz", new Seed(0), Threads: 2));
        foreach (var finding in result.Findings) Console.WriteLine(finding);
        foreach (var estimate in result[FractionMethod.Mlls]!.Estimates)
            Console.WriteLine($"Mn2+ {estimate!.Fractions[0]:0.00} ({estimate.Lower[0]:0.00} to {estimate.Upper[0]:0.00}), mean valence {estimate.MeanValence:0.00}, axis {estimate.ShiftEv:+0.00;-0.00} eV");
        // End of recipe

        Assert.True(Enumerable.Range(0, 20).Average(i => Math.Abs(result.Methods[0].Estimates[i]!.Fractions[0] - mixtures.FractionsOf(i)[0])) < 0.06);
    }
}
