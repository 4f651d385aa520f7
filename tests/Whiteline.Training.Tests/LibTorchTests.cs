using TorchSharp;

namespace Whiteline.Training.Tests;

public sealed class LibTorchTests
{
    [Fact]
    public void The_native_library_loads_and_multiplies()
    {
        using var scope = torch.NewDisposeScope();
        using var a = torch.tensor(new float[] { 1, 2, 3, 4 }).reshape(2, 2);
        using var product = torch.mm(a, a);

        Assert.Equal([7, 10, 15, 22], product.data<float>().ToArray());
    }
}
