namespace Whiteline.Web.Files;

/// <summary>The folder that is served. A name is a path relative to it, with forward slashes; a name that leads out of it, by dots or by a link, is refused.</summary>
sealed class ServedFolder
{
    readonly string root;
    readonly Lock gate = new();
    readonly HashSet<string> promised = [];

    /// <summary>Serves a folder.</summary>
    /// <exception cref="BadInputException">There is no such folder.</exception>
    public ServedFolder(string folder)
    {
        var full = Path.GetFullPath(folder);
        if (!Directory.Exists(full)) throw BadInputException.In(folder, "there is no such folder", "Give the folder that holds the files to look at.");
        root = Real(new DirectoryInfo(full)).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
    }

    /// <summary>Name of the folder, for the page's heading.</summary>
    public string Name => Path.GetFileName(root.TrimEnd(Path.DirectorySeparatorChar));

    /// <summary>Full path of the folder, ending in a separator.</summary>
    public string Root => root;

    /// <summary>The full path of a file by its name in the folder; the file need not exist.</summary>
    /// <exception cref="BadInputException">The name is none, or leads out of the folder.</exception>
    public string PathOf(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 1024 || name.Any(char.IsControl) || Path.IsPathRooted(name) || name.Contains('\\', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal))
            throw Outside(name);
        var parts = name.Split('/');
        if (parts.Any(part => part is "" or "." or ".." || part.StartsWith('.'))) throw Outside(name);
        var path = root;
        foreach (var part in parts)
        {
            path = Path.Combine(path, part);
            FileSystemInfo entry = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
            if (entry.LinkTarget is not null && !Real(entry).StartsWith(root, StringComparison.Ordinal)) throw Outside(name);
        }
        return path;
    }

    /// <summary>The full path of a file that must be there.</summary>
    /// <exception cref="BadInputException">The name leads out of the folder, or there is no such file.</exception>
    public string Existing(string? name)
    {
        var path = PathOf(name);
        return File.Exists(path) ? path : throw BadInputException.In(name!, "there is no such file in the served folder", "Choose one of the list.");
    }

    /// <summary>The name in the folder of a full path in it.</summary>
    public string NameOf(string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    /// <summary>A sentence with full paths of the folder's files shortened to their names in it: where the folder lies is nobody's business who looks at it from elsewhere.</summary>
    public string Shown(string sentence)
    {
        var path = root.TrimEnd(Path.DirectorySeparatorChar);
        return path.Length == 0 ? sentence : sentence.Replace(root, "", StringComparison.Ordinal).Replace(path, Name, StringComparison.Ordinal);
    }

    /// <summary>A name in a subfolder that is not taken yet, and that nobody else is given: <c>maps/particle</c>, <c>maps/particle-2</c>, …</summary>
    /// <param name="subfolder">Such as <c>maps</c>.</param>
    /// <param name="stem">Wanted name; what cannot stand in a file name becomes a dash.</param>
    /// <param name="extension">With the dot, or empty for a folder.</param>
    public string Fresh(string subfolder, string stem, string extension)
    {
        var safe = FileNames.Safe(stem);
        // What is written under the name may be a queue and minutes away.
        lock (gate)
            for (var number = 1; ; number++)
            {
                var name = $"{subfolder}/{safe}{(number == 1 ? "" : $"-{number}")}{extension}";
                if (!Path.Exists(PathOf(name)) && promised.Add(name)) return name;
            }
    }

    static string Real(FileSystemInfo entry) => Path.GetFullPath((entry.ResolveLinkTarget(returnFinalTarget: true) ?? entry).FullName);

    static BadInputException Outside(string? name) =>
        BadInputException.In(name is { Length: > 0 and <= 200 } ? name : "name", "it names no file of the served folder", "Choose one of the list; files elsewhere are not served.");
}
