using System.Collections.Concurrent;
using Whiteline.Formats;

namespace Whiteline.Web.Files;

/// <summary>Lists the files of the served folder that the app can use.</summary>
sealed class FileList(ServedFolder folder, FormatCatalog formats)
{
    const int MostFiles = 2000;
    const int Deepest = 5;

    readonly ConcurrentDictionary<(string Path, long Bytes, DateTime Modified), ServedKind?> kinds = new();

    /// <summary>All files, by name; links and hidden files are left out.</summary>
    public IReadOnlyList<ServedFile> All()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = Deepest, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint };
        var files = new List<ServedFile>();
        foreach (var info in new DirectoryInfo(folder.Root).EnumerateFiles("*", options))
        {
            var name = folder.NameOf(info.FullName);
            if (name.Split('/').Any(part => part.StartsWith('.'))) continue;
            if (kinds.GetOrAdd((info.FullName, info.Length, info.LastWriteTimeUtc), key => KindOf(key.Path)) is { } kind) files.Add(new(name, kind, info.Length, info.LastWriteTimeUtc));
            if (files.Count == MostFiles) break;
        }
        return [.. files.OrderBy(file => file.Name, StringComparer.Ordinal)];
    }

    /// <summary>The files of one kind; labelled spectra are spectra too.</summary>
    public IReadOnlyList<ServedFile> Of(ServedKind kind) => [.. All().Where(file => file.Kind == kind || kind == ServedKind.Spectra && file.Kind == ServedKind.Dataset)];

    ServedKind? KindOf(string path)
    {
        var name = Path.GetFileName(path).ToLowerInvariant();
        if (name.EndsWith(".recipe.json", StringComparison.Ordinal)) return ServedKind.Recipe;
        var extension = Path.GetExtension(name);
        if (extension == ".wlm") return ServedKind.Model;
        if (!formats.Formats.Any(format => format.Extensions.Contains(extension))) return null;
        if (extension == ".npz" && LabeledSpectraFile.IsTruth(path) || ResultFile.IsOne(path, formats)) return null;
        return LabeledSpectraFile.CanWrite(path) && LabeledSpectraFile.IsOne(path) ? ServedKind.Dataset : ServedKind.Spectra;
    }
}
