using Whiteline.Provenance;
using Whiteline.Spectra;

namespace Whiteline.Preprocessing;

/// <summary>
/// One step of a recipe: settings only, serialisable. Fitting looks at the spectra to be prepared (never at labels) and gives the
/// step that is then applied block by block, so that a file larger than memory can be prepared.
/// </summary>
public interface IStep
{
    /// <summary>Stable name, used in JSON and in reports.</summary>
    string Name { get; }

    /// <summary>Everything wrong with the settings, a sentence each.</summary>
    IEnumerable<string> Problems();

    /// <summary>Learns what it needs from the spectra, streaming over them.</summary>
    /// <exception cref="BadInputException">The step cannot be applied to these spectra; says why and what would mend it.</exception>
    IFittedStep Fit(ISpectra input, StepContext context);
}

/// <summary>A step ready to be applied to the spectra that it was fitted on. Immutable and safe for concurrent callers.</summary>
public interface IFittedStep
{
    /// <summary>The energy axis after the step.</summary>
    EnergyAxis Axis { get; }

    /// <summary>What it does to these spectra.</summary>
    AppliedStep Applied { get; }

    /// <summary>Applies the step; may return the same block changed in place.</summary>
    SpectrumBlock Apply(SpectrumBlock block);
}
