using TorchSharp;
using Whiteline.Learning.Networks;
using static TorchSharp.torch;

namespace Whiteline.Training;

/// <summary>
/// The arrays of a network as views into two vectors, what gradients train and the running statistics of batch normalisation. The
/// gradients are views into a third, so that an optimiser's step is a handful of operations and a checkpoint a handful of arrays.
/// </summary>
sealed class FlatParameters : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();
    readonly Dictionary<string, Tensor> views = new(StringComparer.Ordinal);
    readonly Dictionary<string, Tensor> gradients = new(StringComparer.Ordinal);

    /// <summary>Allocates zeros on the device for a described network.</summary>
    public FlatParameters(NetworkDescription network, int channels, int classes, Device device) : this([.. NetworkLayout.Tensors(network, channels, classes)], device)
    {
    }

    /// <summary>Allocates zeros on the device.</summary>
    public FlatParameters(IReadOnlyList<(string Name, int[] Shape)> layout, Device device)
    {
        Layout = layout;
        var trained = Layout.Where(tensor => NetworkLayout.IsTrained(tensor.Name)).Sum(tensor => Size(tensor.Shape));
        var running = Layout.Where(tensor => !NetworkLayout.IsTrained(tensor.Name)).Sum(tensor => Size(tensor.Shape));
        Values = zeros(trained, dtype: ScalarType.Float32, device: device);
        Gradients = zeros(trained, dtype: ScalarType.Float32, device: device);
        Running = zeros(running, dtype: ScalarType.Float32, device: device);
        DecayMask = zeros(trained, dtype: ScalarType.Float32, device: device);
        long at = 0, atRunning = 0;
        foreach (var (name, shape) in Layout)
        {
            long[] sizes = Array.ConvertAll(shape, size => (long)size);
            var length = Size(shape);
            if (NetworkLayout.IsTrained(name))
            {
                var leaf = Values.narrow(0, at, length).view(sizes).detach().requires_grad_();
                gradients[name] = Gradients.narrow(0, at, length).view(sizes);
                leaf.grad = gradients[name];
                views[name] = leaf;
                if (IsWeight(name)) DecayMask.narrow(0, at, length).fill_(Number.Of(1));
                at += length;
            }
            else
            {
                views[name] = Running.narrow(0, atRunning, length);
                atRunning += length;
            }
        }
        // Whoever allocates the network may stand in a scope of his own; the network outlives it.
        scope.Detach(Values, Gradients, Running, DecayMask);
        scope.Detach(views.Values);
        scope.Detach(gradients.Values);
        scope.Dispose();
    }

    /// <summary>Names and shapes, in the order of the vectors.</summary>
    public IReadOnlyList<(string Name, int[] Shape)> Layout { get; }

    /// <summary>What gradients train, one vector.</summary>
    public Tensor Values { get; }

    /// <summary>Where backward adds the gradients, one vector; set to zero before each step.</summary>
    public Tensor Gradients { get; }

    /// <summary>Running means and variances, one vector; empty without batch normalisation.</summary>
    public Tensor Running { get; }

    /// <summary>1 for the weights of convolutions and dense layers, 0 for biases and batch normalisation, which do not decay.</summary>
    public Tensor DecayMask { get; }

    /// <summary>The view of one array.</summary>
    public Tensor this[string name] => views[name];

    /// <summary>The view of one array's gradient.</summary>
    public Tensor Gradient(string name) => gradients[name];

    /// <summary>All arrays by name, copied.</summary>
    public Dictionary<string, (int[] Shape, float[] Values)> Export()
    {
        var tensors = new Dictionary<string, (int[], float[])>(StringComparer.Ordinal);
        foreach (var (name, shape) in Layout)
        {
            // Two names: a tensor that nothing refers to may be finalised while libtorch reads it.
            using var view = views[name].detach();
            using var copy = view.cpu();
            tensors[name] = (shape, copy.data<float>().ToArray());
        }
        return tensors;
    }

    /// <summary>Whether backward passes add to the gradients: not while another network is trained through this one.</summary>
    public void Train(bool active)
    {
        foreach (var name in gradients.Keys) views[name].requires_grad = active;
    }

    public static bool IsWeight(string name) => name.EndsWith(".weight", StringComparison.Ordinal) && !name.EndsWith(".norm.weight", StringComparison.Ordinal);

    public void Dispose()
    {
        foreach (var view in views.Values) view.Dispose();
        foreach (var view in gradients.Values) view.Dispose();
        Values.Dispose();
        Gradients.Dispose();
        Running.Dispose();
        DecayMask.Dispose();
    }

    static long Size(int[] shape) => shape.Aggregate(1L, (product, size) => product * size);
}
