using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Whiteline.Learning;
using Whiteline.Spectra;

namespace Whiteline.Training.Generative;

/// <summary>Names a training by all that decides its result.</summary>
static class GenerativeRequest
{
    /// <summary>
    /// SHA-256 of options, seed, device, spectra and what was found in them: two trainings of one hash give one generator. Another version of the program may take spectra apart in another way, and must not go on with a network
    /// that learned to correct the parts of this one.
    /// </summary>
    public static string Hash<TOptions>(string method, TOptions options, LabeledSpectra real, SpectrumModel model, TrainingContext context, string device)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new { method, options, seed = context.Seed.Value, device, real.Labels, real.Axis.Count }, TrainingJson.Options));
        hash.AppendData(MemoryMarshal.AsBytes(real.Intensity.Span));
        foreach (var numbers in model.Classes.SelectMany(own => (float[][])[own.Basis.Mean, .. own.Basis.Components, .. own.Latents])) hash.AppendData(MemoryMarshal.AsBytes<float>(numbers));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
