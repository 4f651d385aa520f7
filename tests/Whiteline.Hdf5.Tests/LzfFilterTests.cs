namespace Whiteline.Hdf5.Tests;

public sealed class LzfFilterTests
{
    // Literals; a copy of 3 bytes from 4 back; one of 2 + 7 + 5 bytes from 1 back, which repeats the byte before it.
    [Theory]
    [InlineData(new byte[] { 3, 1, 2, 3, 4 }, new byte[] { 1, 2, 3, 4 })]
    [InlineData(new byte[] { 3, 1, 2, 3, 4, 1 << 5, 3 }, new byte[] { 1, 2, 3, 4, 1, 2, 3 })]
    [InlineData(new byte[] { 0, 9, 7 << 5, 5, 0, 0, 8 }, new byte[] { 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 8 })]
    public void Literals_and_copies_are_expanded(byte[] compressed, byte[] expected)
    {
        var expanded = new byte[expected.Length];

        Assert.Equal(expected.Length, LzfFilter.Expand(compressed, expanded));
        Assert.Equal(expected, expanded);
    }

    [Fact]
    public void A_copy_can_reach_back_by_8192_bytes()
    {
        var compressed = new List<byte>();
        for (var i = 0; i < 8192; i += 32) compressed.AddRange([31, .. Enumerable.Range(i, 32).Select(b => (byte)(b / 32))]);
        compressed.AddRange([(2 << 5) + 31, 255]);
        var expanded = new byte[8192 + 4];

        Assert.Equal(expanded.Length, LzfFilter.Expand([.. compressed], expanded));
        Assert.Equal([0, 0, 0, 0], expanded[^4..]);
    }

    [Theory]
    [InlineData(new byte[] { 3, 1, 2 })]
    [InlineData(new byte[] { 0, 9, 7 << 5 })]
    [InlineData(new byte[] { 0, 9, 1 << 5 })]
    [InlineData(new byte[] { 0, 9, 1 << 5, 1 })]
    [InlineData(new byte[] { 0, 9, 7 << 5, 255, 0 })]
    public void What_is_cut_short_or_reaches_out_is_damaged(byte[] compressed) =>
        Assert.Throws<InvalidDataException>(() => LzfFilter.Expand(compressed, new byte[64]));
}
