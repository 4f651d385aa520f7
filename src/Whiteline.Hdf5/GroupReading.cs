using PureHDF;

namespace Whiteline.Hdf5;

/// <summary>Looks up what a group of a HyperSpy file may hold. What is absent, or HyperSpy's <c>_None_</c>, is null.</summary>
static class GroupReading
{
    const int MaxTextBytes = 1 << 20;

    public static IH5Group? FindGroup(this IH5Group? group, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (group is null || !group.LinkExists(name)) return null;
            group = group.Get(name) as IH5Group;
        }
        return group;
    }

    public static string? Text(this IH5Group? group, string name)
    {
        if (Find(group, name) is not { } attribute || !IsSingle(attribute)) return null;
        if (attribute.Type.Class is not (H5DataTypeClass.String or H5DataTypeClass.VariableLength) || attribute.Type.Size > MaxTextBytes) return null;
        var text = attribute.Read<string>()?.TrimEnd('\0');
        return text is null or "_None_" ? null : text;
    }

    public static double? Number(this IH5Group? group, string name)
    {
        if (Find(group, name) is not { } attribute || !IsSingle(attribute)) return null;
        double? number = attribute.Type.Class switch
        {
            H5DataTypeClass.FloatingPoint => attribute.Type.Size switch { 2 => (double)attribute.Read<Half>(), 4 => attribute.Read<float>(), 8 => attribute.Read<double>(), _ => null },
            H5DataTypeClass.FixedPoint when attribute.Type.FixedPoint.IsSigned =>
                attribute.Type.Size switch { 1 => attribute.Read<sbyte>(), 2 => attribute.Read<short>(), 4 => attribute.Read<int>(), 8 => attribute.Read<long>(), _ => null },
            H5DataTypeClass.FixedPoint =>
                attribute.Type.Size switch { 1 => attribute.Read<byte>(), 2 => attribute.Read<ushort>(), 4 => attribute.Read<uint>(), 8 => attribute.Read<ulong>(), _ => null },
            _ => null,
        };
        return number is { } value && double.IsFinite(value) ? value : null;
    }

    /// <summary>h5py stores a boolean as an enumeration over one byte.</summary>
    public static bool? Flag(this IH5Group? group, string name) =>
        Find(group, name) is { } attribute && IsSingle(attribute) && attribute.Type is { Size: 1, Class: H5DataTypeClass.Enumerated or H5DataTypeClass.FixedPoint }
            ? attribute.Read<byte>() != 0
            : null;

    static IH5Attribute? Find(IH5Group? group, string name) => group?.AttributeExists(name) == true ? group.Attribute(name) : null;

    static bool IsSingle(IH5Attribute attribute) =>
        attribute.Space.Type == H5DataspaceType.Scalar || (attribute.Space.Type == H5DataspaceType.Simple && attribute.Space.Dimensions.All(size => size == 1));
}
