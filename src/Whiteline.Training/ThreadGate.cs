using static TorchSharp.torch;

namespace Whiteline.Training;

/// <summary>
/// The number of threads is one setting for all of libtorch, and it decides the order of sums. Work with one number runs side by side;
/// work with another waits, so that neighbours cannot change a result.
/// </summary>
static class ThreadGate
{
    static readonly Lock Entry = new();
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    static int inside;
    static int current;

    /// <summary>Waits for work with another number of threads to end, and sets the number for the calling thread.</summary>
    /// <returns>Ends the work when disposed.</returns>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    public static IDisposable Enter(int threads, CancellationToken cancellation)
    {
        while (!TryEnter(threads))
            if (cancellation.WaitHandle.WaitOne(Pause)) cancellation.ThrowIfCancellationRequested();
        return new Leave();
    }

    static bool TryEnter(int threads)
    {
        lock (Entry)
        {
            if (inside > 0 && threads != current) return false;
            set_num_threads(threads);
            (inside, current) = (inside + 1, threads);
            return true;
        }
    }

    sealed class Leave : IDisposable
    {
        bool left;

        public void Dispose()
        {
            lock (Entry)
            {
                if (!left) inside--;
                left = true;
            }
        }
    }
}
