using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Whiteline.Numerics;

/// <summary>
/// The one source of randomness. A branch is named, so neither threads nor the order of calls can change a result.
/// </summary>
/// <param name="Value">The number that a user gives with <c>--seed</c>.</param>
public readonly record struct Seed(ulong Value)
{
    /// <summary>An independent seed for a named purpose: the first eight bytes of SHA-256 of <c>value/name/index</c>.</summary>
    public Seed Branch(string name, long index = 0)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Value}/{name}/{index}"), digest);
        return new(BinaryPrimitives.ReadUInt64LittleEndian(digest));
    }

    /// <summary>A generator that starts from this seed.</summary>
    public RandomSource Random() => new(this);
}
