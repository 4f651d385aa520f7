using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Whiteline.Learning.Networks;
using Whiteline.Spectra;

namespace Whiteline.Training;

/// <summary>Everything beside the spectra that decides the result of a training.</summary>
/// <param name="Network">The architecture.</param>
/// <param name="Options">How it is trained.</param>
/// <param name="Seed">Value of the seed.</param>
/// <param name="Threads">Threads of libtorch: another number may add in another order.</param>
/// <param name="Versions">Versions of each spectrum.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
sealed record TrainingRequest(NetworkDescription Network, NetworkOptions Options, ulong Seed, int Threads, int Versions, string Device)
{
    /// <summary>SHA-256 of the request and the spectra: two trainings of one hash give one network.</summary>
    public string Hash(LabeledSpectra spectra)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(this, TrainingJson.Options));
        hash.AppendData(MemoryMarshal.AsBytes(spectra.Intensity.Span));
        Span<byte> dispersion = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(dispersion, spectra.Axis.DispersionEv);
        hash.AppendData(dispersion);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(spectra.Labels));
        hash.AppendData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(spectra.Groups)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
