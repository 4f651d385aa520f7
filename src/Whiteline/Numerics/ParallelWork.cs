using System.Runtime.ExceptionServices;

namespace Whiteline.Numerics;

/// <summary>Independent pieces of work on several threads.</summary>
static class ParallelWork
{
    /// <summary>Does pieces 0 to <paramref name="count"/> − 1. Bad input met in one piece is thrown as itself, not as an aggregate.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void For(int count, int threads, Action<int> body, CancellationToken cancellation)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, body);
        }
        catch (AggregateException failure) when (failure.InnerExceptions.OfType<BadInputException>().FirstOrDefault() is { } bad)
        {
            ExceptionDispatchInfo.Throw(bad);
        }
    }
}
