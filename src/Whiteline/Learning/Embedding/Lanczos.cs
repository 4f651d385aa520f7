using Whiteline.Numerics;

namespace Whiteline.Learning.Embedding;

/// <summary>
/// The smoothest vectors on a connected graph: eigenvectors of the normalised Laplacian I − D^−½ W D^−½ with the least values after the trivial one, by Lanczos'
/// method with thick restarts (Wu and Simon, SIAM J. Matrix Anal. Appl. 22, 602, 2000). Each new vector is made orthogonal to all before it, and to the trivial one,
/// which is known. Sums run over fixed pieces of the rows, so that threads do not change them.
/// </summary>
sealed class Lanczos
{
    const int Piece = 2048;

    readonly FuzzyGraph graph;
    readonly float[] inverseRoot;
    readonly float[] trivial;
    readonly int basis, threads, pieces;
    readonly CancellationToken cancellation;

    // Vectors of length n side by side; the last is the next to be taken.
    readonly float[][] vectors;
    readonly double[,] partial;

    /// <summary>Prepares the search.</summary>
    /// <param name="graph">A connected symmetric graph of at least 3 rows.</param>
    /// <param name="basis">Vectors between restarts.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="cancellation">Ends the work.</param>
    public Lanczos(FuzzyGraph graph, int basis, int threads, CancellationToken cancellation)
    {
        (this.graph, this.threads, this.cancellation) = (graph, threads, cancellation);
        var n = graph.Count;
        this.basis = Math.Min(basis, n - 1);
        pieces = (n + Piece - 1) / Piece;
        inverseRoot = new float[n];
        trivial = new float[n];
        var total = 0.0;
        for (var i = 0; i < n; i++)
        {
            var degree = 0.0;
            foreach (var weight in graph.WeightsOf(i)) degree += weight;
            inverseRoot[i] = (float)(1 / Math.Sqrt(degree));
            trivial[i] = (float)Math.Sqrt(degree);
            total += degree;
        }
        for (var i = 0; i < n; i++) trivial[i] /= (float)Math.Sqrt(total);
        vectors = new float[this.basis + 1][];
        for (var k = 0; k < vectors.Length; k++) vectors[k] = new float[n];
        partial = new double[pieces, this.basis + 2];
    }

    /// <summary>The smoothest vectors of unit length, each of shape (n), smoothest first.</summary>
    /// <param name="count">How many.</param>
    /// <param name="tolerance">Largest residual of an eigenvector.</param>
    /// <param name="mostRestarts">Ends the search; what it has by then is good enough to start from.</param>
    /// <param name="random">Where the first vector comes from.</param>
    public float[][] Smoothest(int count, double tolerance, int mostRestarts, RandomSource random)
    {
        for (var i = 0; i < graph.Count; i++) vectors[0][i] = (float)(random.NextDouble() - 0.5);
        Orthogonalise(vectors[0], 0, new double[1]);
        Scale(vectors[0], 1 / Math.Sqrt(Norm2(vectors[0])));
        var projected = new double[basis, basis];
        var known = 0;
        for (var restart = 0; ; restart++)
        {
            var residual = Extend(projected, known);
            var (values, small) = SymmetricEigen.Of([.. projected.Cast<double>()], basis, basis);
            var converged = Enumerable.Range(0, Math.Min(count, basis)).All(k => residual * Math.Abs(small[k][basis - 1]) <= tolerance);
            var done = converged || restart >= mostRestarts || basis == graph.Count - 1;
            // A third of the basis beside those wanted keeps the directions that converge next.
            known = done ? Math.Min(count, basis) : Math.Min(basis - 1, count + basis / 3);
            Combine(small, known);
            if (done) return vectors[..known];
            (vectors[known], vectors[basis]) = (vectors[basis], vectors[known]);
            Array.Clear(projected);
            for (var k = 0; k < known; k++) projected[k, k] = values[k];
        }
    }

    // Multiplies vector after vector by the matrix and makes the next of what is new in it. Returns the norm of the last.
    double Extend(double[,] projected, int known)
    {
        var norm = 0.0;
        for (var j = known; j < basis; j++)
        {
            var next = vectors[j + 1];
            Multiply(vectors[j], next);
            var along = new double[j + 1];
            var before = Math.Sqrt(Norm2(next));
            Orthogonalise(next, j + 1, along);
            for (var k = 0; k <= j; k++) projected[j, k] = projected[k, j] = along[k];
            norm = Math.Sqrt(Norm2(next));
            // Much was taken away: rounding is taken away as well.
            if (norm < 0.7 * before)
            {
                Orthogonalise(next, j + 1, along);
                norm = Math.Sqrt(Norm2(next));
            }
            // Nothing is left: the space is complete, and what follows adds nothing to it.
            if (norm < 1e-6)
            {
                Array.Clear(next);
                norm = 0;
            }
            else
            {
                Scale(next, 1 / norm);
            }
        }
        return norm;
    }

    void Multiply(float[] x, float[] result) => ForPieces((_, from, to) =>
    {
        for (var i = from; i < to; i++)
        {
            var targets = graph.TargetsOf(i);
            var weights = graph.WeightsOf(i);
            var sum = 0f;
            for (var e = 0; e < targets.Length; e++) sum += weights[e] * inverseRoot[targets[e]] * x[targets[e]];
            result[i] = sum * inverseRoot[i];
        }
    });

    // Takes the trivial vector and the first so many others away; how much of those there was is told.
    void Orthogonalise(float[] x, int count, double[] along)
    {
        ForPieces((piece, from, to) =>
        {
            for (var k = 0; k <= count; k++) partial[piece, k] = FixedOrder.Dot(x.AsSpan(from, to - from), Basis(k).AsSpan(from, to - from));
        });
        var sums = new float[count + 1];
        for (var k = 0; k <= count; k++)
        {
            var sum = 0.0;
            for (var piece = 0; piece < pieces; piece++) sum += partial[piece, k];
            sums[k] = (float)sum;
            if (k < count) along[k] = sum;
        }
        ForPieces((_, from, to) =>
        {
            for (var k = 0; k <= count; k++) FixedOrder.Subtract(x.AsSpan(from, to - from), Basis(k).AsSpan(from, to - from), sums[k]);
        });

        float[] Basis(int k) => k == count ? trivial : vectors[k];
    }

    void Combine(double[][] small, int count) => ForPieces((_, from, to) =>
    {
        var rows = new double[count];
        for (var i = from; i < to; i++)
        {
            for (var k = 0; k < count; k++)
            {
                rows[k] = 0;
                for (var j = 0; j < basis; j++) rows[k] += small[k][j] * vectors[j][i];
            }
            for (var k = 0; k < count; k++) vectors[k][i] = (float)rows[k];
        }
    });

    double Norm2(float[] x)
    {
        ForPieces((piece, from, to) => partial[piece, 0] = FixedOrder.Dot(x.AsSpan(from, to - from), x.AsSpan(from, to - from)));
        var sum = 0.0;
        for (var piece = 0; piece < pieces; piece++) sum += partial[piece, 0];
        return sum;
    }

    void Scale(float[] x, double factor) => ForPieces((_, from, to) =>
    {
        for (var i = from; i < to; i++) x[i] *= (float)factor;
    });

    void ForPieces(Action<int, int, int> work) =>
        ParallelWork.For(pieces, threads, piece => work(piece, piece * Piece, Math.Min(graph.Count, (piece + 1) * Piece)), cancellation);
}
