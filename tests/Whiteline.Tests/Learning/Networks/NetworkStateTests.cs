using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Whiteline.Learning;
using Whiteline.Learning.ModelFiles;
using Whiteline.Learning.Networks;
using Whiteline.Testing;

namespace Whiteline.Tests.Learning.Networks;

public sealed class NetworkStateTests
{
    const int Channels = 40;

    static readonly NetworkDescription Small = new([new(3, 5, Padded: true), new(4, 3, Normalisation: BatchNormalisation.None)], NetworkHead.Flatten, [new(6)]);

    public static TheoryData<string> Names => [.. RandomNetworks.All.Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_of_network_reads_back_as_it_was(string name)
    {
        var network = RandomNetworks.Of(RandomNetworks.All.Single(one => one.Name == name).Network, 300, 3, new(1));
        var (settings, tensors) = NetworkState.Of(network);

        var read = NetworkState.Read((JsonObject)JsonNode.Parse(settings.ToJsonString())!, tensors, "a.wlm");

        Assert.Equal(network.Classes, read.Classes);
        Assert.Equal(Answers(network), Answers(read));
    }

    [Fact]
    public void An_ensemble_reads_back_as_it_was_and_is_the_mean_of_its_members()
    {
        NetworkClassifier[] members = [Network(1), Network(2), RandomNetworks.Of(NetworkPresets.Mlp, Channels, 3, new(3))];
        var (settings, tensors) = NetworkState.Of(new EnsembleClassifier(members));

        var read = NetworkState.Read(settings, tensors, "a.wlm");

        Assert.Equal(3, Assert.IsType<EnsembleClassifier>(read).Members.Count);
        var answers = members.Select(Answers).ToArray();
        Assert.All(Answers(read).Select((answer, i) => (answer, mean: answers.Average(one => one[i]))), pair => Assert.Equal(pair.mean, pair.answer, 1e-12));
    }

    [Fact]
    public void An_ensemble_explains_by_the_mean_of_its_members()
    {
        NetworkClassifier[] members = [Network(1), Network(2)];
        var spectrum = RandomNetworks.Spectra(1, Channels, new(1));
        double[] together = new double[Channels], first = new double[Channels], second = new double[Channels];

        new EnsembleClassifier(members).Explain(spectrum, 1, together);

        members[0].Explain(spectrum, 1, first);
        members[1].Explain(spectrum, 1, second);
        Assert.All(Enumerable.Range(0, Channels), i => Assert.Equal((first[i] + second[i]) / 2, together[i], 1e-12));
    }

    [Fact]
    public void Members_that_differ_in_classes_are_refused() => Assert.Contains(
        "differ", Assert.Throws<BadInputException>(() => new EnsembleClassifier([Network(1), RandomNetworks.Of(Small, Channels, 4, new(1))])).Message, StringComparison.Ordinal);

    public static TheoryData<string, string> Damages => new()
    {
        { "channels", "48" },
        { "channels", "0" },
        { "channels", "-1" },
        { "channels", "2147483647" },
        { "channels", "1e3" },
        { "classes", "[\"a\",\"b\"]" },
        { "classes", "[\"b\",\"a\",\"c\"]" },
        { "classes", "[\"a\",null,\"c\"]" },
        { "classes", "7" },
        { "temperature", "0" },
        { "temperature", "-1" },
        { "temperature", "1e999" },
        { "temperature", "\"NaN\"" },
        { "inputScale", "null" },
        { "inputMean", "1e999" },
        { "network", "null" },
        { "network", "{}" },
        { "network", "{\"blocks\":null,\"head\":\"flatten\",\"dense\":[]}" },
        { "network", "{\"blocks\":[null],\"head\":\"flatten\",\"dense\":[]}" },
        { "network", "{\"blocks\":[],\"head\":\"flatten\",\"dense\":[null]}" },
        { "network", "{\"blocks\":[],\"head\":1,\"dense\":[]}" },
        { "network", "{\"blocks\":[{\"filters\":3,\"kernel\":5,\"stride\":0}],\"head\":\"flatten\",\"dense\":[]}" },
        { "network", "{\"blocks\":[{\"filters\":-3,\"kernel\":5}],\"head\":\"flatten\",\"dense\":[]}" },
        { "network", "{\"blocks\":[{\"filters\":3,\"kernel\":5,\"padded\":true,\"pool\":-2}],\"head\":\"flatten\",\"dense\":[]}" },
        { "network", "{\"blocks\":[],\"head\":\"flatten\",\"dense\":[{\"units\":2147483647}]}" },
        { "members", "[]" },
        { "members", "[null]" },
        { "members", "7" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void Settings_that_do_not_fit_are_refused(string name, string value)
    {
        var (settings, tensors) = NetworkState.Of(Network(1));
        settings[name] = JsonNode.Parse(value);

        var error = Assert.Throws<BadInputException>(() => NetworkState.Read(settings, tensors, "a.wlm"));

        Assert.StartsWith("'a.wlm'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(-1)]
    public void A_variance_that_is_none_is_refused(float value)
    {
        var (settings, tensors) = NetworkState.Of(Network(1));
        tensors["blocks.0.norm.variance"].Values[1] = value;

        Assert.Contains("blocks.0.norm.variance", Assert.Throws<BadInputException>(() => NetworkState.Read(settings, tensors, "a.wlm")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Small_arrays_cannot_ask_for_large_maps()
    {
        var network = new NetworkDescription([new(4096, 1, Normalisation: BatchNormalisation.None)], NetworkHead.GlobalAverage, []);
        var tensors = RandomNetworks.Tensors(network, 1 << 20, 2, new(1));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<BadInputException>(() => new NetworkClassifier(["a", "b"], 1 << 20, network, tensors));

        Assert.Contains("4096 maps", error.Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void A_damaged_model_gives_a_network_or_bad_input()
    {
        var (settings, tensors) = NetworkState.Of(new EnsembleClassifier([Network(1), Network(2)]));
        using var memory = new MemoryStream();
        new ModelArchive(NetworkState.Kind, settings, tensors).Write(memory);
        var sound = memory.ToArray();
        var document = Encoding.UTF8.GetBytes(settings.ToJsonString());

        for (var i = 0; i < 300; i++)
        {
            var number = i;
            Survive(() => Use(Read(Mutations.Of(sound, number))), number);
            if (Parsed(Mutations.Of(document, number)) is { } manifest) Survive(() => Use(new(NetworkState.Kind, manifest, tensors)), number);
        }
    }

    static void Survive(Action act, int number)
    {
        var wrong = Record.Exception(act);
        Assert.True(wrong is null or BadInputException, $"case {number}: {wrong}");
    }

    static JsonObject? Parsed(byte[] json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static void Use(ModelArchive archive)
    {
        var classifier = NetworkState.Read(archive.Manifest, archive.Tensors, "a.wlm");
        classifier.Predict(new float[classifier.Channels], new double[classifier.Classes.Count]);
    }

    static ModelArchive Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return ModelArchive.Read(stream, "a.wlm");
    }

    static NetworkClassifier Network(ulong seed) => RandomNetworks.Of(Small, Channels, 3, new(seed));

    static double[] Answers(IClassifier classifier)
    {
        var probabilities = new double[4 * 3];
        classifier.Predict(RandomNetworks.Spectra(4, classifier.Channels, new(9)), probabilities);
        return probabilities;
    }
}
