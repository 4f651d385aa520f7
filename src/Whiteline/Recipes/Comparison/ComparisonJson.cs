using System.Text.Json.Serialization;

namespace Whiteline.Recipes.Comparison;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ComparisonPlan))]
[JsonSerializable(typeof(CellResult))]
sealed partial class ComparisonJson : JsonSerializerContext;
