"""The work of SvmAgainstScikitLearn in scikit-learn: one request a line on stdin, one JSON answer a line on stdout."""
import json
import resource
import sys
import time

import numpy
import sklearn
from joblib.externals.loky import get_reusable_executor
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.svm import SVC

data = numpy.load(sys.argv[1])
x, y = data["intensity"].astype(numpy.float64), data["label"]
many = numpy.fromfile(sys.argv[2], dtype=numpy.float32).reshape(-1, x.shape[1])
model, labels = None, None


def processor():
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def timed(work):
    start, busy = time.perf_counter(), processor()
    result = work()
    seconds = time.perf_counter() - start
    # Workers are counted when they have ended.
    get_reusable_executor().shutdown(wait=True)
    return {"seconds": seconds, "processor": processor() - busy}, result


for line in sys.stdin:
    request = line.strip()
    if request == "version":
        answer = {"version": sklearn.__version__}
    elif request == "fit":
        answer, model = timed(lambda: SVC(C=10, gamma=0.1, class_weight="balanced", cache_size=500).fit(x, y))
    elif request == "predict":
        answer, labels = timed(lambda: model.predict(many))
    elif request == "labels":
        answer = {"labels": labels.tolist()}
    elif request == "grid":
        points = {"C": [10.0**k for k in range(-3, 5)], "gamma": [10.0**k for k in range(-6, 5)]}
        search = GridSearchCV(SVC(class_weight="balanced", cache_size=500), points, n_jobs=2, cv=StratifiedKFold(10, shuffle=True, random_state=0), refit=False)
        answer, _ = timed(lambda: search.fit(x, y))
        answer |= {"best": search.best_score_, "at": str(search.best_params_)}
    print(json.dumps(answer), flush=True)
