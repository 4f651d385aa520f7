namespace Whiteline.Training.Generative;

/// <summary>What the descriptions of both trained generators say in the same words.</summary>
static class GenerativeWords
{
    /// <summary>When training ends before its last step.</summary>
    /// <param name="every">Steps between two looks at held-out spectra.</param>
    /// <param name="patience">Looks without gain; 0 for no early end.</param>
    public static string Stopping(int every, int patience) => $"checked every {every} steps{(patience > 0 ? $" and stopped after {patience} checks without gain" : "")}";

    /// <summary>Where it was trained; nothing of the usual place.</summary>
    public static string On(string device) => device == "cpu" ? "" : $", on {device}";
}
