"""The work of ClusterAgainstScikitLearn in scikit-learn and SciPy: one request a line on stdin, one JSON answer a line on stdout."""
import json
import resource
import sys
import time

import numpy as np
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.metrics import adjusted_rand_score

from hdbscan_reference import hdbscan


def processor():
    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime


for line in sys.stdin:
    asked = json.loads(line)
    data = np.load(asked["file"])
    rows = data["rows"]
    start, busy = time.perf_counter(), processor()
    if asked["work"] == "kmeans":
        found = KMeans(asked["clusters"], n_init=asked["restarts"], random_state=0).fit(rows)
        answer = dict(inertia=float(((rows.astype(float) - found.cluster_centers_.astype(float)[found.labels_]) ** 2).sum()))
    elif asked["work"] == "pca":
        found = PCA(asked["components"], random_state=0).fit(rows)
        answer = dict(ratios=found.explained_variance_ratio_.tolist())
    else:
        labels = hdbscan(rows, asked["minClusterSize"], asked["minSamples"], asked["leaf"])
        answer = dict(clusters=int(labels.max() + 1), noise=int((labels < 0).sum()))
    answer.update(seconds=time.perf_counter() - start, processor=processor() - busy)
    if asked["work"] == "hdbscan":
        answer["ari"] = adjusted_rand_score(labels, data["labels"])
    print(json.dumps(answer), flush=True)
