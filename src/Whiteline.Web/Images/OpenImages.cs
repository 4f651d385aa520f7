using Whiteline.Formats;
using Whiteline.Spectra;
using Whiteline.Web.Files;

namespace Whiteline.Web.Images;

/// <summary>Keeps the files that were looked at last open, so that a page that follows the mouse need not open one each time.</summary>
sealed class OpenImages(ServedFolder folder, FormatCatalog formats, ServeOptions options) : IDisposable
{
    const int MostOpen = 3;

    readonly Lock gate = new();
    readonly List<Entry> entries = [];

    /// <summary>Opens a signal of a file of the served folder, or takes it as it is still open. Give it back by disposing of the lease.</summary>
    /// <param name="name">The file's name in the folder.</param>
    /// <param name="signal">Which of its signals; null for the one with the most spectra.</param>
    /// <exception cref="BadInputException">No such file, or it holds no spectra.</exception>
    public async Task<Lease> Open(string? name, int? signal)
    {
        var path = folder.Existing(name);
        var info = new FileInfo(path);
        Entry entry;
        lock (gate)
        {
            var key = (path, signal, info.Length, info.LastWriteTimeUtc);
            if (entries.Find(one => one.Key == key) is { } known) entry = known;
            else
            {
                entry = new(key, Task.Run(() => Read(path, name!, signal)));
                entries.Add(entry);
                if (entries.Count > MostOpen) Retire(entries[0]);
            }
            entry.Users++;
            entry.IsWanted = true;
            // The one used last goes to the end.
            entries.Remove(entry);
            entries.Add(entry);
        }
        try
        {
            return new(this, entry, await entry.Image);
        }
        catch
        {
            lock (gate) entries.Remove(entry);
            throw;
        }
    }

    /// <summary>The signals of a file that hold spectra.</summary>
    /// <exception cref="BadInputException">No such file, or it holds no spectra.</exception>
    public IReadOnlyList<ListedSignal> SpectraIn(string name)
    {
        var signals = Opened(folder.Existing(name), path => formats.Open(path));
        try
        {
            var usual = SignalChoice.Of(signals, null, name);
            return [.. signals.Select((signal, index) => (Index: index, Signal: signal)).Where(one => IsReadable(one.Signal))
                .Select(one => new ListedSignal(one.Index, $"{one.Index}: {(one.Signal.Title.Length > 0 ? one.Signal.Title : "untitled")}, {string.Join(" × ", one.Signal.Shape)}", one.Signal == usual))];
        }
        finally
        {
            foreach (var signal in signals) signal.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
            while (entries.Count > 0) Retire(entries[0]);
    }

    OpenImage Read(string path, string name, int? signal) => Opened(path, file => OpenImage.Read(formats.Open(file), signal, name, options.Threads));

    T Opened<T>(string path, Func<string, T> open)
    {
        try
        {
            return open(path);
        }
        catch (BadInputException bad)
        {
            throw new BadInputException(folder.Shown(bad.Message), bad);
        }
    }

    static bool IsReadable(Signal signal) => signal.Refusal is null && signal.Kind != SignalKind.Image;

    void Retire(Entry entry)
    {
        entries.Remove(entry);
        entry.IsWanted = false;
        if (entry.Users == 0) entry.Close();
    }

    void GiveBack(Entry entry)
    {
        lock (gate)
            if (--entry.Users == 0 && !entry.IsWanted) entry.Close();
    }

    /// <summary>An open image in use; it stays open until this is disposed of.</summary>
    public sealed class Lease : IDisposable
    {
        readonly OpenImages owner;
        Entry? entry;

        internal Lease(OpenImages owner, Entry entry, OpenImage image)
        {
            this.owner = owner;
            this.entry = entry;
            Image = image;
        }

        /// <summary>The image.</summary>
        public OpenImage Image { get; }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (Interlocked.Exchange(ref entry, null) is { } mine) owner.GiveBack(mine);
        }
    }

    internal sealed class Entry((string Path, int? Signal, long Bytes, DateTime Modified) key, Task<OpenImage> image)
    {
        public (string Path, int? Signal, long Bytes, DateTime Modified) Key => key;

        public Task<OpenImage> Image => image;

        public int Users { get; set; }

        public bool IsWanted { get; set; }

        public void Close() => _ = image.ContinueWith(done => done.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
    }
}
