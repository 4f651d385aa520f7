using System.Text.Json;
using System.Text.Json.Serialization;
using Whiteline.Learning.Networks;
using Whiteline.Testing;

namespace Whiteline.Interop;

/// <summary>
/// Every kind of network, with random weights, gives the same probabilities and input gradients as PyTorch's own layers. Skipped where
/// the system's Python has no torch.
/// </summary>
public sealed class NetworksAgainstPyTorchTests
{
    const int Channels = 300, Classes = 4, Count = 9;
    const double Mean = 0.4, Scale = 1.7, Temperature = 1.3;

    // The arrays come as one file of consecutive float32 values; the list says which and where.
    const string Script = """
        import json, sys, numpy, torch
        import torch.nn.functional as F
        torch.set_num_threads(1)
        for case in json.load(open(sys.argv[1])):
            raw = numpy.fromfile(case["file"], dtype="<f4")
            t, at = {}, 0
            for a in case["arrays"]:
                n = int(numpy.prod(a["shape"]))
                t[a["name"]] = torch.from_numpy(raw[at:at + n].copy().reshape(a["shape"])); at += n
            net, x0 = case["network"], t["spectra"].requires_grad_()
            def norm(x, n): return F.batch_norm(x, t[n + ".norm.mean"], t[n + ".norm.variance"], t[n + ".norm.weight"], t[n + ".norm.bias"], False, 0.1, 1e-5)
            acts = {"relu": F.relu, "leakyRelu": lambda x: F.leaky_relu(x, 0.01), "elu": F.elu, "silu": F.silu, "tanh": torch.tanh}
            def rest(x, n, l):
                if l["normalisation"] == "beforeActivation": x = norm(x, n)
                x = acts[l["activation"]](x)
                return norm(x, n) if l["normalisation"] == "afterActivation" else x
            x = (x0 - case["mean"]) * case["scale"]
            if net["blocks"]:
                x = x[:, None, :]
                for i, b in enumerate(net["blocks"]):
                    n, k = "blocks.%d" % i, b["kernel"]
                    if b["padded"]: x = F.pad(x, ((k - 1) // 2, k - 1 - (k - 1) // 2))
                    x = rest(F.conv1d(x, t[n + ".weight"], t[n + ".bias"], stride=b["stride"]), n, b)
                    if b["pooling"] == "max": x = F.max_pool1d(x, b["pool"])
                    if b["pooling"] == "average": x = F.avg_pool1d(x, b["pool"])
                if net["head"] == "classMaps": x = norm(F.conv1d(x, t["output.weight"][:, :, None], t["output.bias"]), "output").mean(2)
                elif net["head"] == "globalAverage": x = x.mean(2)
                else: x = torch.flatten(x, 1)
            if not (net["blocks"] and net["head"] == "classMaps"):
                for i, l in enumerate(net["dense"]): x = rest(F.linear(x, t["dense.%d.weight" % i], t["dense.%d.bias" % i]), "dense.%d" % i, l)
                x = F.linear(x, t["output.weight"], t["output.bias"])
            x[:, 2].sum().backward()
            p = torch.softmax(x / case["temperature"], 1)
            print(json.dumps({"probabilities": p.flatten().tolist(), "gradient": x0.grad[0].tolist()}))
        """;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    [Fact]
    public async Task Every_kind_of_network_gives_the_same_probabilities_and_gradients()
    {
        using var folder = new TemporaryFolder();
        var networks = RandomNetworks.All.Select(one => RandomNetworks.Of(one.Network, Channels, Classes, new(1), Mean, Scale, Temperature)).ToArray();
        var spectra = RandomNetworks.Spectra(Count, Channels, new(2));
        await File.WriteAllTextAsync(folder.File("cases.json"), JsonSerializer.Serialize(networks.Select((network, i) => Case(network, spectra, folder.File($"{i}.bin"))), Json));

        var lines = (await SystemPython.Ask(Script, folder.File("cases.json"))).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(networks.Length, lines.Length);
        foreach (var (i, network) in networks.Index())
        {
            var peer = JsonDocument.Parse(lines[i]).RootElement;
            double[] probabilities = new double[Count * Classes], gradient = new double[Channels];
            network.Predict(spectra, probabilities);
            network.Explain(spectra.AsSpan(0, Channels), 2, gradient);
            Near(peer.GetProperty("probabilities"), probabilities, 1e-5, RandomNetworks.All[i].Name);
            Near(peer.GetProperty("gradient"), gradient, 1e-4 * gradient.Max(Math.Abs), RandomNetworks.All[i].Name);
        }
    }

    static void Near(JsonElement peer, double[] ours, double tolerance, string name)
    {
        var largest = peer.EnumerateArray().Zip(ours).Max(pair => Math.Abs(pair.First.GetDouble() - pair.Second));
        Assert.True(largest <= tolerance, $"{name} differs by {largest}; {tolerance} is allowed.");
    }

    static object Case(NetworkClassifier network, float[] spectra, string file)
    {
        var arrays = network.Tensors.Select(pair => (pair.Key, pair.Value.Shape, pair.Value.Values)).Append(("spectra", [Count, Channels], spectra)).ToArray();
        File.WriteAllBytes(file, [.. arrays.SelectMany(array => array.Values).SelectMany(BitConverter.GetBytes)]);
        return new { file, network.Network, mean = Mean, scale = Scale, temperature = Temperature, arrays = arrays.Select(array => new { name = array.Item1, shape = array.Item2 }) };
    }
}
