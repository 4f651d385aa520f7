using PureHDF;

namespace Whiteline.Hdf5;

/// <summary>A group whose attributes are a dictionary, as HyperSpy stores its metadata. What is missing or of another type is null.</summary>
sealed class HspyNode
{
    readonly IH5Group? group;

    HspyNode(IH5Group? group) => this.group = group;

    /// <summary>A group that is not there.</summary>
    public static HspyNode Empty { get; } = new(null);

    public static HspyNode Of(IH5Group group) => new(group);

    /// <summary>A group below this one, or <see cref="Empty"/>.</summary>
    public HspyNode Below(string name) => group is not null && group.LinkExists(name) && group.Get(name) is IH5Group below ? new(below) : Empty;

    /// <summary>Text at the end of a path.</summary>
    public string? Text(params ReadOnlySpan<string> path) => At(path) is { } attribute && attribute.Type.Class is H5DataTypeClass.String or H5DataTypeClass.VariableLength
        ? attribute.Read<string>()
        : null;

    /// <summary>A number at the end of a path.</summary>
    public double? Number(params ReadOnlySpan<string> path)
    {
        if (At(path) is not { } attribute || attribute.Space.Dimensions.Aggregate(1UL, (product, size) => product * size) != 1) return null;
        var value = (attribute.Type.Class, attribute.Type.Size) switch
        {
            (H5DataTypeClass.FloatingPoint, 8) => attribute.Read<double>(),
            (H5DataTypeClass.FloatingPoint, 4) => attribute.Read<float>(),
            (H5DataTypeClass.FixedPoint, 8) => attribute.Read<long>(),
            (H5DataTypeClass.FixedPoint, 4) => attribute.Read<int>(),
            (H5DataTypeClass.FixedPoint, 2) => attribute.Read<short>(),
            (H5DataTypeClass.FixedPoint, 1) => attribute.Read<sbyte>(),
            _ => double.NaN,
        };
        return double.IsFinite(value) ? value : null;
    }

    /// <summary>A boolean, which HDF5 stores as an enumeration of two or as a number.</summary>
    public bool? Flag(string name) => At([name]) switch
    {
        null => null,
        { Type: { Class: H5DataTypeClass.Enumerated, Size: 1 } } attribute => attribute.Read<byte>() != 0,
        _ => Number(name) is { } number ? number != 0 : null,
    };

    IH5Attribute? At(ReadOnlySpan<string> path)
    {
        var node = this;
        foreach (var name in path[..^1]) node = node.Below(name);
        return node.group is { } owner && owner.AttributeExists(path[^1]) ? owner.Attribute(path[^1]) : null;
    }
}
