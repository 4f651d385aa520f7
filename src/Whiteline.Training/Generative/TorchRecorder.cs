using static TorchSharp.torch;

namespace Whiteline.Training.Generative;

/// <summary>
/// <see cref="SpectrumModel.Record"/> in libtorch, with gradients: the critic sees what the detector would have recorded of a clean spectrum,
/// so the generator learns the clean ones though no clean one was ever measured (AmbientGAN; Bora, Price and Dimakis, ICLR 2018).
/// </summary>
sealed class TorchRecorder : IDisposable
{
    const double LeastMean = 1e-6;
    const double LeastHeight = 1e-6;

    readonly Tensor means;
    readonly Tensor components;
    readonly Tensor spreads;
    readonly Tensor units;
    readonly Tensor pinned;
    readonly Tensor shots;
    readonly (int Class, (Tensor Channels, Tensor Weights)[] Taps)[] grids;

    public TorchRecorder(SpectrumModel model, GeneratorInput input, Device device)
    {
        var (classes, size, channels) = (model.Classes.Count, input.Shape.Components, model.Channels);
        var padded = new float[classes * size * channels];
        for (var c = 0; c < classes; c++)
            for (var k = 0; k < model.Classes[c].Basis.Components.Length; k++) model.Classes[c].Basis.Components[k].CopyTo(padded, (c * size + k) * channels);
        Tensor Kept(float[] values, params long[] shape) => tensor(values, shape).to(device).DetachFromDisposeScope();
        means = Kept([.. model.Classes.SelectMany(own => own.Basis.Mean)], classes, channels);
        components = Kept(padded, classes, size, channels);
        spreads = Kept([.. input.Spreads.SelectMany(spread => spread)], classes, input.Shape.Latents);
        units = Kept(input.SpectrumUnits, classes, 1);
        pinned = Kept([.. model.Classes.SelectMany(own => new[] { own.Scale.Minimum ? 1f : 0, own.Scale.CountsFromMinimum ? 1f : 0, own.Scale.Any ? 1f : 0 })], classes, 3);
        shots = Kept([.. model.Classes.Select(own => (float)own.Profile.ShotShare)], classes, 1);
        grids = [.. Enumerable.Range(0, classes).Where(c => model.Classes[c].Grid.Exists).Select(c => (c, model.Classes[c].Grid.Taps(channels).Select(tap => (tensor(tap.Channels).to(device).DetachFromDisposeScope(), Kept(tap.Weights, 1, channels))).ToArray()))];
    }

    /// <summary>Recorded spectra, shape (n, channels).</summary>
    /// <param name="batch">Classes, latent numbers, noise and ends are used.</param>
    /// <param name="corrections">Of latent numbers and clean spectra, from the generator.</param>
    public Tensor Record(GanBatch batch, (Tensor Latents, Tensor Spectra) corrections)
    {
        var size = components.shape[1];
        var latents = batch.Latents.add(corrections.Latents.mul(spreads.index_select(0, batch.Classes)).mul(Number.Of(GeneratorInput.CorrectionUnit)), Number.One);
        var linear = bmm(latents.narrow(1, 0, size).unsqueeze(1), components.index_select(0, batch.Classes)).squeeze(1);
        var clean = means.index_select(0, batch.Classes).add(linear, Number.One).add(corrections.Spectra.mul(units.index_select(0, batch.Classes)), Number.One);
        var moved = Shift(clean, latents.narrow(1, size, 1));
        var bright = moved.relu();
        var shot = shots.index_select(0, batch.Classes);
        // (1 − shot) + shot · intensity over its mean.
        var deviation = bright.div(bright.mean([1], keepdim: true).clamp_min(Number.Of(LeastMean))).sub(Number.Of(1)).mul(shot).add(Number.Of(1), Number.One).sqrt();
        return Scale(batch, OnGrids(batch, moved.add(deviation.mul(batch.Noise).mul(latents.narrow(1, size + 1, 1).exp()), Number.One)));
    }

    /// <summary>Moves features towards higher channels, as <see cref="ShiftedSpectrum"/> does.</summary>
    /// <param name="spectra">Shape (n, channels).</param>
    /// <param name="shift">Channels, shape (n, 1).</param>
    public static Tensor Shift(Tensor spectra, Tensor shift)
    {
        var last = spectra.shape[1] - 1;
        var place = arange(Number.Of(0), Number.Of(spectra.shape[1]), Number.One, ScalarType.Float32, spectra.device).unsqueeze(0).sub(shift);
        var floor = place.detach().floor();
        var t = place.sub(floor);
        var (t2, t3) = (t.pow(Number.Of(2)), t.pow(Number.Of(2)).mul(t));
        Tensor At(double offset) => spectra.gather(1, floor.add(Number.Of(offset), Number.One).clamp(Number.Of(0), Number.Of(last)).to(ScalarType.Int64));
        Tensor Sum(double ofT, double ofT2, double ofT3) => t.mul(Number.Of(ofT)).add(t2, Number.Of(ofT2)).add(t3, Number.Of(ofT3));
        return At(-1).mul(Sum(-0.5, 1, -0.5)).add(At(0).mul(Sum(0, -2.5, 1.5).add(Number.Of(1), Number.One)), Number.One).add(At(1).mul(Sum(0.5, 2, -1.5)), Number.One).add(At(2).mul(Sum(0, -0.5, 0.5)), Number.One);
    }

    public void Dispose()
    {
        foreach (var kept in (Tensor[])[means, components, spreads, units, pinned, shots, .. grids.SelectMany(grid => grid.Taps).SelectMany(tap => (Tensor[])[tap.Channels, tap.Weights])]) kept.Dispose();
    }

    Tensor OnGrids(GanBatch batch, Tensor recorded)
    {
        foreach (var (own, taps) in grids)
        {
            var straight = taps.Select(tap => recorded.index_select(1, tap.Channels).mul(tap.Weights)).Aggregate((sum, tap) => sum.add(tap, Number.One));
            recorded = recorded.add(straight.sub(recorded).mul(batch.OnGrid.narrow(1, own, 1)), Number.One);
        }
        return recorded;
    }

    Tensor Scale(GanBatch batch, Tensor recorded)
    {
        var pins = pinned.index_select(0, batch.Classes);
        var (fromFoot, fromMinimum, any) = (pins.narrow(1, 0, 1), pins.narrow(1, 1, 1), pins.narrow(1, 2, 1));
        var (own, least) = (recorded.amin([1], keepdim: true), batch.Ends.narrow(1, 0, 1));
        var height = recorded.amax([1], keepdim: true).sub(own.mul(fromMinimum)).clamp_min(Number.Of(LeastHeight));
        var wanted = batch.Ends.narrow(1, 1, 1).sub(least.mul(fromMinimum));
        var scaled = recorded.sub(own.mul(fromFoot)).div(height).mul(wanted).add(least.mul(fromFoot), Number.One);
        return recorded.add(scaled.sub(recorded).mul(any), Number.One);
    }
}
