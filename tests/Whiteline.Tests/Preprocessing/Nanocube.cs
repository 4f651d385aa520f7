using System.Runtime.InteropServices;
using Whiteline.Spectra;
using Whiteline.Testing;
using Whiteline.Tests.Recipes;

namespace Whiteline.Tests.Preprocessing;

/// <summary>
/// The measured FeO/Fe3O4 nanocube: 17 × 19 pixels, 2048 channels of 0.25 eV from 450 eV, float32, stored channel slowest. Where its samples
/// start was found by searching the file for what HyperSpy 1.7.3 reads.
/// </summary>
static class Nanocube
{
    const int Offset = 536_741, Rows = 17, Columns = 19, Channels = 2048;

    public static ISpectra Read()
    {
        var bytes = File.ReadAllBytes(SharedData.PathOf("fe_oxide_nanocube_si.dm3"));
        var stored = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(Offset, Rows * Columns * Channels * 4));
        var samples = new float[stored.Length];
        for (var c = 0; c < Channels; c++)
            for (var i = 0; i < Rows * Columns; i++) samples[i * Channels + c] = stored[c * Rows * Columns + i];
        return new Image(Rows, Columns, new(450, 0.25, Channels), samples);
    }
}
