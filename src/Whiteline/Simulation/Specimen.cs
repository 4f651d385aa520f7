namespace Whiteline.Simulation;

/// <summary>What lies under each pixel.</summary>
/// <param name="Classes">Ions, shape (k).</param>
/// <param name="Thickness">Projected thickness over its largest value, shape (pixels).</param>
/// <param name="Shares">Part of the projected material that is each ion, shape (pixels, k).</param>
sealed record Specimen(IReadOnlyList<string> Classes, double[] Thickness, float[] Shares)
{
    // The cube's edge and the core's radius over the width of the image, and the cube's rotation, radians.
    const double CubeEdge = 0.68;
    const double CoreRadius = 0.27;
    const double Rotation = 0.3;

    // Rounding of the cube's faces over its half edge.
    const double Rounding = 0.12;

    /// <summary>A rotated nanocube with rounded faces; a sphere of Fe2+ in its middle, Fe2.67+ around it. Both are seen in projection.</summary>
    public static Specimen CoreShell(int rows, int columns)
    {
        string[] classes = ["Fe2+", "Fe2.67+"];
        var thickness = new double[rows * columns];
        var shares = new float[rows * columns * 2];
        var width = Math.Min(rows, columns);
        for (var pixel = 0; pixel < thickness.Length; pixel++)
        {
            var x = (pixel % columns - (columns - 1) / 2.0) / width;
            var y = (pixel / columns - (rows - 1) / 2.0) / width;
            var u = Math.Abs(x * Math.Cos(Rotation) + y * Math.Sin(Rotation)) / (CubeEdge / 2);
            var v = Math.Abs(y * Math.Cos(Rotation) - x * Math.Sin(Rotation)) / (CubeEdge / 2);
            var depth = Math.Clamp((1 - Math.Max(u, v)) / Rounding, 0, 1);
            if (depth <= 0) continue;
            var radius = Math.Sqrt(x * x + y * y);
            var core = radius < CoreRadius ? 2 * Math.Sqrt(CoreRadius * CoreRadius - radius * radius) / CubeEdge : 0;
            var share = Math.Min(1, core / depth);
            thickness[pixel] = Math.Sqrt(depth);
            shares[pixel * 2] = (float)share;
            shares[pixel * 2 + 1] = (float)(1 - share);
        }
        return new(classes, thickness, shares);
    }

    /// <summary>A film of even thickness whose mean valence rises from 2 at the left to 4 at the right, each pixel a mixture of two neighbours.</summary>
    public static Specimen Gradient(int rows, int columns)
    {
        string[] classes = ["Mn2+", "Mn3+", "Mn4+"];
        var thickness = new double[rows * columns];
        Array.Fill(thickness, 1);
        var shares = new float[rows * columns * 3];
        for (var pixel = 0; pixel < thickness.Length; pixel++)
        {
            var valence = columns > 1 ? 2.0 * (pixel % columns) / (columns - 1) : 0;
            for (var k = 0; k < 3; k++) shares[pixel * 3 + k] = (float)Math.Max(0, 1 - Math.Abs(valence - k));
        }
        return new(classes, thickness, shares);
    }
}
