namespace Whiteline.Learning.Svm;

/// <summary>Two classes to be separated.</summary>
/// <param name="Members">Indices into the training spectra, shape (m).</param>
/// <param name="Signs">+1 or −1 for each, shape (m).</param>
/// <param name="PositiveC">Penalty of the positive class.</param>
/// <param name="NegativeC">Penalty of the negative class.</param>
/// <param name="Held">True for members that must not be learned from, shape (m), or null for none: their multipliers stay 0, and the slope gives their decision values.</param>
sealed record BinaryProblem(int[] Members, sbyte[] Signs, double PositiveC, double NegativeC, bool[]? Held = null);

/// <summary>The solution: decision value of x = Σ Coefficients[i] k(x_members[i], x) − Rho.</summary>
/// <param name="Coefficients">Sign times α, shape (m); zero for all but the support vectors.</param>
/// <param name="Rho">Offset.</param>
/// <param name="Objective">Dual objective ½ αᵀQα − Σα at the solution.</param>
/// <param name="Converged">False when the iteration limit was reached.</param>
/// <param name="Iterations">Steps taken.</param>
sealed record BinarySolution(double[] Coefficients, double Rho, double Objective, bool Converged, int Iterations = 0);
