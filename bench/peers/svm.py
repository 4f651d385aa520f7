"""The work of SvmAgainstScikitLearn in scikit-learn: one request a line on stdin, one JSON answer a line on stdout."""
import json
import sys
import time

import numpy
import sklearn
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.svm import SVC

data = numpy.load(sys.argv[1])
x, y = data["intensity"].astype(numpy.float64), data["label"]
many = numpy.fromfile(sys.argv[2], dtype=numpy.float32).reshape(-1, x.shape[1])
model, labels = None, None


def timed(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


for line in sys.stdin:
    request = line.strip()
    if request == "version":
        answer = {"version": sklearn.__version__}
    elif request == "fit":
        seconds, model = timed(lambda: SVC(C=10, gamma=0.1, class_weight="balanced", cache_size=500).fit(x, y))
        answer = {"seconds": seconds}
    elif request == "predict":
        seconds, labels = timed(lambda: model.predict(many))
        answer = {"seconds": seconds}
    elif request == "labels":
        answer = {"labels": labels.tolist()}
    elif request == "grid":
        points = {"C": [10.0**k for k in range(-3, 5)], "gamma": [10.0**k for k in range(-6, 5)]}
        search = GridSearchCV(SVC(class_weight="balanced", cache_size=500), points, n_jobs=2, cv=StratifiedKFold(10, shuffle=True, random_state=0), refit=False)
        seconds, _ = timed(lambda: search.fit(x, y))
        answer = {"seconds": seconds, "best": search.best_score_, "at": str(search.best_params_)}
    print(json.dumps(answer), flush=True)
