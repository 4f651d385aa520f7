"""The work of EmbeddingAgainstUmapLearn in umap-learn: one request a line on stdin, one JSON answer a line on stdout."""
import json
import resource
import sys
import time
import warnings

import numpy as np

warnings.filterwarnings("ignore")


def processor():
    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime


fitted = None
for line in sys.stdin:
    asked = json.loads(line)
    rows = np.load(asked["file"])["rows"]
    start, busy = time.perf_counter(), processor()
    # In the first request the import and the compilation are part of the work.
    import umap

    if asked["work"] == "fit":
        fitted = umap.UMAP(n_neighbors=15, min_dist=0.1).fit(rows)
        answer = dict(points=fitted.embedding_.tolist())
    else:
        answer = dict(points=len(fitted.transform(rows)))
    answer.update(seconds=time.perf_counter() - start, processor=processor() - busy)
    print(json.dumps(answer), flush=True)
