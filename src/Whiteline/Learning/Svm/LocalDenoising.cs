namespace Whiteline.Learning.Svm;

/// <summary>How spectra are denoised by what is near them; see <see cref="LocalComponents"/>.</summary>
/// <param name="Neighbours">Training spectra that make a neighbourhood.</param>
/// <param name="Components">Principal components of it that are kept.</param>
public sealed record LocalDenoising(int Neighbours = 200, int Components = 5)
{
    /// <summary>Everything wrong with the values, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (Neighbours is < 2 or > 10_000) yield return $"A neighbourhood has {Neighbours} spectra; it must have 2 to 10,000.";
        if (Components < 1 || Components >= Neighbours) yield return $"Of a neighbourhood of {Neighbours} spectra {Components} components are kept; keep 1 to {Neighbours - 1}.";
    }
}
