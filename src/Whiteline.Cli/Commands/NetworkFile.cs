using System.Text.Json;
using System.Text.Json.Serialization;
using Whiteline.Learning.Networks;

namespace Whiteline.Cli.Commands;

/// <summary>An architecture in a JSON file.</summary>
static class NetworkFile
{
    const long Longest = 1 << 20;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Reads an architecture.</summary>
    /// <exception cref="BadInputException">No such file, or no architecture in it.</exception>
    public static NetworkDescription Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > Longest) throw BadInputException.In(path, "it is longer than any architecture", "Give a JSON file as docs/networks.md shows it.");
            return JsonSerializer.Deserialize<NetworkDescription>(File.ReadAllBytes(path), Json) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException error)
        {
            throw BadInputException.In(path, $"it is no architecture ({error.Message.Split(". Path")[0].TrimEnd('.')})", "Give a JSON file as docs/networks.md shows it.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw BadInputException.In(path, "it cannot be opened", "Check the name and the permissions.", error);
        }
    }
}
