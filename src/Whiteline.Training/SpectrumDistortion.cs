using System.Numerics.Tensors;
using Whiteline.Learning.Networks;
using Whiteline.Numerics;

namespace Whiteline.Training;

/// <summary>
/// Random changes of spectra while a network is trained, for what differs between instruments: gain, a rest of background, energy resolution and noise, drawn anew for every
/// spectrum and epoch. Noise is read from a long table of normal numbers at a random place: a fortieth of the cost of drawing it, and
/// no two epochs see the same.
/// </summary>
sealed class SpectrumDistortion
{
    const int TableLength = 1 << 18;

    // Beyond four σ a Gaussian kernel holds less than 1e-4 of its area.
    const double KernelReach = 4;

    readonly NetworkOptions options;
    readonly double dispersionEv;
    readonly float[] normals;
    readonly float[] broadened;
    readonly float[] kernel;
    readonly float[] sharp;

    /// <param name="options">Largest changes.</param>
    /// <param name="channels">Channels of a spectrum.</param>
    /// <param name="dispersionEv">Channel width, eV.</param>
    /// <param name="seed">Fills the table.</param>
    public SpectrumDistortion(NetworkOptions options, int channels, double dispersionEv, Seed seed)
    {
        this.options = options;
        this.dispersionEv = dispersionEv;
        normals = new float[options.Noise > 0 ? Math.Max(TableLength, 2 * channels) : 0];
        var random = seed.Branch("noise table").Random();
        for (var i = 0; i < normals.Length; i++) normals[i] = (float)random.NextNormal();
        var reach = (int)Math.Ceiling(KernelReach * options.BroadeningEv / dispersionEv);
        broadened = new float[channels + 2 * reach];
        kernel = new float[2 * reach + 1];
        sharp = new float[channels];
    }

    /// <summary>Changes a spectrum in place. Every call draws the same count of numbers for the same options.</summary>
    public void Apply(Span<float> spectrum, RandomSource random)
    {
        if (options.Gain > 0) TensorPrimitives.Multiply(spectrum, (float)(1 + options.Gain * random.NextDouble(-1, 1)), spectrum);
        if (options.Baseline > 0) Tilt(spectrum, options.Baseline * random.NextDouble(-1, 1), options.Baseline * random.NextDouble(-1, 1));
        if (options.BroadeningEv > 0) ChangeResolution(spectrum, random.NextDouble(-1, 1) * options.BroadeningEv / dispersionEv);
        if (options.Noise == 0) return;
        var deviation = (float)(random.NextDouble() * options.Noise * Math.Max(0, TensorPrimitives.Max(spectrum)));
        var start = random.NextInt32(normals.Length - spectrum.Length);
        TensorPrimitives.MultiplyAdd(normals.AsSpan(start, spectrum.Length), deviation, spectrum, spectrum);
    }

    /// <summary>Adds a straight line, its ends given as parts of the maximum.</summary>
    public static void Tilt(Span<float> spectrum, double first, double last)
    {
        double peak = Math.Max(0, TensorPrimitives.Max<float>(spectrum)), step = peak * (last - first) / Math.Max(1, spectrum.Length - 1);
        for (var c = 0; c < spectrum.Length; c++) spectrum[c] += (float)(peak * first + c * step);
    }

    /// <summary>
    /// Broadens by a Gaussian, or sharpens by one step of Van Cittert's deconvolution (Physik 69, 298, 1931): twice the spectrum less the broadened one.
    /// </summary>
    /// <param name="spectrum">Changed in place.</param>
    /// <param name="sigma">σ in channels; below 0 sharpens.</param>
    public void ChangeResolution(Span<float> spectrum, double sigma)
    {
        if (sigma >= 0)
        {
            Broaden(spectrum, sigma);
            return;
        }
        spectrum.CopyTo(sharp);
        Broaden(spectrum, -sigma);
        TensorPrimitives.Multiply(sharp, 2, sharp);
        TensorPrimitives.Subtract(sharp, spectrum, spectrum);
    }

    /// <summary>Convolution with a Gaussian; the first and last value stand for what lies outside.</summary>
    /// <param name="spectrum">Changed in place.</param>
    /// <param name="sigma">σ in channels.</param>
    public void Broaden(Span<float> spectrum, double sigma)
    {
        var reach = Math.Min((int)Math.Ceiling(KernelReach * sigma), kernel.Length / 2);
        if (reach == 0) return;
        var weights = kernel.AsSpan(0, 2 * reach + 1);
        for (var i = 0; i < weights.Length; i++) weights[i] = (float)Math.Exp(-0.5 * (i - reach) * (i - reach) / (sigma * sigma));
        TensorPrimitives.Divide(weights, TensorPrimitives.Sum<float>(weights), weights);
        var source = broadened.AsSpan(0, spectrum.Length + 2 * reach);
        source[..reach].Fill(spectrum[0]);
        spectrum.CopyTo(source[reach..]);
        source[(reach + spectrum.Length)..].Fill(spectrum[^1]);
        spectrum.Clear();
        for (var i = 0; i < weights.Length; i++) TensorPrimitives.MultiplyAdd(source.Slice(i, spectrum.Length), weights[i], spectrum, spectrum);
    }
}
