using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Whiteline.Testing;

/// <summary>NumPy files byte by byte, after numpy.lib.format, independent of the code that reads them.</summary>
public static class NumpyBytes
{
    /// <summary>An array file (<c>.npy</c>).</summary>
    /// <param name="descr">NumPy's type, such as <c>&lt;f4</c>.</param>
    /// <param name="shape">The shape as Python writes it, such as <c>(2, 3)</c>.</param>
    /// <param name="data">The stored items.</param>
    /// <param name="fortran">True when the first index runs fastest.</param>
    /// <param name="version">Version of the header.</param>
    public static byte[] Npy(string descr, string shape, byte[] data, bool fortran = false, byte version = 1)
    {
        var text = $"{{'descr': '{descr}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}";
        var start = version == 1 ? 10 : 12;
        text = text.PadRight((start + text.Length + 64) / 64 * 64 - start - 1) + "\n";
        var bytes = new byte[start + text.Length + data.Length];
        byte[] magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', version, 0];
        magic.CopyTo(bytes, 0);
        if (version == 1) BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)text.Length);
        else BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), (uint)text.Length);
        Encoding.ASCII.GetBytes(text).CopyTo(bytes, start);
        data.CopyTo(bytes, start + text.Length);
        return bytes;
    }

    /// <summary>An archive of array files (<c>.npz</c>), names with <c>.npy</c>.</summary>
    public static byte[] Npz(CompressionLevel level, params (string Name, byte[] Content)[] entries)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                using var stream = zip.CreateEntry(name, level).Open();
                stream.Write(content);
            }
        return memory.ToArray();
    }

    /// <summary>Items of type float32, <c>&lt;f4</c> or <c>&gt;f4</c>.</summary>
    public static byte[] Singles(bool bigEndian, params float[] values)
    {
        var bytes = new byte[4 * values.Length];
        for (var i = 0; i < values.Length; i++)
            if (bigEndian) BinaryPrimitives.WriteSingleBigEndian(bytes.AsSpan(4 * i), values[i]);
            else BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), values[i]);
        return bytes;
    }

    /// <summary>Items of type float64, <c>&lt;f8</c>.</summary>
    public static byte[] Doubles(params double[] values)
    {
        var bytes = new byte[8 * values.Length];
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8 * i), values[i]);
        return bytes;
    }

    /// <summary>Items of text, <c>&lt;U</c> followed by the length.</summary>
    public static byte[] Text(int length, params string[] values)
    {
        var bytes = new byte[4 * length * values.Length];
        for (var i = 0; i < values.Length; i++) Encoding.UTF32.GetBytes(values[i]).CopyTo(bytes, 4 * length * i);
        return bytes;
    }
}
