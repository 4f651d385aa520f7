using System.Text.Json;
using System.Text.Json.Serialization;

namespace Whiteline.Training;

static class TrainingJson
{
    /// <summary>camelCase, enumerations by name, on one line.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        NumberHandling = JsonNumberHandling.Strict,
    };
}
