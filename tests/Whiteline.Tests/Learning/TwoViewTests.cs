using System.Text.Json.Nodes;
using Whiteline.Learning;
using Whiteline.Learning.ModelFiles;
using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Spectra;
using Whiteline.Testing;

namespace Whiteline.Tests.Learning;

public sealed class TwoViewTests
{
    static readonly SvmOptions Options = new(C: 3) { Denoised = new(20, 3) };

    [Theory]
    [InlineData(KernelKind.Linear, MulticlassScheme.OneVersusOne)]
    [InlineData(KernelKind.Rbf, MulticlassScheme.OneVersusRest)]
    [InlineData(KernelKind.Cosine, MulticlassScheme.OneVersusOne)]
    public void Every_kernel_and_scheme_has_the_second_view(KernelKind kernel, MulticlassScheme scheme)
    {
        var spectra = Peaks.Of([40, 40, 40], 30, 0.05);

        Assert.True(Accuracy(new SvmTrainer(Options with { Kernel = kernel, Scheme = scheme, C = 100 }), spectra, spectra) > 0.9);
    }

    [Fact]
    public void Rows_on_demand_give_the_machine_of_whole_matrices()
    {
        var spectra = Peaks.Of([200, 200], 30, 0.3);

        var whole = Probabilities(new SvmTrainer(Options), spectra, spectra);
        var onDemand = Probabilities(new SvmTrainer(Options with { CacheBytes = 1 << 20 }), spectra, spectra);

        for (var i = 0; i < whole.Length; i++) Assert.Equal(whole[i], onDemand[i], 0.02);
    }

    [Fact]
    public void The_machine_comes_back_from_its_state()
    {
        var (svm, asked) = (Train(Peaks.Of([30, 30, 30], 30, 0.1)), Peaks.Of([5, 5, 5], 30, 0.1, 2));
        var (settings, tensors) = TwoViewState.Of(svm);

        var read = TwoViewState.Read(JsonNode.Parse(settings.ToJsonString())!.AsObject(), tensors, "a.wlm");

        Assert.Equal(Probabilities(svm, asked), Probabilities(read, asked));
    }

    [Fact]
    public void A_damaged_state_gives_a_machine_or_bad_input()
    {
        var (settings, tensors) = TwoViewState.Of(Train(Peaks.Of([8, 8], 6, 0.1)));
        var document = System.Text.Encoding.UTF8.GetBytes(settings.ToJsonString());

        for (var i = 0; i < 300; i++)
        {
            if (Parsed(Mutations.Of(document, i)) is not { } manifest) continue;
            var wrong = Record.Exception(() => Probabilities(TwoViewState.Read(manifest, tensors, "a.wlm"), Peaks.Of([2, 2], 6)));
            Assert.True(wrong is null or BadInputException, $"case {i}: {wrong}");
        }
        foreach (var missing in tensors.Keys)
            Assert.Throws<BadInputException>(() => TwoViewState.Read(settings, tensors.Where(pair => pair.Key != missing).ToDictionary(), "a.wlm"));
    }

    [Fact]
    public void Copies_of_a_spectrum_do_not_denoise_it()
    {
        // Were its copies its neighbours, a spectrum of pure noise would come through whole.
        var random = new Seed(3).Branch("noise").Random();
        float[] noise = [.. Enumerable.Range(0, 60 * 30).Select(_ => (float)random.NextNormal())];
        LabeledSpectra spectra = new(new(632, 0.1, 30), [.. noise, .. noise, .. noise], [.. Enumerable.Range(0, 180).Select(i => i % 2 == 0 ? "Mn2+" : "Mn3+")]);

        var svm = (TwoViewClassifier)new SvmTrainer(new() { Denoised = new(20, 2) }).Train(spectra, new(new Seed(0)) { Versions = 3 });

        // A scale of 1: nothing was taken away.
        Assert.True(svm.View.Scale > 1.5, $"{svm.View.Scale}");
    }

    [Theory]
    [InlineData(KernelKind.Linear)]
    [InlineData(KernelKind.Rbf)]
    public void The_explanation_is_the_slope_of_the_evidence(KernelKind kernel)
    {
        var svm = (TwoViewClassifier)new SvmTrainer(Options with { Kernel = kernel, Gamma = 1 }).Train(Peaks.Of([40, 40], 30, 0.1), new(new Seed(0), 2));
        var spectrum = Peaks.Of([1, 1], 30, 0.1, 2).Intensity.Span[..30].ToArray();
        var gradient = new double[30];

        svm.Explain(spectrum, 0, gradient);

        const float Step = 0.002f;
        for (var c = 0; c < 30; c++)
        {
            float[] up = [.. spectrum], down = [.. spectrum];
            up[c] += Step;
            down[c] -= Step;
            Assert.Equal((Evidence(svm, up) - Evidence(svm, down)) / (2 * Step), gradient[c], 2e-3 * gradient.Max(Math.Abs));
        }
    }

    static double Evidence(TwoViewClassifier svm, float[] spectrum)
    {
        var (own, denoised) = (new double[1], new double[1]);
        svm.Own.Decide(spectrum, own);
        svm.Denoised.Decide(svm.View.Of(spectrum), denoised);
        return SvmExplanation.Evidence(svm.Own, [own[0] + denoised[0]], 0);
    }

    static TwoViewClassifier Train(LabeledSpectra spectra) => (TwoViewClassifier)new SvmTrainer(Options).Train(spectra, new(new Seed(0), 2));

    static JsonObject? Parsed(byte[] json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    static double Accuracy(SvmTrainer trainer, LabeledSpectra trained, LabeledSpectra asked)
    {
        var classifier = trainer.Train(trained, new(new Seed(0), 2));
        return Probabilities(classifier, asked).Chunk(classifier.Classes.Count).Where((row, i) => new Verdict(classifier.Classes, row).Label == asked.Labels[i]).Count() / (double)asked.Count;
    }

    static double[] Probabilities(SvmTrainer trainer, LabeledSpectra trained, LabeledSpectra asked) => Probabilities(trainer.Train(trained, new(new Seed(0), 2)), asked);

    static double[] Probabilities(IClassifier classifier, LabeledSpectra asked)
    {
        var probabilities = new double[asked.Count * classifier.Classes.Count];
        classifier.Predict(asked.Intensity.Span, probabilities);
        return probabilities;
    }
}
