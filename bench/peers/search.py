"""The work of SearchAgainstOptuna in Optuna: one request a line on stdin, one JSON answer a line on stdout."""
import json
import math
import resource
import sys
import time
import warnings

import optuna
from scipy.stats import mannwhitneyu

warnings.filterwarnings("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)

POINTS = 29
table = json.load(open(sys.argv[1])) if sys.argv[1] != "none" else None


def branin(trial):
    x, y = trial.suggest_float("x", -5, 10), trial.suggest_float("y", 0, 15)
    return (y - 5.1 / (4 * math.pi**2) * x**2 + 5 / math.pi * x - 6) ** 2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10


WEIGHTS = [1, 1.2, 3, 3.2]
SCALES = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]]
CENTRES = [
    [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
    [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
    [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650],
    [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
]


def hartmann6(trial):
    x = [trial.suggest_float(f"x{k}", 0, 1) for k in range(6)]
    return -sum(w * math.exp(-sum(s * (v - c) ** 2 for s, v, c in zip(scale, x, centre))) for w, scale, centre in zip(WEIGHTS, SCALES, CENTRES))


def rosenbrock5(trial):
    x = [trial.suggest_float(f"x{k}", 0.01, 100, log=True) for k in range(5)]
    return math.log10(1 + sum(100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2 for i in range(4)))


def conditional(trial):
    model = trial.suggest_categorical("model", ["net", "machine", "mean"])
    if model == "mean":
        return 1
    if model == "machine":
        penalty = (math.log10(trial.suggest_float("C", 1e-3, 1e4, log=True)) - 1) ** 2 / 10
        if trial.suggest_categorical("kernel", ["linear", "rbf"]) == "rbf":
            return 0.25 + penalty + (math.log10(trial.suggest_float("gamma", 1e-6, 1e2, log=True)) + 2) ** 2 / 10
        return 0.6 + penalty
    layers = trial.suggest_int("layers", 1, 3)
    total = 0.1 + 0.1 * abs(layers - 2) + (math.log10(trial.suggest_float("rate", 1e-5, 1e-1, log=True)) + 3) ** 2 / 5
    for layer in range(layers):
        total += abs(math.log2(trial.suggest_int(f"units{layer}", 4, 256, log=True)) - 5) / 10
    if trial.suggest_categorical("activation", ["relu", "tanh", "sigmoid"]) != "relu":
        total += 0.2
    return total + abs(trial.suggest_float("dropout", 0, 0.6, step=0.1) - 0.2)


def svm(trial):
    c, gamma = trial.suggest_float("C", 1e-3, 1e4, log=True), trial.suggest_float("gamma", 1e-4, 1e3, log=True)
    row, column = (math.log10(c) + 3) / 7 * (POINTS - 1), (math.log10(gamma) + 4) / 7 * (POINTS - 1)
    i, j = min(max(int(row), 0), POINTS - 2), min(max(int(column), 0), POINTS - 2)
    u, v = row - i, column - j
    return -((1 - u) * ((1 - v) * table[i][j] + v * table[i][j + 1]) + u * ((1 - v) * table[i + 1][j] + v * table[i + 1][j + 1]))


def ten(trial):
    total = sum((trial.suggest_float(f"x{k}", -1, 1) - 0.1 * k) ** 2 for k in range(5))
    total += sum((math.log10(trial.suggest_float(f"y{k}", 1e-5, 1, log=True)) + 2) ** 2 for k in range(3))
    total += abs(trial.suggest_int("n", 1, 20) - 7)
    return total + (0 if trial.suggest_categorical("c", ["a", "b", "c"]) == "b" else 1)


def best(function, sampler, trials, seed):
    # Running trials count as bad on our side too; with one worker there are none.
    make = optuna.samplers.TPESampler if sampler == "tpe" else optuna.samplers.RandomSampler
    study = optuna.create_study(sampler=make(seed=seed))
    study.optimize(function, n_trials=trials)
    return study.best_value


def processor():
    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime


study = None
for line in sys.stdin:
    request, *words = line.split()
    if request == "version":
        answer = {"version": optuna.__version__}
    elif request == "best":
        answer = {"best": [best(globals()[words[0]], words[1], int(words[2]), seed) for seed in range(int(words[3]))]}
    elif request == "worse":
        answer = {"p": mannwhitneyu(json.loads(words[0]), json.loads(words[1]), alternative="greater").pvalue}
    elif request == "prepare":
        storage = f"sqlite:///{words[0]}"
        optuna.create_study(storage=storage, study_name="cost", sampler=optuna.samplers.RandomSampler(seed=1)).optimize(ten, n_trials=int(words[1]))
        study = optuna.load_study(storage=storage, study_name="cost", sampler=optuna.samplers.TPESampler(seed=1))
        study.optimize(ten, n_trials=1)
        answer = {}
    elif request == "continue":
        start, busy = time.perf_counter(), processor()
        study.optimize(ten, n_trials=int(words[0]))
        answer = {"seconds": time.perf_counter() - start, "processor": processor() - busy}
    print(json.dumps(answer), flush=True)
