using Whiteline.Preprocessing;
using Whiteline.Robustness;

namespace Whiteline.Recipes;

/// <summary>What a model is to be tested with. Settings only.</summary>
public sealed record EvaluationPlan
{
    // So many noisy spectra settle an accuracy to a percent.
    const int WantedLabels = 2000, MostDraws = 100;

    /// <summary>Energy shifts, eV; a positive one moves the features to higher energy.</summary>
    public IReadOnlyList<double> ShiftsEv { get; init; } = [];

    /// <summary>Multiples of the noise that the spectra hold (<see cref="PcaNoise"/>); 1 leaves them as they are.</summary>
    public IReadOnlyList<double> NoiseMultiples { get; init; } = [];

    /// <summary>Gaussian noise, standard deviations as parts of the peak.</summary>
    public IReadOnlyList<double> GaussianSigmas { get; init; } = [];

    /// <summary>Doses, electrons in the channel of the peak.</summary>
    public IReadOnlyList<double> PeakCounts { get; init; } = [];

    /// <summary>Broadening by a worse energy resolution, full widths at half maximum, eV.</summary>
    public IReadOnlyList<double> BroadeningsEv { get; init; } = [];

    /// <summary>Wider channels, eV.</summary>
    public IReadOnlyList<double> DispersionsEv { get; init; } = [];

    /// <summary>What is known of the energy axis: probabilities are averaged over its uncertainty; null to let the model's recipe judge the axis.</summary>
    public KnownAxis? Axis { get; init; }

    /// <summary>How often a label may be wrong, for models with label sets; null for no such rate.</summary>
    public double? ErrorRate { get; init; }

    /// <summary>Fresh noise for every spectrum so many times; null for as often as 2,000 labels need.</summary>
    public int? Draws { get; init; }

    /// <summary>Everything wrong with the settings, a sentence each.</summary>
    public IEnumerable<string> Problems() =>
        ShiftsEv.SelectMany(shift => new EnergyCalibration(CalibrationMode.Offset, shift).Problems())
            .Concat(NoiseMultiples.SelectMany(multiple => new PcaNoise(multiple).Problems()))
            .Concat(GaussianSigmas.SelectMany(sigma => new GaussianNoise(sigma, default).Problems()))
            .Concat(PeakCounts.SelectMany(counts => new ShotNoise(counts, default).Problems()))
            .Concat(BroadeningsEv.SelectMany(width => new Broadening(width).Problems()))
            .Concat(DispersionsEv.SelectMany(dispersion => new CoarserDispersion(dispersion).Problems()))
            .Concat(Draws is < 1 or > 10_000 ? [$"{Draws} draws of noise were asked for; give 1 to 10,000."] : []);

    /// <summary>How often noise is drawn for so many spectra.</summary>
    public int DrawsFor(int spectra) => Draws ?? Math.Clamp(WantedLabels / Math.Max(1, spectra), 1, MostDraws);
}
