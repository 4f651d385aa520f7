using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Simulation;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Recipes;

public sealed class CalibrationTests
{
    static readonly StepContext Context = new("my.npz", new Seed(1), 2);

    // Weak spectra of many specimens, that are often mistaken.
    static LabeledSpectra Weak(ulong seed, int perClass) => PhantomDataset.Make(new([new("Mn3+", perClass), new("Mn4+", perClass)]) { Conditions = new() { Dose = 8, Background = 0 }, GroupsPerClass = perClass / 4 }, new Seed(seed), 2);

    static TrainedModel Train(LabeledSpectra data, ProbabilityCalibration calibration, bool calibrated = true) =>
        ModelTraining.Run(data, new(new SvmTrainer(new SvmOptions(C: 300) { Calibrated = calibrated })) { Guarded = false, Calibration = calibration }, [], new(new Seed(1), 2));

    [Fact]
    public void Isotonic_probabilities_are_honest_where_uncalibrated_ones_are_too_sure()
    {
        var (data, unseen) = (Weak(1, 200), Weak(2, 400));

        double Ece(TrainedModel model) => Evaluation.Run(model, unseen, new(), Context).Scores.Ece;

        var (isotonic, none) = (Ece(Train(data, ProbabilityCalibration.Isotonic)), Ece(Train(data, ProbabilityCalibration.Own, calibrated: false)));
        Assert.InRange(isotonic, 0, 0.06);
        Assert.True(isotonic < none, $"{isotonic} against {none}");
    }

    [Fact]
    public void The_card_says_which_was_used_and_the_file_keeps_it()
    {
        using var folder = new TemporaryFolder();
        var data = Weak(1, 40);
        var model = Train(data, ProbabilityCalibration.Isotonic);

        ModelFile.Write(folder.File("a.wlm"), model);
        var read = ModelFile.Read(folder.File("a.wlm"));

        Assert.Contains("isotonic", read.Card.Calibration!, StringComparison.Ordinal);
        Assert.Contains("Platt", Train(data, ProbabilityCalibration.Own).Card.Calibration!, StringComparison.Ordinal);
        Assert.Contains("none", Train(data, ProbabilityCalibration.Own, calibrated: false).Card.Calibration!, StringComparison.Ordinal);
        Assert.Equal(Probabilities(model, data), Probabilities(read, data));
    }

    [Fact]
    public void A_class_of_one_group_cannot_be_held_out_and_it_is_said()
    {
        var data = PhantomDataset.Make(new([new("Mn3+", 20), new("Mn4+", 20)]) { GroupsPerClass = 1 }, new Seed(1), 2);

        Assert.Contains("--calibration", Assert.Throws<BadInputException>(() => Train(data, ProbabilityCalibration.Isotonic)).Message, StringComparison.Ordinal);
    }

    static IEnumerable<double> Probabilities(TrainedModel model, LabeledSpectra data) => new Prediction(model, data, KnownAxis.AsWritten, Context).ClassifyAll(Context).SelectMany(verdict => verdict.Probabilities);
}
