using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Whiteline.Learning;
using Whiteline.Spectra;

namespace Whiteline.Training.Generative;

/// <summary>Names a training by all that decides its result.</summary>
static class GenerativeRequest
{
    /// <summary>SHA-256 of options, seed, device and spectra: two trainings of one hash give one generator.</summary>
    public static string Hash<TOptions>(string method, TOptions options, LabeledSpectra real, TrainingContext context, string device)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new { method, options, seed = context.Seed.Value, device, real.Labels, real.Axis.Count }, TrainingJson.Options));
        hash.AppendData(MemoryMarshal.AsBytes(real.Intensity.Span));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
