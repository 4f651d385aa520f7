using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Tests.Recipes;

namespace Whiteline.Tests.Preprocessing;

public sealed class PositionOnlyTests
{
    static readonly TrainingPlan PositionAlone = Doublets.Plan with { Align = Alignment.PositionOnly };

    [Fact]
    public void Only_a_line_of_one_shape_is_left_at_the_maximum()
    {
        var manganese = Doublets.Mn(20, 1, noise: 0);

        var lines = new Recipe([new PositionOnly()]).Prepare(manganese, new("test", new(0), 1, default));

        // Both states have L3 at 640 eV, and differ in L2 alone.
        var read = new float[20 * manganese.Axis.Count];
        lines.Read(0, 20, read);
        foreach (var line in read.Chunk(manganese.Axis.Count))
        {
            Assert.Equal(640, manganese.Axis.EnergyAt(Array.IndexOf(line, line.Max())), 0.11);
            Assert.All(line.Zip(read), pair => Assert.Equal(pair.Second, pair.First, 0.02));
        }
    }

    [Fact]
    public void Position_tells_the_states_of_iron_and_not_those_of_manganese()
    {
        Assert.True(Accuracy(Doublets.Fe(60, 1)) > 0.9);
        Assert.True(Accuracy(Doublets.Mn(60, 1)) < 0.75);
    }

    [Fact]
    public void A_model_that_knows_positions_alone_says_so_and_comes_back_from_its_recipe()
    {
        var model = Doublets.Train(Doublets.Fe(30, 1), PositionAlone);

        Assert.Contains(model.Card.Limits, limit => limit.StartsWith("Position alone", StringComparison.Ordinal));
        Assert.Equal(model.Recipe.Steps, RecipeJson.FromJson(RecipeJson.ToJson(model.Recipe), "model").Steps);
    }

    static double Accuracy(Whiteline.Spectra.LabeledSpectra data) =>
        CrossValidation.Run(data, PositionAlone, new(SplitKind.Stratified, 3), new(new(1), 2)).Scores.Accuracy;
}
