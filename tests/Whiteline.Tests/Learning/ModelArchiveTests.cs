using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Whiteline.Learning.ModelFiles;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Testing;

namespace Whiteline.Tests.Learning;

public sealed class ModelArchiveTests
{
    static readonly Dictionary<string, (int[] Shape, float[] Values)> Tensors = new()
    {
        ["a"] = ([2, 3], [1, -2, 0.1f, 4, 5e-20f, 6]),
        ["empty"] = ([0], []),
    };

    [Fact]
    public void An_archive_reads_back_and_its_bytes_depend_on_its_content_alone()
    {
        var bytes = Written();

        var read = Read(bytes);

        Assert.Equal("svm", read.Kind);
        Assert.Equal("{\"label\":\"Fe2\\u002B\"}", read.Manifest.ToJsonString());
        Assert.Equal(Tensors["a"].Values, read.Tensors["a"].Values);
        Assert.Equal(Tensors["a"].Shape, read.Tensors["a"].Shape);
        Assert.Empty(read.Tensors["empty"].Values);
        Assert.Equal(bytes, Written());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,400]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1,-2],\"data_offsets\":[0,8]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647],\"data_offsets\":[0,8]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,9223372036854775807]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}")]
    [InlineData("{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}")]
    [InlineData("{\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}}")]
    [InlineData("{\"a\":7}")]
    public void Weights_with_a_lying_header_are_refused_or_empty(string header)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + text.Length + 8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, text.Length);
        text.CopyTo(bytes, 8);

        if (header == "{}") Assert.Empty(Safetensors.Read(bytes, "a.wlm"));
        else Assert.Contains("weights are damaged", Assert.Throws<BadInputException>(() => Safetensors.Read(bytes, "a.wlm")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(100)]
    public void Weights_with_a_wild_header_length_are_refused(long length)
    {
        var bytes = new byte[64];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, length);

        Assert.Throws<BadInputException>(() => Safetensors.Read(bytes, "a.wlm"));
    }

    [Fact]
    public void Another_schema_is_refused_by_its_number() =>
        Assert.Contains("schema is 2", Assert.Throws<BadInputException>(() => Read(Zip("{\"schema\":2,\"kind\":\"svm\",\"model\":{}}"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"schema\":1,\"model\":{}}")]
    [InlineData("{\"schema\":1,\"kind\":\"svm\"}")]
    [InlineData("{\"schema\":1,\"kind\":7,\"model\":{}}")]
    [InlineData("{\"schema\":1,\"kind\":\"svm\",\"model\":{\"a\":1,\"a\":2}}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    public void A_manifest_that_is_no_model_is_refused(string manifest) =>
        Assert.Throws<BadInputException>(() => Read(Zip(manifest)));

    [Fact]
    public void Json_of_wild_depth_is_refused() =>
        Assert.Throws<BadInputException>(() => Read(Zip("{\"schema\":1,\"kind\":\"svm\",\"model\":" + new string('[', 100_000))));

    [Fact]
    public void An_entry_that_claims_to_expand_beyond_what_deflate_can_is_refused()
    {
        var bytes = Written();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.AsSpan().LastIndexOf("PK\x01\x02"u8) + 24), 2_000_000_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<BadInputException>(() => Read(bytes));

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10 << 20);
    }

    [Fact]
    public void A_damaged_model_gives_a_machine_or_bad_input()
    {
        var data = Clouds.Of(1, 6, 1, 8, 8, 8);
        var (settings, tensors) = SvmState.Of((SvmClassifier)new SvmTrainer(new()).Train(data, new(new Seed(1))));
        using var memory = new MemoryStream();
        new ModelArchive(SvmState.Kind, settings, tensors).Write(memory);
        var sound = memory.ToArray();
        var document = Encoding.UTF8.GetBytes(settings.ToJsonString());

        for (var i = 0; i < 300; i++)
        {
            var number = i;
            Survive(() => Use(Read(Mutations.Of(sound, number))), number);
            if (Parsed(Mutations.Of(document, number)) is { } manifest) Survive(() => Use(new(SvmState.Kind, manifest, tensors)), number);
        }
    }

    static void Survive(Action act, int number)
    {
        var wrong = Record.Exception(act);
        Assert.True(wrong is null or BadInputException, $"case {number}: {wrong}");
    }

    static JsonObject? Parsed(byte[] json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static void Use(ModelArchive archive)
    {
        var svm = SvmState.Read(archive.Manifest, archive.Tensors, "a.wlm");
        if (svm.Channels > 1 << 20) return;
        svm.Predict(new float[svm.Channels], new double[svm.Classes.Count]);
    }

    static byte[] Written()
    {
        using var memory = new MemoryStream();
        new ModelArchive("svm", new() { ["label"] = "Fe2+" }, Tensors).Write(memory);
        return memory.ToArray();
    }

    static byte[] Zip(string manifest) => NumpyBytes.Npz(
        CompressionLevel.Optimal, ("manifest.json", Encoding.UTF8.GetBytes(manifest)), ("weights.safetensors", Safetensors.Write(Tensors)));

    static ModelArchive Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return ModelArchive.Read(stream, "a.wlm");
    }
}
