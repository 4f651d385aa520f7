using System.Text.Json;
using Whiteline.Learning.Calibration;
using Whiteline.Numerics;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>Isotonic regression against scikit-learn's. Skipped where the system's Python has no scikit-learn.</summary>
public sealed class IsotonicAgainstScikitLearnTests
{
    const string Script = """
        import json, sys
        from sklearn.isotonic import IsotonicRegression
        d = json.load(open(sys.argv[1]))
        print(json.dumps(IsotonicRegression(out_of_bounds="clip").fit(d["at"], d["values"]).predict(d["asked"]).tolist()))
        """;

    [Theory]
    [InlineData(2, 6, true)]
    [InlineData(40, 1, true)]
    [InlineData(500, 2, true)]
    [InlineData(500, 6, false)]
    [InlineData(3000, 3, true)]
    public async Task The_same_function(int count, int digits, bool binary)
    {
        using var folder = new TemporaryFolder();
        var random = new Seed((ulong)(count + digits)).Random();
        double[] at = [.. Enumerable.Range(0, count).Select(_ => Math.Round(random.NextDouble(), digits))];
        double[] values = [.. at.Select(x => binary ? random.NextDouble() < x ? 1.0 : 0 : x + 0.3 * random.NextNormal())];
        double[] asked = [.. Enumerable.Range(-20, 1100).Select(i => i / 1000.0), .. at];
        await File.WriteAllTextAsync(folder.File("data.json"), JsonSerializer.Serialize(new { at, values, asked }), TestContext.Current.CancellationToken);

        var answer = JsonSerializer.Deserialize<double[]>(await SystemPython.Ask(Script, folder.File("data.json")))!;

        var fit = IsotonicRegression.Fit(at, values);
        Assert.All(asked.Zip(answer), pair => Assert.Equal(pair.Second, fit.Of(pair.First), 1e-9));
    }
}
