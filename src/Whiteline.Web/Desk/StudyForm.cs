using Whiteline.Web.Commands;

namespace Whiteline.Web.Desk;

/// <summary>The settings of the Studies page, as command lines.</summary>
sealed record StudyForm
{
    /// <summary>The dataset to learn from, or null.</summary>
    public string? Dataset { get; set; }

    /// <summary>What a search tunes: <c>svm</c>, <c>mlp</c>, <c>cnn</c> or <c>joint</c>.</summary>
    public string Model { get; set; } = "svm";

    /// <summary><c>tpe</c> or <c>random</c>.</summary>
    public string Sampler { get; set; } = "tpe";

    /// <summary>Points that a search tries.</summary>
    public int Trials { get; set; } = 50;

    /// <summary>True to hold out whole groups in a search.</summary>
    public bool ByGroup { get; set; } = true;

    /// <summary>Folds of a search; data of few groups cannot be held out by group in more.</summary>
    public int Folds { get; set; } = 5;

    /// <summary>The dataset that a comparison tests on; null to set groups aside.</summary>
    public string? Test { get; set; }

    /// <summary>True for the small plan of a comparison.</summary>
    public bool Quick { get; set; } = true;

    /// <summary>The study that is looked at; null for the one that changed last.</summary>
    public string? Chosen { get; set; }

    /// <summary>The command line of the search.</summary>
    /// <param name="folder">Where its results go.</param>
    public CommandText Search(string folder) => new CommandText("search", Dataset!, "--model", Model, "--sampler", Sampler)
        .Add("--trials", Trials)
        .AddIf(ByGroup, "--by-group")
        .Add("--folds", Folds)
        .AddFile("--out", folder);

    /// <summary>The command line of the comparison.</summary>
    /// <param name="folder">Where its results go.</param>
    public CommandText Comparison(string folder) => new CommandText("compare", Dataset!)
        .AddFile("--test", Test)
        .AddIf(Quick, "--quick")
        .AddFile("--out", folder);
}
