using Whiteline.Learning;
using Whiteline.Learning.Classical;
using Whiteline.Numerics;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Tests.Learning;

public sealed class ClassicalTests
{
    public static TheoryData<ITrainer> General { get; } = [new NearestMeanTrainer(), new NearestNeighboursTrainer(), new RandomForestTrainer(60)];

    public static TheoryData<ITrainer> All { get; } = [new NearestMeanTrainer(), new NearestNeighboursTrainer(), new RandomForestTrainer(60), new WhiteLineRatioTrainer(), new WhiteLineRatioTrainer(RatioMethod.SecondDerivative), new MllsTrainer()];

    static LabeledSpectra Manganese(ulong seed, int perClass = 25) =>
        PhantomDataset.Make(new([new("Mn2+", perClass), new("Mn4+", perClass)]) { Conditions = new() { Dose = 400, Background = 0 } }, new Seed(seed));

    [Theory]
    [MemberData(nameof(All))]
    public void States_that_differ_are_told_apart_with_probabilities_that_sum_to_one(ITrainer trainer)
    {
        var classifier = trainer.Train(Manganese(1), new(new Seed(0), 2));
        var asked = Manganese(2);

        var probabilities = Predict(classifier, asked);

        Assert.True(Accuracy(classifier, asked) >= 0.9, $"{trainer}: {Accuracy(classifier, asked)}");
        foreach (var row in probabilities.Chunk(2))
        {
            Assert.Equal(1, row.Sum(), 1e-9);
            Assert.All(row, value => Assert.InRange(value, 0, 1));
        }
    }

    [Theory]
    [MemberData(nameof(General))]
    public void Neither_threads_nor_a_second_run_change_anything(ITrainer trainer)
    {
        var spectra = Clouds.Of(3, 40, 1.5, 30, 30, 30);

        var one = Predict(trainer.Train(spectra, new(new Seed(7), 1)), spectra);
        var two = Predict(trainer.Train(spectra, new(new Seed(7), 2)), spectra);

        Assert.Equal(one, two);
    }

    [Fact]
    public void A_forest_solves_what_no_single_channel_tells()
    {
        // Exclusive or of the signs of two channels among eight.
        var random = new Seed(5).Random();
        var labels = new List<string>();
        var intensity = new float[400 * 8];
        for (var i = 0; i < 400; i++)
        {
            for (var c = 0; c < 8; c++) intensity[i * 8 + c] = (float)random.NextDouble(-1, 1);
            labels.Add(intensity[i * 8 + 2] > 0 == intensity[i * 8 + 5] > 0 ? "Mn2+" : "Mn3+");
        }
        var spectra = new LabeledSpectra(new(640, 1, 8), intensity, labels);
        int[] even = [.. Enumerable.Range(0, 200).Select(i => 2 * i)], odd = [.. even.Select(i => i + 1)];

        var forest = new RandomForestTrainer().Train(spectra.Subset(even), new(new Seed(1), 2));

        Assert.True(Accuracy(forest, spectra.Subset(odd)) > 0.85);
        Assert.True(Accuracy(new NearestMeanTrainer().Train(spectra.Subset(even), new(new Seed(1))), spectra.Subset(odd)) < 0.65);
    }

    [Fact]
    public void A_forest_of_spectra_all_alike_gives_the_shares_of_the_classes()
    {
        var spectra = new LabeledSpectra(new(640, 1, 4), [.. Enumerable.Repeat(1f, 40)], [.. Enumerable.Range(0, 10).Select(i => i < 5 ? "Mn2+" : "Mn3+")]);

        var probabilities = Predict(new RandomForestTrainer(400).Train(spectra, new(new Seed(1))), spectra.Subset([0]));

        Assert.Equal(0.5, probabilities[0], 0.05);
    }

