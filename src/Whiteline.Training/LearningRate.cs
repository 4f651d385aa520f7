using Whiteline.Learning.Networks;

namespace Whiteline.Training;

/// <summary>The learning rate at a step of the training.</summary>
static class LearningRate
{
    const double WarmUp = 1.0 / 20;

    /// <param name="options">First rate, schedule and number of epochs.</param>
    /// <param name="epoch">Epoch, from 0.</param>
    /// <param name="step">Step of the epoch, from 0.</param>
    /// <param name="steps">Steps of an epoch.</param>
    public static double At(NetworkOptions options, int epoch, int step, int steps)
    {
        var total = (double)(options.Epochs ?? 0) * steps;
        var done = (double)epoch * steps + step;
        return options.LearningRate * options.Schedule switch
        {
            Schedule.Cosine when done < total * WarmUp => (done + 1) / (total * WarmUp + 1),
            Schedule.Cosine => 0.5 * (1 + Math.Cos(Math.PI * (done - total * WarmUp) / (total * (1 - WarmUp)))),
            Schedule.Step => done < total / 2 ? 1 : done < total * 3 / 4 ? 0.1 : 0.01,
            _ => 1,
        };
    }
}
