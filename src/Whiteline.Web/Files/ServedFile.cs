namespace Whiteline.Web.Files;

/// <summary>What a file of the served folder can be used for.</summary>
public enum ServedKind
{
    /// <summary>Spectra: an image, a line scan, a single spectrum.</summary>
    Spectra,

    /// <summary>Labelled spectra to train on.</summary>
    Dataset,

    /// <summary>A trained model.</summary>
    Model,

    /// <summary>A recipe.</summary>
    Recipe,
}

/// <summary>A file of the served folder.</summary>
/// <param name="Name">Its name in the folder.</param>
/// <param name="Kind">What it can be used for.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Modified">When it was last written.</param>
sealed record ServedFile(string Name, ServedKind Kind, long Bytes, DateTime Modified);
