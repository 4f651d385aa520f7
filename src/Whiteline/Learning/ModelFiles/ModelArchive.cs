using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Whiteline.Learning.ModelFiles;

/// <summary>
/// The content of a <c>.wlm</c> model file: a zip of <c>manifest.json</c> and <c>weights.safetensors</c>. Loading one runs no code, touches
/// no path and allocates no more than its size justifies.
/// </summary>
/// <param name="Kind">Which classifier, such as <c>svm</c>.</param>
/// <param name="Manifest">Everything but the weights.</param>
/// <param name="Tensors">Named float32 arrays with their shapes.</param>
public sealed record ModelArchive(string Kind, JsonObject Manifest, IReadOnlyDictionary<string, (int[] Shape, float[] Values)> Tensors)
{
    const int CurrentSchema = 1;
    const string ManifestName = "manifest.json";
    const string WeightsName = "weights.safetensors";
    const long LargestManifest = 64L << 20;

    // Deflate cannot expand more than this; a header that claims more is lying.
    const long LargestExpansion = 1032;

    /// <summary>Writes the archive. The bytes depend on the content alone.</summary>
    public void Write(Stream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var document = new JsonObject { ["schema"] = CurrentSchema, ["kind"] = Kind, ["model"] = Manifest.DeepClone() };
        Add(zip, ManifestName, System.Text.Encoding.UTF8.GetBytes(document.ToJsonString()));
        Add(zip, WeightsName, Safetensors.Write(Tensors));
    }

    /// <summary>Reads an archive.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="source">The file, as the user named it, for messages.</param>
    /// <exception cref="BadInputException">It is no model file, damaged, or of another version.</exception>
    public static ModelArchive Read(Stream stream, string source)
    {
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var manifest = Entry(zip, ManifestName, LargestManifest, stream.Length, source);
            var document = JsonNode.Parse(manifest, documentOptions: new() { MaxDepth = 64, AllowDuplicateProperties = false }) as JsonObject ?? throw new InvalidDataException("no object");
            var schema = (int?)document["schema"];
            if (schema != CurrentSchema)
                throw BadInputException.In(source, $"its model schema is {schema?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "missing"}, this program reads schema {CurrentSchema}", "Use the version of Whiteline that wrote it.");
            var kind = (string?)document["kind"] ?? throw new InvalidDataException("no kind");
            var model = document["model"] as JsonObject ?? throw new InvalidDataException("no model");
            return new(kind, (JsonObject)model.DeepClone(), Safetensors.Read(Entry(zip, WeightsName, long.MaxValue, stream.Length, source), source));
        }
        catch (Exception error) when (error is InvalidDataException or IOException or System.Text.Json.JsonException or InvalidOperationException or FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw BadInputException.In(source, "it is not a Whiteline model, or is damaged", "Give a .wlm file written by `whiteline train`.", error);
        }
    }

    static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var stream = entry.Open();
        stream.Write(content);
    }

    static byte[] Entry(ZipArchive zip, string name, long largest, long archiveLength, string source)
    {
        var entry = zip.GetEntry(name) ?? throw BadInputException.In(source, $"it holds no {name}", "Give a .wlm file written by `whiteline train`.");
        if (entry.Length > largest || entry.Length > Array.MaxLength || entry.CompressedLength > archiveLength || entry.Length > LargestExpansion * (entry.CompressedLength + 1))
            throw new InvalidDataException("entry size");
        var bytes = new byte[entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(bytes);
        return bytes;
    }
}
