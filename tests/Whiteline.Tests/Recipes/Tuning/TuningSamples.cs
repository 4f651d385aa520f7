using Whiteline.Learning.Svm;
using Whiteline.Numerics;
using Whiteline.Recipes.Tuning;
using Whiteline.Simulation;
using Whiteline.Spectra;

namespace Whiteline.Tests.Recipes.Tuning;

/// <summary>What the tests of searches search on.</summary>
static class TuningSamples
{
    /// <summary>Spectra of two iron states in four groups each.</summary>
    public static LabeledSpectra Iron() => PhantomDataset.Make(new([new("Fe2+", 16), new("Fe3+", 16)]) { Axis = new(690, 0.25, 200), GroupsPerClass = 4 }, new Seed(3), threads: 1);

    /// <summary>A search that leaves everything else as it comes.</summary>
    public static TuningBasis Basis(string model, NetworkMaker? networks = null) => new(model, new(new SvmTrainer(new())), new(), null, new(), networks);
}
