using Whiteline.Learning;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Preprocessing;
using Whiteline.Recipes;
using Whiteline.Spectra;

namespace Whiteline.Tests.Learning;

public sealed class SvmBadInputTests
{
    static readonly LabeledSpectra Data = Clouds.Of(1, 8, 1, 6, 6);

    [Fact]
    public void One_spectrum_is_refused_where_a_machine_and_where_a_model_is_trained()
    {
        var one = Data.Subset([0]);

        Assert.Equal("There is only one training spectrum. A classifier needs spectra of at least two classes.", Refusal(() => Train(one, new())));
        Assert.Equal("There is only one training spectrum. A classifier needs spectra of at least two classes.", Refusal(() => Recipe(one, new())));
    }

    [Fact]
    public void One_class_is_refused_with_its_label() =>
        Assert.Equal("All 6 training spectra are labelled Mn2+. A classifier needs at least two classes.", Refusal(() => Train(Clouds.Of(1, 8, 1, 6), new())));

    [Fact]
    public void A_C_of_0_is_refused_by_name() =>
        Assert.Equal("C is 0; it must be greater than 0.", Refusal(() => Train(Data, new(C: 0))));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void A_value_that_is_no_number_is_refused_with_its_place(float value)
    {
        var intensity = Data.Intensity.ToArray();
        intensity[5 * 8 + 6] = value;

        Assert.Equal(
            "Training spectrum 5 has an intensity that is not a finite number, in channel 6. Mend or remove it.",
            Refusal(() => Train(new(Data.Axis, intensity, Data.Labels), new())));
    }

    [Fact]
    public void Kernel_values_that_single_precision_does_not_hold_are_refused_with_a_remedy() =>
        Assert.Equal(
            "The polynomial kernel has values for the training spectra that single precision does not hold. Normalise the spectra, or lower gamma or the degree.",
            Refusal(() => Train(new(Data.Axis, [.. Data.Intensity.ToArray().Select(value => 1e5f * value)], Data.Labels), new(KernelKind.Polynomial, Gamma: 1, Degree: 4))));

    [Fact]
    public void Spectra_of_another_length_than_the_machine_learned_from_are_refused()
    {
        var svm = Train(Data, new());

        Assert.Equal(
            "The spectra have 9 intensities, which is no whole number of spectra of 8 channels. Prepare them on the energy axis of the training spectra.",
            Refusal(() => svm.Predict(new float[9], new double[4])));
    }

    [Fact]
    public void Training_sets_without_common_energies_are_refused()
    {
        var far = new LabeledSpectra(new(900, 0.5, 8), Data.Intensity.ToArray(), Data.Labels);

        Assert.Contains("eV", Refusal(() => CommonAxis.Join([Data, far])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_does_not_cover_the_models_energies_is_refused_with_both()
    {
        var model = Recipe(Data, new());
        var shorter = new LabeledSpectra(new(640, 0.5, 4), new float[4], ["Mn2+"]);

        var said = Refusal(() => _ = new Prediction(model, shorter, KnownAxis.AsWritten, new("short.npz", new Seed(0), 1, default)));

        Assert.Contains("640", said, StringComparison.Ordinal);
        Assert.Contains("eV", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "1 of 12 training spectra")]
    [InlineData(3, "3 of 12 training spectra")]
    public void Zero_spectra_under_the_cosine_kernel_are_counted_in_the_models_card(int zeros, string said)
    {
        var model = Recipe(WithZeros(zeros), new(KernelKind.Cosine));

        Assert.Contains(model.Card.Limits, limit => limit.Contains(said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, KernelKind.Cosine)]
    [InlineData(3, KernelKind.Rbf)]
    public void Nothing_is_said_of_zero_spectra_where_there_are_none_or_they_do_no_harm(int zeros, KernelKind kernel) =>
        Assert.DoesNotContain(Recipe(WithZeros(zeros), new(kernel)).Card.Limits, limit => limit.Contains("zero", StringComparison.Ordinal));

    [Fact]
    public void Zero_spectra_are_counted_where_a_cosine_model_classifies_them()
    {
        var model = Recipe(Data, new(KernelKind.Cosine));
        var asked = WithZeros(2);
        var context = new StepContext("asked.npz", new Seed(0), 2, TestContext.Current.CancellationToken);
        var prediction = new Prediction(model, asked, null, context);

        prediction.ClassifyAll(context);

        Assert.Contains(prediction.Findings(asked), finding => finding.Contains("2 spectra are zero", StringComparison.Ordinal));
    }

    static LabeledSpectra WithZeros(int count)
    {
        var intensity = Data.Intensity.ToArray();
        intensity.AsSpan(4 * 8, count * 8).Clear();
        return new(Data.Axis, intensity, Data.Labels);
    }

    // The labels name an edge that the axis does not hold, so that the spectra are taken as they are.
    static TrainedModel Recipe(LabeledSpectra data, SvmOptions options) =>
        ModelTraining.Run(data, new(new SvmTrainer(options)) { Normalise = Norm.None, Align = Alignment.None, Background = BackgroundMode.None }, [], new(new Seed(0), 2));

    static SvmClassifier Train(LabeledSpectra data, SvmOptions options) =>
        (SvmClassifier)new SvmTrainer(options).Train(data, new TrainingContext(new Seed(1), 2, null, TestContext.Current.CancellationToken));

    static string Refusal(Action act) => Assert.ThrowsAny<BadInputException>(act).Message;
}
