namespace Whiteline.Web.Files;

/// <summary>A search or a comparison of the served folder, whether a page or the command line began it.</summary>
/// <param name="Name">Name of its folder.</param>
/// <param name="Database">Name of the file that holds the trials of a search; null for a comparison.</param>
/// <param name="Changed">When something of it was last written.</param>
public sealed record ServedStudy(string Name, string? Database, DateTime Changed);

/// <summary>Finds the searches and comparisons of the served folder: what <c>search --out</c> and <c>compare --out</c> write into.</summary>
sealed class StudyList(ServedFolder folder)
{
    /// <summary>Where a comparison keeps its finished cells.</summary>
    public const string FinishedCells = "finished";

    const string Trials = "study.db";
    const int MostStudies = 500, Deepest = 5;

    /// <summary>All of them, the one that changed last first; links and hidden folders are left out.</summary>
    public IReadOnlyList<ServedStudy> All()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = Deepest, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint };
        return
        [
            .. new DirectoryInfo(folder.Root).EnumerateDirectories("*", options)
                .Where(directory => !folder.NameOf(directory.FullName).Split('/').Any(part => part.StartsWith('.')))
                .Select(Study).OfType<ServedStudy>().Take(MostStudies).OrderByDescending(study => study.Changed),
        ];
    }

    /// <summary>The names of the files that lie in a study's folder: the report, figures, tables, the best model.</summary>
    public IReadOnlyList<string> Files(ServedStudy study) =>
        [.. new DirectoryInfo(folder.PathOf(study.Name)).EnumerateFiles().Where(file => file.Extension is ".html" or ".png" or ".svg" or ".csv" or ".json" or ".wlm").Select(file => folder.NameOf(file.FullName)).Order(StringComparer.Ordinal)];

    ServedStudy? Study(DirectoryInfo directory)
    {
        var name = folder.NameOf(directory.FullName);
        var trials = new FileInfo(Path.Combine(directory.FullName, Trials));
        // The write-ahead log changes with every trial, the file itself more seldom. Who only reads touches the index beside them, and may make an empty log.
        if (trials.Exists && trials.LinkTarget is null)
            return new(name, $"{name}/{Trials}", directory.EnumerateFiles(Trials + "*").Where(file => file.Length > 0 && !file.Name.EndsWith("-shm", StringComparison.Ordinal)).Append(trials).Max(file => file.LastWriteTimeUtc));
        var cells = new DirectoryInfo(Path.Combine(directory.FullName, FinishedCells));
        return cells.Exists && cells.LinkTarget is null ? new(name, null, cells.EnumerateDirectories().Select(one => one.LastWriteTimeUtc).Append(cells.LastWriteTimeUtc).Max()) : null;
    }
}
