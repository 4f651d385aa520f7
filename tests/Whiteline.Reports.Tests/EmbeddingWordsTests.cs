using Whiteline.Preprocessing;
using Whiteline.Recipes.Embeddings;
using Whiteline.Reports.Embeddings;
using Whiteline.Spectra;

namespace Whiteline.Reports.Tests;

public sealed class EmbeddingWordsTests
{
    [Theory]
    [InlineData(1, 1, "Spectra find those of their own label nearest about equally under every normalisation (100 %)")]
    [InlineData(0.97, 0.99, "Spectra find those of their own label nearest about equally under every normalisation (97 % to 99 %)")]
    [InlineData(0.6, 0.9, "Spectra find those of their own label nearest to 90 % under max and to 60 % under none")]
    public void Normalisations_are_named_only_where_they_differ(double none, double max, string sentence) =>
        Assert.Contains(EmbeddingWords.Of(Study(none, max)), line => line.StartsWith(sentence, StringComparison.Ordinal));

    static EmbeddingStudy Study(double none, double max)
    {
        NormEmbedding One(Norm norm, double agreement) => new(norm, 2, [0, 0], 0.9, 0.9) { LabelAgreement = agreement };
        return new(new(EmbeddingMethod.Pca, new()), new(new EnergyAxis(630, 0.1, 2), [1, 2], [0], [640], [20]), [One(Norm.None, none), One(Norm.Max, max)], 15, 0);
    }
}
