using System.Text.Json;
using System.Text.Json.Serialization;
using Whiteline.Preprocessing;
using Whiteline.Spectra;

namespace Whiteline.Recipes;

/// <summary>The ordered preprocessing that a model was trained with and that every prediction repeats. Settings only; serialisable.</summary>
/// <param name="Steps">In the order in which they are applied.</param>
public sealed record Recipe(IReadOnlyList<IStep> Steps)
{
    const int CurrentSchema = 1;
    const int LargestJson = 16 << 20;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = 16,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Everything wrong with the settings, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var step in Steps)
            foreach (var problem in step.Problems()) yield return problem;
        for (var i = 1; i < Steps.Count; i++)
            if (Steps[i - 1] is Normalisation) yield return $"The step '{Steps[i].Name}' follows the normalisation, which comes last.";
        if (IndexOf<Resampling>() is var resample and >= 0)
        {
            if (IndexOf<L3Alignment>() > resample) yield return "The alignment on L3 follows the resampling that would apply it; put it before.";
            if (IndexOf<PowerLawBackground>() > resample) yield return "The background follows the resampling, which cuts its window away; put it before.";
            if (IndexOf<EnergyCalibration>() > resample) yield return "The energy calibration follows the resampling that would apply it; put it before.";
        }
    }

    /// <summary>Fits the steps to spectra, each on the output of those before it.</summary>
    /// <param name="raw">What a file holds.</param>
    /// <param name="context">Where it came from, randomness, threads, cancellation.</param>
    /// <returns>The same spectra, prepared lazily, block by block.</returns>
    /// <exception cref="BadInputException">The recipe has a problem, or a step cannot be applied to these spectra.</exception>
    public PreparedSpectra Prepare(ISpectra raw, StepContext context)
    {
        if (Problems().FirstOrDefault() is { } problem) throw new BadInputException(problem);
        var prepared = new PreparedSpectra(raw, []);
        foreach (var step in Steps)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            prepared = new(raw, [.. prepared.Steps, step.Fit(prepared, context)]);
        }
        return prepared;
    }

    /// <summary>The recipe with each step of a kind replaced.</summary>
    public Recipe With<TStep>(Func<TStep, TStep> change) where TStep : IStep =>
        new(Steps.Select(step => step is TStep match ? change(match) : step).ToArray());

    /// <summary>One JSON document.</summary>
    public string ToJson() => JsonSerializer.Serialize(new Document(CurrentSchema, Steps), Json);

    /// <summary>Reads <see cref="ToJson"/>'s document.</summary>
    /// <exception cref="BadInputException">It is no recipe, of another version, or names an unknown step.</exception>
    public static Recipe FromJson(string json, string source)
    {
        if (json.Length > LargestJson) throw BadInputException.In(source, "its recipe is larger than 16 MB", "It was not written by Whiteline.");
        try
        {
            var document = JsonSerializer.Deserialize<Document>(json, Json) ?? throw new JsonException("The recipe is empty.");
            if (document.Schema != CurrentSchema)
                throw BadInputException.In(source, $"its recipe has schema {document.Schema}, this program reads schema {CurrentSchema}", "Use the version of Whiteline that wrote it.");
            var recipe = new Recipe(document.Steps);
            return recipe.Problems().FirstOrDefault() is { } problem
                ? throw BadInputException.In(source, $"its recipe cannot be used: {problem.TrimEnd('.')}", "Train the model again.")
                : recipe;
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or ArgumentException)
        {
            throw BadInputException.In(source, "its recipe is damaged or names a step that this version does not know", "Use the version of Whiteline that wrote it, or train the model again.", error);
        }
    }

    int IndexOf<TStep>()
    {
        for (var i = 0; i < Steps.Count; i++) if (Steps[i] is TStep) return i;
        return -1;
    }

    sealed record Document(int Schema, IReadOnlyList<IStep> Steps);
}