    [Fact]
    public void Neighbours_give_their_shares_and_a_spectrum_of_the_training_is_its_own_nearest()
    {
        var spectra = new LabeledSpectra(new(640, 1, 2), [0, 0, 0.1f, 0, 5, 5, 5.1f, 5, 0.3f, 0], ["Mn2+", "Mn2+", "Mn3+", "Mn3+", "Mn3+"]);

        Assert.Equal([2.0 / 3, 1.0 / 3], Predict(new NearestNeighboursTrainer(3).Train(spectra, new(new Seed(0))), spectra.Subset([0])), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(1, Accuracy(new NearestNeighboursTrainer(1).Train(spectra, new(new Seed(0))), spectra));
    }

    [Fact]
    public void Of_equal_spectra_with_several_labels_the_first_of_the_dataset_are_the_nearest()
    {
        string[] labels = [.. Enumerable.Range(0, 90).Select(i => i % 3 == 0 ? "Mn4+" : i % 3 == 1 ? "Mn3+" : "Mn2+")];
        var spectra = new LabeledSpectra(new(640, 1, 4), new float[4 * 90], labels);

        Assert.Equal([0.2, 0.4, 0.4], Predict(new NearestNeighboursTrainer(5).Train(spectra, new(new Seed(0))), spectra.Subset([80])), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Theory]
    [InlineData(1, 1e6)]
    [InlineData(2e-4, 1)]
    public void The_nearest_spectrum_is_found_beside_one_that_is_a_million_times_as_large_and_among_near_copies(double spread, double largest)
    {
        var random = new Seed(3).Random();
        var intensity = Enumerable.Range(0, 100 * 12).Select(i => (float)((1 + i % 12 + spread * random.NextNormal()) * (i < 12 ? largest : 1))).ToArray();
        var spectra = new LabeledSpectra(new(640, 1, 12), intensity, [.. Enumerable.Range(0, 100).Select(i => i % 3 == 0 ? "Mn2+" : "Mn3+")]);
        // Away from every spectrum by a tenth of what parts it from its nearest.
        var asked = new LabeledSpectra(spectra.Axis, [.. intensity.Select((value, i) => i < 12 ? value : value + (float)(spread / 10 * random.NextNormal()))], spectra.Labels);

        Assert.Equal(1, Accuracy(new NearestNeighboursTrainer(1).Train(spectra, new(new Seed(0))), asked));
    }

    [Fact]
    public void Classes_without_any_spread_are_told_apart_for_certain()
    {
        var spectra = new LabeledSpectra(new(640, 1, 2), [1, 0, 1, 0, 0, 1, 0, 1], ["Mn2+", "Mn2+", "Mn3+", "Mn3+"]);

        Assert.Equal([1, 0, 0, 1], Predict(new NearestMeanTrainer().Train(spectra, new(new Seed(0))), spectra.Subset([0, 2])));
    }

    [Fact]
    public void A_ratio_needs_one_element_with_white_lines()
    {
        var mixed = PhantomDataset.Make(new([new("Mn2+", 4), new("Fe2+", 4)]) { Axis = new(600, 0.2, 700) }, new Seed(1));

        var error = Assert.Throws<BadInputException>(() => new WhiteLineRatioTrainer().Train(mixed, new(new Seed(0))));

        Assert.Contains("one element", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    public void Numbers_without_sense_are_refused(int neighbours, int trees)
    {
        var spectra = Clouds.Of(1, 4, 1, 5, 5);

        Assert.Throws<BadInputException>(() =>
        {
            new NearestNeighboursTrainer(neighbours).Train(spectra, new(new Seed(0)));
            new RandomForestTrainer(trees).Train(spectra, new(new Seed(0)));
        });
    }

    static double[] Predict(IClassifier classifier, LabeledSpectra spectra)
    {
        var probabilities = new double[spectra.Count * classifier.Classes.Count];
        classifier.Predict(spectra.Intensity.Span, probabilities);
        return probabilities;
    }

    static double Accuracy(IClassifier classifier, LabeledSpectra spectra) =>
        Predict(classifier, spectra).Chunk(classifier.Classes.Count).Where((row, i) => new Verdict(classifier.Classes, row).Label == spectra.Labels[i]).Count() / (double)spectra.Count;
}
