using Whiteline.Features;
using Whiteline.Preprocessing;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>Which L2,3 edge a file of unknown content shows.</summary>
static class StrongestEdge
{
    /// <summary>Of all edges whose white lines are seen in the mean spectrum, the one that stands out most; null when there is none.</summary>
    /// <param name="spectra">The spectra as the file gives them; the axis may be off by many eV.</param>
    /// <param name="context">Where they came from, threads, cancellation.</param>
    public static Edge? Of(ISpectra spectra, StepContext context)
    {
        var mean = MeanSpectrum.Of(spectra, context).Weighted.Select(value => (float)value).ToArray();
        return Edge.All
            .Where(edge => edge.Line == "L23" && spectra.Axis.Covers(new(edge.OnsetEv, edge.OnsetEv + edge.SplittingEv!.Value)))
            .Select(edge => (Edge: edge, Lines: WhiteLines.Find(spectra.Axis, mean, edge, EnergyReference.Literature(edge.Element)!.CentreEv)))
            .Where(found => found.Lines is not null)
            .OrderByDescending(found => found.Lines!.Significance)
            .Select(found => found.Edge).FirstOrDefault();
    }
}
