using System.Numerics.Tensors;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Simulation;

/// <summary>The low loss of a simulated spectrum image, as a microscope records it together with the core loss: the zero loss, and the plasmons that scatter the edges of the same pixel again.</summary>
public static class PhantomLowLoss
{
    /// <summary>Electrons in the highest channel of the zero loss in vacuum.</summary>
    const double ZeroLossCounts = 50_000;

    // Room for the zero loss of any resolution and for two plasmons with their tails.
    const double FromEv = -30, ToEv = 150;

    /// <summary>Makes the low loss of the image that <see cref="PhantomImage.Make"/> makes of the same options and seed.</summary>
    /// <returns>An image of as many pixels, on channels of the same width, from −30 to 150 eV.</returns>
    /// <exception cref="BadInputException">The options have a problem.</exception>
    public static SpectrumImage Make(PhantomImageOptions options, Seed seed, int threads = 1, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        var step = options.Axis.DispersionEv;
        var axis = new EnergyAxis(FromEv, step, (int)((ToEv - FromEv) / step) + 1);
        if ((long)options.Rows * options.Columns * axis.Count > Array.MaxLength) throw new BadInputException($"{options.Rows} × {options.Columns} pixels of {axis.Count} channels of low loss do not fit in memory; ask for fewer.");
        var specimen = Specimen.Of(options);
        return PhantomPixels.Record(options, axis, options.Conditions, seed.Branch("low loss"), ", low loss", (pixel, expected) =>
        {
            var conditions = options.ConditionsAt(pixel);
            TensorPrimitives.Multiply(EdgeModel.LowLoss(axis, conditions, conditions.RelativeThickness * specimen.Thickness[pixel]), ZeroLossCounts, expected);
        }, threads, progress, cancellation);
    }
}
