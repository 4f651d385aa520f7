namespace Whiteline.Simulation;

/// <summary>What lies under each pixel.</summary>
/// <param name="Classes">Ions, shape (k).</param>
/// <param name="Thickness">Projected thickness over its largest value, shape (pixels).</param>
/// <param name="Shares">Part of the projected material that is each ion, shape (pixels, k).</param>
sealed record Specimen(IReadOnlyList<string> Classes, double[] Thickness, float[] Shares)
{
    // The cube's edge over the width of the image, the core's edge over the cube's, and the rotation, radians.
    const double CubeEdge = 0.68;
    const double CoreEdge = 0.72;
    const double Rotation = 0.3;

    // Rounding of the faces over the half edge.
    const double Rounding = 0.12;

    /// <summary>The specimen that an image is to show.</summary>
    public static Specimen Of(PhantomImageOptions options) => options.Kind == PhantomKind.CoreShell ? CoreShell(options.Rows, options.Columns) : Gradient(options.Rows, options.Columns);

    /// <summary>A rotated nanocube with rounded faces: a smaller cube of Fe2+ in its middle, Fe2.67+ around it. Both are seen in projection, so a core pixel holds both.</summary>
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
            var whole = Depth(Math.Max(u, v));
            if (whole <= 0) continue;
            var core = CoreEdge * Depth(Math.Max(u, v) / CoreEdge);
            thickness[pixel] = whole;
            shares[pixel * 2] = (float)(core / whole);
            shares[pixel * 2 + 1] = (float)(1 - core / whole);
        }
        return new(classes, thickness, shares);
    }

    // Thickness of a cube of unit edge at a distance from its middle, in half edges: 1 inside, falling to 0 at the rounded face.
    static double Depth(double distance) => Math.Sqrt(Math.Clamp((1 - distance) / Rounding, 0, 1));

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
