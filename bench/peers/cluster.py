"""The work of ClusterAgainstScikitLearn in scikit-learn and SciPy: one request a line on stdin, one JSON answer a line on stdout."""
import json
import resource
import sys
import time

import numpy as np
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import pdist, squareform
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.metrics import adjusted_rand_score


def hdbscan(rows, min_cluster_size, min_samples, leaf):
    """HDBSCAN* from the definitions of Campello, Moulavi and Sander (PAKDD 2013), plainly; no package of Debian holds it. Labels, -1 for noise."""
    n = len(rows)
    distances = squareform(pdist(rows.astype(float)))
    core = np.sort(distances, axis=1)[:, min_samples - 1]
    reach = np.maximum(np.maximum(core[:, None], core[None]), distances)
    np.fill_diagonal(reach, 0)
    merges = linkage(squareform(reach, checks=False), "single")
    members = {i: [i] for i in range(n)}
    children, level = {}, {}
    for k, (a, b, d, _) in enumerate(merges):
        children[n + k], level[n + k] = (int(a), int(b)), d
        members[n + k] = members[int(a)] + members[int(b)]
    clusters = []  # node, parent, birth, stability, children, all members

    def grow(node, parent, birth):
        own = len(clusters)
        entry = dict(parent=parent, stability=0.0, below=[], members=members[node], leaving={})
        clusters.append(entry)
        while node >= n:
            density = 1 / level[node]
            parts = children[node]
            large = [part for part in parts if len(members[part]) >= min_cluster_size]
            if len(large) == 2:
                entry["stability"] += len(members[node]) * (density - birth)
                entry["below"] = [grow(part, own, density) for part in large]
                break
            for part in parts:
                if part not in large:
                    entry["stability"] += len(members[part]) * (density - birth)
            if not large:
                break
            node = large[0]
        return own

    sys.setrecursionlimit(100000)
    grow(2 * n - 2, -1, 0.0)
    taken = {}

    def choose(own):
        below = sum(choose(child) for child in clusters[own]["below"])
        keeps = not clusters[own]["below"] if leaf else clusters[own]["stability"] >= below
        taken[own] = keeps and own != 0
        return max(clusters[own]["stability"], below)

    choose(0)
    labels = np.full(n, -1)
    next_label = 0

    def name(own):
        nonlocal next_label
        if taken[own]:
            labels[clusters[own]["members"]] = next_label
            next_label += 1
            return
        for child in clusters[own]["below"]:
            name(child)

    name(0)
    return labels


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
