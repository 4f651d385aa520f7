using Whiteline.Formats;
using Whiteline.Spectra;

namespace Whiteline.Web.Files;

/// <summary>Opens the spectra of a served file for a piece of work, and closes them after it.</summary>
sealed class ServedSpectra(ServedFolder folder, FormatCatalog formats)
{
    /// <summary>Hands the spectra of a file to <paramref name="use"/>.</summary>
    /// <param name="name">The file's name in the folder.</param>
    /// <param name="signal">Which of its signals; null for the one with the most spectra.</param>
    /// <param name="use">What is done with them; they are not valid after it.</param>
    /// <param name="lowLoss">Whether the low loss of a file that holds both is meant.</param>
    /// <exception cref="BadInputException">No such file, or it holds no spectra.</exception>
    public T With<T>(string name, int? signal, Func<SpectrumImage, T> use, bool lowLoss = false)
    {
        var signals = formats.Open(folder.Existing(name));
        try
        {
            return use(SpectrumImage.From(SignalChoice.Of(signals, signal, name, lowLoss), name));
        }
        finally
        {
            foreach (var one in signals) one.Dispose();
        }
    }
}
