using Whiteline.Web.Commands;

namespace Whiteline.Web.Desk;

/// <summary>What the page of the data asks of a generator, as a command line.</summary>
sealed record GenerateForm
{
    /// <summary>The ways to make spectra, with the words for them.</summary>
    public static IReadOnlyList<(string Name, string Words)> Methods { get; } =
    [
        ("gan", "generative adversarial network"), ("vae", "variational autoencoder"), ("pca", "principal components"), ("smote", "SMOTE"), ("mixup", "mixup"), ("classical", "shift, noise, broadening"),
    ];

    /// <summary>The way.</summary>
    public string Method { get; set; } = "gan";

    /// <summary>Spectra of a class that there are to be, measured and synthetic together.</summary>
    public int PerClass { get; set; } = 300;

    /// <summary>The command line.</summary>
    public CommandText Command(string dataset, string output) => new CommandText("augment", dataset, "--method", Method).Add("--per-class", PerClass).AddFile("--out", output);
}
