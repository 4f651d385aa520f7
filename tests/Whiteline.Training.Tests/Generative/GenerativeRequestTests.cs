using Whiteline.Learning;
using Whiteline.Numerics;
using Whiteline.Spectra;
using Whiteline.Training.Generative;

namespace Whiteline.Training.Tests.Generative;

public sealed class GenerativeRequestTests
{
    static readonly LabeledSpectra Real = MeasuredLike.Set(12);

    [Fact]
    public void The_same_training_has_the_same_name()
    {
        Assert.Equal(Hash(SpectrumModel.Fit(Real, default)), Hash(SpectrumModel.Fit(Real, default)));
    }

    [Fact]
    public void A_program_that_takes_the_same_spectra_apart_otherwise_has_another()
    {
        var other = SpectrumModel.Fit(Real, default);
        other.Classes[1].Basis.Components[0][7] += 1e-3f;

        Assert.NotEqual(Hash(SpectrumModel.Fit(Real, default)), Hash(other));
    }

    static string Hash(SpectrumModel model) => GenerativeRequest.Hash("gan", GanPresets.Dag, Real, model, new TrainingContext(new Seed(0)), "cpu");
}
