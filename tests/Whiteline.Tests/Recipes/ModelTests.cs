using Whiteline.Learning;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Recipes;

public sealed class ModelTests
{
    static readonly StepContext Context = new("my.dm3", new Seed(1), 2);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void States_that_differ_in_position_or_in_shape_are_told_apart(bool iron)
    {
        var (trained, asked) = iron ? (Doublets.Fe(60, 1), Doublets.Fe(80, 2)) : (Doublets.Mn(60, 1), Doublets.Mn(80, 2, shift: i => 0.3 * (i % 5)));

        var model = Doublets.Train(trained);

        Assert.True(Accuracy(model, asked) >= 0.99, $"{Accuracy(model, asked)}");
        Assert.Equal(!iron, model.Recipe.Steps.OfType<Align>().Any());
    }

    [Theory]
    [InlineData(KernelKind.Rbf)]
    [InlineData(KernelKind.Cosine)]
    [InlineData(KernelKind.Polynomial)]
    public void A_saved_model_answers_as_before(KernelKind kernel)
    {
        using var folder = new TemporaryFolder();
        var model = Doublets.Train(Doublets.Fe(40, 1), new(new SvmTrainer(new(kernel))));
        ModelFile.Write(folder.File("a.wlm"), model);

        var read = ModelFile.Read(folder.File("a.wlm"));

        var asked = Doublets.Fe(50, 3, noise: 0.2);
        Assert.Equal(Probabilities(model, asked), Probabilities(read, asked));
        Assert.Equal(model.Recipe, read.Recipe);
        Assert.Equal(model.Axis, read.Axis);
        Assert.Equal((model.Card.Settings, model.Card.TrainAccuracy, model.Card.Trained), (read.Card.Settings, read.Card.TrainAccuracy, read.Card.Trained));
    }

    [Fact]
    public void Threads_do_not_change_a_model_and_the_seed_makes_it()
    {
        var data = Doublets.Fe(40, 1, noise: 0.3);
        var plan = Doublets.Plan with { ShiftAugmentEv = 0.5, NoiseAugment = 0.05, Copies = 2 };
        var asked = Doublets.Fe(50, 3, noise: 0.3);

        var one = Probabilities(Doublets.Train(data, plan, threads: 1), asked, threads: 1);
        var eight = Probabilities(Doublets.Train(data, plan, threads: 8), asked, threads: 8);
        var other = Probabilities(Doublets.Train(data, plan, threads: 1, seed: 2), asked, threads: 1);

        Assert.Equal(one, eight);
        Assert.NotEqual(one, other);
    }

    [Theory]
    [InlineData(-8, "low")]
    [InlineData(7, "high")]
    public void A_file_whose_axis_is_off_is_put_right_and_the_finding_says_so(double error, string side)
    {
        var model = Doublets.Train(Doublets.Fe(60, 1));
        var asked = Doublets.Fe(80, 2);
        var image = asked.AsImage(8, 10, error);

        var prediction = new Prediction(model, image, null, Context);

        Assert.Equal(asked.Labels, prediction.ClassifyAll(Context).Select(verdict => verdict.Label));
        var finding = prediction.Findings(image)[0];
        Assert.Contains(side, finding, StringComparison.Ordinal);
        Assert.Contains("±", finding, StringComparison.Ordinal);
        var offset = prediction.Prepared.Applied[0].Values["offsetEv"]!.GetValue<double>();
        Assert.Equal(-error, offset, 0.5);
        Assert.Contains(FormattableString.Invariant($"reads {Math.Abs(offset):0.0} eV"), finding, StringComparison.Ordinal);
    }

    [Fact]
    public void A_given_offset_is_used_and_not_judged()
    {
        var model = Doublets.Train(Doublets.Fe(60, 1));
        // All of one state, and an axis that is off by as much as the states differ: only the user can know.
        var asked = Doublets.Fe(20, 2, axis: Doublets.Iron, shift: i => -1.5 * (i % 2)).AsImage(4, 5, 1.5);

        var given = new Prediction(model, asked, new(-1.5), Context);
        var judged = new Prediction(model, asked, null, Context);

        Assert.All(given.ClassifyAll(Context), verdict => Assert.Equal("Fe2+", verdict.Label));
        Assert.All(judged.ClassifyAll(Context), verdict => Assert.Equal("Fe2.67+", verdict.Label));
        Assert.Contains("as given", given.Findings(asked)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Shifted_copies_help_with_shifted_spectra()
    {
        // Neither state is told by its position here: shape is learned with the alignment switched off.
        var data = Doublets.Mn(60, 1);
        var plan = Doublets.Plan with { Align = Alignment.None };
        var random = new Seed(9).Random();
        var shifts = Enumerable.Range(0, 100).Select(_ => random.NextDouble(-2, 2)).ToArray();
        // The mean of the file lies right; its spectra scatter.
        var asked = Doublets.Mn(100, 2, shift: i => shifts[i]);

        var without = Accuracy(Doublets.Train(data, plan), asked);
        var with = Accuracy(Doublets.Train(data, plan with { ShiftAugmentEv = 2 }), asked);

        Assert.True(with >= 0.95, $"{with} with shifted copies");
        Assert.True(with > without, $"{with} with shifted copies, {without} without");
    }

    [Fact]
    public void Copies_stay_in_the_group_of_their_original()
    {
        var trainer = new Listening();
        var plan = new TrainingPlan(trainer) { ShiftAugmentEv = 1, NoiseAugment = 0.1, Copies = 3 };

        Doublets.Train(Doublets.Fe(10, 1), plan);

        Assert.Equal(10 * 4, trainer.Seen!.Count);
        Assert.Equal(10, trainer.Seen.Groups!.Distinct().Count());
        Assert.All(Enumerable.Range(0, 40), i => Assert.Equal(trainer.Seen.Groups![i % 10], trainer.Seen.Groups![i]));
        Assert.All(Enumerable.Range(0, 40), i => Assert.Equal(trainer.Seen.Labels[i % 10], trainer.Seen.Labels[i]));
        Assert.NotEqual(trainer.Seen[0].ToArray(), trainer.Seen[10].ToArray());
    }

    [Fact]
    public void One_class_is_refused() =>
        Assert.Contains("at least two classes", Assert.Throws<BadInputException>(() => Doublets.Train(Doublets.Fe(1, 1))).Message, StringComparison.Ordinal);

    static double Accuracy(TrainedModel model, LabeledSpectra asked) =>
        new Prediction(model, asked, null, Context).ClassifyAll(Context).Where((verdict, i) => verdict.Label == asked.Labels[i]).Count() / (double)asked.Count;

    static double[] Probabilities(TrainedModel model, ISpectra asked, int threads = 2) =>
        [.. new Prediction(model, asked, null, Context with { Threads = threads }).ClassifyAll(Context with { Threads = threads }).SelectMany(verdict => verdict.Probabilities)];

    sealed class Listening : ITrainer
    {
        public LabeledSpectra? Seen { get; private set; }

        public string Name => "listening";

        public IEnumerable<string> Problems() => [];

        public IClassifier Train(LabeledSpectra spectra, TrainingContext context)
        {
            Seen = spectra;
            return new SvmTrainer(new()).Train(spectra, context);
        }
    }
}
