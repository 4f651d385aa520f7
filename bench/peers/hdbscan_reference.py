"""HDBSCAN* written plainly from its definitions, as a reference: no package of Debian holds it."""
import sys

import numpy as np
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import pdist, squareform


def hdbscan(rows, min_cluster_size, min_samples, leaf):
    """HDBSCAN* from the definitions of Campello, Moulavi and Sander (PAKDD 2013), definition by definition, with all distances in memory. Labels, -1 for noise."""
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
    clusters = []

    def grow(node, birth):
        own = len(clusters)
        entry = dict(stability=0.0, below=[], members=members[node])
        clusters.append(entry)
        while node >= n:
            density = 1 / level[node]
            parts = children[node]
            large = [part for part in parts if len(members[part]) >= min_cluster_size]
            if len(large) == 2:
                entry["stability"] += len(members[node]) * (density - birth)
                entry["below"] = [grow(part, density) for part in large]
                break
            for part in parts:
                if part not in large:
                    entry["stability"] += len(members[part]) * (density - birth)
            if not large:
                break
            node = large[0]
        return own

    sys.setrecursionlimit(100000)
    grow(2 * n - 2, 0.0)
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
