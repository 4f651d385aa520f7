namespace Whiteline.Testing;

/// <summary>
/// Measured data that cannot be shipped with the project. It lies in a folder <c>shared/data</c> beside the checkout, or where
/// WHITELINE_SHARED_DATA says; tests that need it skip where it is absent, and say so.
/// </summary>
public static class SharedData
{
    /// <summary>Why a test is skipped when the data is absent.</summary>
    public const string Absent = "The measured data (shared/data beside the checkout) is not on this machine.";

    /// <summary>The folder, or null when absent.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>True when the data is here.</summary>
    public static bool IsPresent => Folder is not null;

    /// <summary>Full path of a file of the data.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Folder ?? throw new InvalidOperationException(Absent), .. parts]);

    static string? Find()
    {
        if (Environment.GetEnvironmentVariable("WHITELINE_SHARED_DATA") is { Length: > 0 } named && Directory.Exists(named)) return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "data") is var candidate && Directory.Exists(candidate)) return candidate;
        return null;
    }
}
