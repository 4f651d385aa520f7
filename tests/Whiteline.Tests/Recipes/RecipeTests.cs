using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;

namespace Whiteline.Tests.Recipes;

public sealed class RecipeTests
{
    static readonly StepContext Context = new("my.dm3", new Seed(1), 2);
    static readonly EnergyAxis Axis = new(640, 0.25, 400);

    static readonly Recipe Full = new(
        new PowerLawBackground(new(655, 699)), new Crop(new(690, 735)), new Resample(new(700, 0.1, 300)), new Normalisation(Norm.Max));

    [Fact]
    public void A_recipe_survives_json()
    {
        var read = RecipeJson.Read(RecipeJson.ToJson(Full).ToJsonString(), "recipe.json");

        Assert.Equal(Full, read);
    }

    [Theory]
    [InlineData("{\"schema\":1,\"steps\":[{\"name\":\"shake\"}]}", "shake")]
    [InlineData("{\"schema\":7,\"steps\":[]}", "schema 7")]
    [InlineData("[]", "no recipe")]
    [InlineData("{", "no valid JSON")]
    [InlineData("{\"schema\":1,\"steps\":[{\"name\":\"crop\"}]}", "cannot be read")]
    [InlineData("{\"schema\":1,\"steps\":[{\"name\":\"crop\",\"window\":{\"fromEv\":5,\"toEv\":1}}]}", "not in order")]
    public void A_bad_recipe_is_refused_by_name(string json, string said)
    {
        var error = Assert.Throws<BadInputException>(() => RecipeJson.Read(json, "recipe.json"));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_of_wild_depth_is_refused()
    {
        var json = "{\"schema\":1,\"steps\":" + new string('[', 10_000);

        Assert.Throws<BadInputException>(() => RecipeJson.Read(json, "recipe.json"));
    }

    [Fact]
    public void Normalisation_before_the_background_is_a_problem()
    {
        var recipe = new Recipe(new Normalisation(), new PowerLawBackground(new(655, 699)));

        Assert.Contains(recipe.Problems(), problem => problem.Contains("normalisation comes last", StringComparison.Ordinal));
        Assert.Throws<BadInputException>(() => recipe.Prepare(Image(1, 1), Context));
    }

    [Fact]
    public void A_good_recipe_has_no_problem() => Assert.Empty(Full.Problems());

    [Fact]
    public void Blocks_and_threads_do_not_change_what_is_prepared()
    {
        var image = Image(23, 40);
        var prepared = Full.Prepare(image, Context);
        var whole = new float[prepared.Count * prepared.Axis.Count];
        prepared.Read(0, prepared.Count, whole);

        var single = new float[prepared.Axis.Count];
        for (var i = 0; i < prepared.Count; i += 97)
        {
            prepared.Read(i, 1, single);

            Assert.Equal(whole.AsSpan(i * single.Length, single.Length).ToArray(), single);
        }
    }

    [Fact]
    public void A_line_scan_is_prepared_as_its_transpose()
    {
        var samples = Samples(12);
        var row = Full.Prepare(new Image(1, 12, Axis, samples), Context);
        var column = Full.Prepare(new Image(12, 1, Axis, samples), Context);

        Assert.Equal(All(row), All(column));
    }

    [Fact]
    public void Stages_are_what_the_steps_before_them_give()
    {
        var prepared = Full.Prepare(Image(2, 3), Context);

        var stages = prepared.ReadStages(1, 3, 4, 0, 3);

        Assert.Equal(prepared.ReadBlock(1, 3).Intensity, stages[0].Intensity);
        Assert.Equal(prepared.Stage(0).ReadBlock(1, 3).Intensity, stages[1].Intensity);
        Assert.Equal(prepared.Before("normalisation").ReadBlock(1, 3).Intensity, stages[2].Intensity);
        Assert.Equal(4, prepared.Applied.Count);
    }

    static float[] All(PreparedSpectra spectra)
    {
        var all = new float[spectra.Count * spectra.Axis.Count];
        spectra.Read(0, spectra.Count, all);
        return all;
    }

    static Image Image(int rows, int columns) => new(rows, columns, Axis, Samples(rows * columns));

    static float[] Samples(int count)
    {
        var random = new RandomSource(new Seed(5));
        var samples = new float[count * Axis.Count];
        for (var i = 0; i < samples.Length; i++) samples[i] = (float)(100 + 10 * random.NextNormal());
        return samples;
    }
}
