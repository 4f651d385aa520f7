namespace Whiteline.Fidelity;

/// <summary>A measured quantity.</summary>
/// <param name="Synthetic">Of the synthetic spectra against those held out: the mean over parts of the control's size; mean and spread of the channels are those of all of them.</param>
/// <param name="Control">Of the training spectra against those held out: what measured spectra reach with as many.</param>
public sealed record MeasureValue(double Synthetic, double Control);

/// <summary>The proof of one class.</summary>
/// <param name="Label">The class.</param>
/// <param name="Training">Measured spectra that the generator learned from.</param>
/// <param name="HeldOut">Measured spectra that it has not seen.</param>
/// <param name="Synthetic">Spectra that it made.</param>
/// <param name="Size">Spectra compared at a time with those held out, of synthetic as of training ones.</param>
/// <param name="Values">All measures.</param>
public sealed record ClassFidelity(string Label, int Training, int HeldOut, int Synthetic, int Size, IReadOnlyDictionary<Measure, MeasureValue> Values)
{
    /// <summary>A measure.</summary>
    public MeasureValue this[Measure measure] => Values[measure];
}
