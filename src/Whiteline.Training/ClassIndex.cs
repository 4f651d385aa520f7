using Whiteline.Spectra;

namespace Whiteline.Training;

static class ClassIndex
{
    /// <summary>Index into the classes of every spectrum's label, shape (n).</summary>
    public static int[] Of(LabeledSpectra spectra)
    {
        var index = spectra.Classes.Select((label, k) => (label, k)).ToDictionary(pair => pair.label, pair => pair.k, StringComparer.Ordinal);
        return [.. spectra.Labels.Select(label => index[label])];
    }
}
