using System.CommandLine;
using Whiteline.Cli.Shell;
using Whiteline.Learning.Svm;
using Whiteline.Recipes.Tuning;

namespace Whiteline.Cli.Commands;

/// <summary>The options of a support vector machine.</summary>
sealed class SvmTrainingOptions
{
    readonly Option<string?> kernel = Values.Choice("--kernel", "Kernel of the support vector machine.", "rbf", "linear", "polynomial", "rbf", "sigmoid", "cosine");
    readonly Option<double> c = Values.Option("--C", "Soft-margin penalty, above 0; larger fits the training spectra harder. 10 without it.", "NUMBER", Values.Positive, () => 10);
    readonly Option<double?> gamma = Values.Option<double?>("--gamma", "γ of the RBF, polynomial and sigmoid kernels, above 0. Without it: 1 / (channels × variance).", "NUMBER", text => Values.Positive(text));
    readonly Option<double> coef0 = Values.Option("--coef0", "r of the polynomial and sigmoid kernels.", "NUMBER", text => Values.Number(text), () => 0);
    readonly Option<int> degree = Values.Option("--degree", "Degree of the polynomial kernel.", "N", text => Values.Integer(text, 1, 20), () => 3);
    readonly Option<string?> scheme = Values.Choice("--scheme", "One machine per pair of classes (ovo), or one per class against the rest (ovr).", "ovo", "ovo", "ovr");
    readonly Option<LocalDenoising?> denoised = DenoisedView();
    readonly Option<int> cache = Values.Option("--cache", "Memory for kernel rows, MB; where all do not fit, they are made on demand.", "MB", text => Values.Integer(text, 1, 1 << 20), () => 512);

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [kernel, c, gamma, coef0, degree, scheme, denoised, cache];

    /// <summary>True when one machine per class is asked for.</summary>
    public bool IsOneVersusRest(CommandRun run) => run.Value(scheme) == "ovr";

    /// <summary>True when spectra are seen a second time, denoised by others.</summary>
    public bool HasDenoisedView(CommandRun run) => run.Value(denoised) is not null;

    /// <summary>The kernel asked for.</summary>
    public string Kernel(CommandRun run) => run.Value(kernel)!;

    /// <summary>Refuses hyperparameters that no kernel in use has: they would change nothing.</summary>
    /// <param name="run">The run.</param>
    /// <param name="kernels">The kernels of a search; without any, the one of <c>--kernel</c>.</param>
    /// <param name="searched">Hyperparameters that a search chooses.</param>
    /// <exception cref="BadInputException">One is given or searched for nothing.</exception>
    public void RefuseUnused(CommandRun run, IReadOnlyCollection<string> kernels, IReadOnlyCollection<string> searched)
    {
        if (kernels.Count == 0) kernels = [Kernel(run)];
        foreach (var (option, name) in new (Option, string)[] { (gamma, "gamma"), (coef0, "coef0"), (degree, "degree") })
            if ((run.IsGiven(option) || searched.Contains(name)) && TuningParameters.KernelsWith(name) is { } having && !having.Intersect(kernels, StringComparer.OrdinalIgnoreCase).Any())
                throw new BadInputException($"{(run.IsGiven(option) ? option.Name : name)} has no meaning for the kernel {string.Join(" or ", kernels)}. Leave it out, or take a kernel that has it: {string.Join(", ", having)}.");
    }

    /// <summary>The hyperparameters that the user asked for.</summary>
    public SvmOptions Options(CommandRun run, ClassWeights weights) => new(
        Enum.Parse<KernelKind>(run.Value(kernel)!, ignoreCase: true),
        run.Value(c),
        run.Value(gamma),
        run.Value(coef0),
        run.Value(degree),
        weights.Kind)
    {
        Scheme = run.Value(scheme) == "ovr" ? MulticlassScheme.OneVersusRest : MulticlassScheme.OneVersusOne,
        ClassWeights = weights.Given,
        Denoised = run.Value(denoised),
        CacheBytes = (long)run.Value(cache) << 20,
    };

    static Option<LocalDenoising?> DenoisedView()
    {
        var otherwise = new LocalDenoising();
        var option = Values.Option<LocalDenoising?>(
            "--denoised-view",
            $"See every spectrum a second time, denoised by R principal components of the N training spectra nearest to it ({otherwise.Neighbours}:{otherwise.Components} when no value is given); the kernel is the mean of both views'. For noisy spectra near the border of their classes.",
            "N:R", Read);
        var read = option.CustomParser!;
        option.Arity = ArgumentArity.ZeroOrOne;
        option.CustomParser = result => result.Tokens.Count == 0 ? otherwise : read(result);
        return option;
    }

    static LocalDenoising Read(string text)
    {
        if (text.Split(':') is not [var neighbours, var components]) throw new BadInputException($"'{text}' is not a neighbourhood. Give it as NEIGHBOURS:COMPONENTS, such as 200:5.");
        var read = new LocalDenoising(Values.Integer(neighbours), Values.Integer(components));
        return read.Problems().FirstOrDefault() is { } problem ? throw new BadInputException(problem) : read;
    }
}
