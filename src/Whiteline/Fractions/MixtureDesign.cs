using System.Numerics.Tensors;
using Whiteline.Spectra;

namespace Whiteline.Fractions;

/// <summary>
/// The model of a spectrum and its derivatives: Σ w_k (R_k + Σ u_kr O_kr + Σ v_j S_jk), moved by a shift and broadened by a variance, and a background B0 E^−3 + B1 E^−3 x, which is
/// a power law of any exponent to first order. Parameters in this order: w (k), shift, variance, background (2), u, v. For one spectrum at a time.
/// </summary>
sealed class MixtureDesign
{
    const double BackgroundExponent = 3;
    const double SlopeReachEv = 40;

    readonly ReferenceBank bank;
    readonly double[] energies;
    readonly double[][] background;
    readonly int[] at;
    readonly double[] part;

    // The curve of each state, with its shapes, on the two rungs about the variance.
    readonly double[][] lower, upper;
    readonly double[][] columns;

    public MixtureDesign(ReferenceBank bank, EnergyAxis axis, double anchorEv)
    {
        this.bank = bank;
        energies = axis.Energies();
        States = bank.States;
        Count = States + 4 + bank.OwnOf.Sum() + bank.SharedCount;
        background = Background(energies, anchorEv);
        at = new int[energies.Length];
        part = new double[energies.Length];
        lower = [.. Enumerable.Range(0, States).Select(_ => new double[bank.Axis.Count])];
        upper = [.. Enumerable.Range(0, States).Select(_ => new double[bank.Axis.Count])];
        columns = new double[Count][];
        for (var p = 0; p < Count; p++) columns[p] = new double[energies.Length];
        background[0].CopyTo(columns[States + 2], 0);
        background[1].CopyTo(columns[States + 3], 0);
        Model = new double[energies.Length];
    }

    public int States { get; }

    /// <summary>Number of parameters.</summary>
    public int Count { get; }

    public int Shift => States;

    public int Variance => States + 1;

    public int FirstBackground => States + 2;

    /// <summary>First of the parameters whose prior is a standard normal distribution.</summary>
    public int FirstShape => States + 4;

    /// <summary>First of the shapes that all states share.</summary>
    public int FirstShared => Count - bank.SharedCount;

    /// <summary>The spectrum, shape (channels), after <see cref="Evaluate"/>.</summary>
    public double[] Model { get; }

    /// <summary>Derivative by a parameter, shape (channels), after <see cref="Evaluate"/>.</summary>
    public double[] Column(int parameter) => columns[parameter];

    public static double[][] Background(double[] energies, double anchorEv) =>
    [
        Array.ConvertAll(energies, energy => Math.Pow(Math.Max(1, energy) / anchorEv, -BackgroundExponent)),
        Array.ConvertAll(energies, energy => Math.Pow(Math.Max(1, energy) / anchorEv, -BackgroundExponent) * (energy - anchorEv) / SlopeReachEv),
    ];

    /// <summary>Model and derivatives at parameters, shape (Count).</summary>
    public void Evaluate(ReadOnlySpan<double> parameters)
    {
        var rung = bank.RungOf(parameters[Variance]);
        var step = bank.Variances[rung + 1] - bank.Variances[rung];
        var share = (parameters[Variance] - bank.Variances[rung]) / step;
        var (below, above) = (bank.Rung(rung), bank.Rung(rung + 1));
        Place(parameters[Shift]);
        // What is added up over shapes is added up on the references' axis, and moved to the spectrum's once a state.
        var (row, parameter) = (States, FirstShape);
        for (var k = 0; k < States; k++)
        {
            below[k].CopyTo(lower[k], 0);
            above[k].CopyTo(upper[k], 0);
        }
        for (var k = 0; k < States; k++)
            for (var r = 0; r < bank.OwnOf[k]; r++, row++, parameter++)
            {
                Grow(k, below[row], above[row], parameters[parameter]);
                Move(below[row], above[row], share, parameters[k], columns[parameter], isFresh: true);
            }
        for (var j = 0; j < bank.SharedCount; j++, parameter++)
            for (var k = 0; k < States; k++, row++)
            {
                Grow(k, below[row], above[row], parameters[parameter]);
                Move(below[row], above[row], share, parameters[k], columns[parameter], isFresh: k == 0);
            }
        Array.Clear(columns[Shift]);
        Array.Clear(columns[Variance]);
        for (var k = 0; k < States; k++) Differentiate(lower[k], upper[k], share, step, parameters[k], columns[k]);
        Array.Clear(Model);
        for (var k = 0; k < States; k++) TensorPrimitives.MultiplyAdd(columns[k], parameters[k], Model, Model);
        for (var b = 0; b < 2; b++) TensorPrimitives.MultiplyAdd(background[b], parameters[FirstBackground + b], Model, Model);
    }

    void Place(double shiftEv)
    {
        for (var c = 0; c < at.Length; c++)
        {
            var channel = Math.Clamp(bank.Axis.ChannelAt(energies[c] - shiftEv), 0, bank.Axis.Count - 1.000001);
            at[c] = (int)channel;
            part[c] = channel - at[c];
        }
    }

    void Grow(int state, double[] below, double[] above, double value)
    {
        if (value == 0) return;
        var used = at[0]..(at[^1] + 2);
        TensorPrimitives.MultiplyAdd(below.AsSpan(used), value, lower[state].AsSpan(used), lower[state].AsSpan(used));
        TensorPrimitives.MultiplyAdd(above.AsSpan(used), value, upper[state].AsSpan(used), upper[state].AsSpan(used));
    }

    // The derivative by a shape: the shape times the weight of its state.
    void Move(double[] below, double[] above, double share, double factor, double[] column, bool isFresh)
    {
        for (var c = 0; c < at.Length; c++)
        {
            var i = at[c];
            var left = below[i] + share * (above[i] - below[i]);
            var right = below[i + 1] + share * (above[i + 1] - below[i + 1]);
            var value = factor * (left + part[c] * (right - left));
            column[c] = isFresh ? value : column[c] + value;
        }
    }

    // A state's derivatives by its own weight, the shift and the variance.
    void Differentiate(double[] below, double[] above, double share, double step, double weight, double[] column)
    {
        var (byShift, byVariance) = (columns[Shift], columns[Variance]);
        var perChannel = 1 / bank.Axis.DispersionEv;
        for (var c = 0; c < at.Length; c++)
        {
            var i = at[c];
            double b0 = below[i], b1 = below[i + 1], a0 = above[i], a1 = above[i + 1];
            var left = b0 + share * (a0 - b0);
            var right = b1 + share * (a1 - b1);
            column[c] = left + part[c] * (right - left);
            byShift[c] -= weight * (right - left) * perChannel;
            byVariance[c] += weight * (a0 - b0 + part[c] * (a1 - b1 - a0 + b0)) / step;
        }
    }
}
