using System.Numerics.Tensors;
using Whiteline.Numerics;
using Whiteline.Spectra;

namespace Whiteline.Simulation;

/// <summary>A simulated spectrum image whose truth is known, pixel by pixel.</summary>
/// <param name="Image">The spectra, as a microscope would give them.</param>
/// <param name="Classes">The ions of the specimen, shape (k).</param>
/// <param name="Shares">Part of the projected material that is each ion, by its white-line area, shape (rows, columns, k); all 0 in vacuum.</param>
public sealed record PhantomImage(SpectrumImage Image, IReadOnlyList<string> Classes, float[] Shares)
{
    /// <summary>What the truth calls a pixel without specimen.</summary>
    public const string Vacuum = "vacuum";

    /// <summary>The ion with the largest share of each pixel, or <see cref="Vacuum"/>; shape (rows, columns).</summary>
    public IReadOnlyList<string> Labels
    {
        get
        {
            var labels = new string[Image.Count];
            for (var pixel = 0; pixel < labels.Length; pixel++)
            {
                var shares = Shares.AsSpan(pixel * Classes.Count, Classes.Count);
                var best = TensorPrimitives.IndexOfMax<float>(shares);
                labels[pixel] = shares[best] > 0 ? Classes[best] : Vacuum;
            }
            return labels;
        }
    }

    /// <summary>Makes the image.</summary>
    /// <exception cref="BadInputException">The options have a problem.</exception>
    public static PhantomImage Make(PhantomImageOptions options, Seed seed, int threads = 1, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (options.Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        var specimen = Specimen.Of(options);
        var axis = options.Axis;
        var ions = specimen.Classes.Select((label, k) => options.Variation.Vary(Ion.Of(label), seed.Branch("specimen", k).Random())).ToArray();
        var image = PhantomPixels.Record(options, axis, options.Conditions, seed, "", (pixel, expected) => Expect(options, specimen, ions, pixel, expected), threads, progress, cancellation);
        return new(image, specimen.Classes, specimen.Shares);
    }

    /// <summary>The image as a signal that a format can write.</summary>
    public Signal ToSignal() => Image.ToSignal();

    static void Expect(PhantomImageOptions options, Specimen specimen, Ion[] ions, int pixel, double[] expected)
    {
        var thickness = specimen.Thickness[pixel];
        var conditions = options.ConditionsAt(pixel);
        Array.Clear(expected);
        if (thickness > 0)
        {
            var shares = Array.ConvertAll(specimen.Shares[(pixel * ions.Length)..((pixel + 1) * ions.Length)], share => (double)share);
            var factors = EdgeModel.Mixed(ions, conditions.ResolutionEv, shares);
            for (var k = 0; k < ions.Length; k++)
                if (factors[k] > 0) EdgeModel.Add(ions[k], options.Axis, conditions, factors[k] * thickness, expected);
        }
        EdgeModel.Scatter(expected, options.Axis, conditions.RelativeThickness * thickness);
        // Stray scattering leaves a faint background in vacuum.
        EdgeModel.AddBackground(expected, options.Axis, conditions, conditions.Background * (0.03 + 0.97 * thickness), ions[0].L3Ev);
        for (var c = 0; c < expected.Length; c++) expected[c] *= conditions.Dose;
    }
}
