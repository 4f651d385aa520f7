using TorchSharp;
using Whiteline.Learning.Networks;

namespace Whiteline.Training.Tests;

public sealed class FlatOptimiserTests
{
    // Frozen from PyTorch 1.13.1: w = [1, -2, .5, .25] with weight_decay .1 and b = [.1, -.1] with none as two parameter groups, lr .05,
    // Adam, AdamW and SGD(momentum=.9, nesterov=True), three steps of clip_grad_norm_(1.5) on [.1, -.2, .3, .4, -.5, .6] * (t + 1).
    [Theory]
    [InlineData(Optimiser.Adam, new[] { 0.8499414f, -1.8499557f, 0.3505114f, 0.1006903f, 0.2491394f, -0.2491394f })]
    [InlineData(Optimiser.AdamW, new[] { 0.8366811f, -1.821756f, 0.3441436f, 0.0978749f, 0.2491394f, -0.2491394f })]
    [InlineData(Optimiser.Sgd, new[] { 0.9070609f, -1.8141218f, 0.3209281f, 0.0278618f, 0.3671972f, -0.4206366f })]
    public void Steps_are_those_of_PyTorch(Optimiser kind, float[] expected)
    {
        using var parameters = new FlatParameters(new([], NetworkHead.Flatten, []), 2, 2, torch.CPU);
        using var optimiser = new FlatOptimiser(parameters, kind, 0.1);
        FlatVector.Write(parameters.Values, [1, -2, 0.5f, 0.25f, 0.1f, -0.1f]);

        for (var t = 1; t <= 3; t++)
        {
            FlatVector.Write(parameters.Gradients, [.. new[] { 0.1f, -0.2f, 0.3f, 0.4f, -0.5f, 0.6f }.Select(g => g * t)]);
            optimiser.Clip(1.5);
            optimiser.Step(0.05);
        }

        Assert.All(FlatVector.Read(parameters.Values).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
    }

    [Theory]
    [InlineData(Schedule.Constant, 0, 1)]
    [InlineData(Schedule.Constant, 399, 1)]
    [InlineData(Schedule.Step, 199, 1)]
    [InlineData(Schedule.Step, 200, 0.1)]
    [InlineData(Schedule.Step, 300, 0.01)]
    // 400 steps: 20 of a linear start, half a cosine over the other 380.
    [InlineData(Schedule.Cosine, 0, 1.0 / 21)]
    [InlineData(Schedule.Cosine, 20, 1)]
    [InlineData(Schedule.Cosine, 210, 0.5)]
    [InlineData(Schedule.Cosine, 400, 0)]
    public void The_learning_rate_follows_its_schedule(Schedule schedule, int step, double expected)
    {
        var options = new NetworkOptions(Schedule: schedule, Epochs: 40, LearningRate: 0.01);

        Assert.Equal(0.01 * expected, LearningRate.At(options, step / 10, step % 10, 10), 1e-9);
    }
}
