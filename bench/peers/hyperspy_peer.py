"""The work of ImageAgainstHyperSpy in HyperSpy: one request a line on stdin, one JSON answer a line on stdout."""
import json
import logging
import resource
import sys
import time

import hyperspy.api as hs
from hyperspy import Release

hs.set_log_level(logging.ERROR)
# Its bars are drawn on stdout, where the answers are.
hs.preferences.General.show_progressbar = False
file = sys.argv[1]
image = hs.load(file)
# HyperSpy decomposes floats alone.
image.change_dtype("float64")


def processor():
    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime


def background(window, method):
    return image.remove_background(window, background_type="Power law", fast=method == "areas", zero_fill=False, show_progressbar=False)


def deconvolution(low, window):
    net, low = background(window, "areas").isig[window[0]:], hs.load(low)
    start, busy = time.perf_counter(), processor()
    # Its extrapolations fit power laws to noise, and fail.
    net.fourier_ratio_deconvolution(low, extrapolate_lowloss=False, extrapolate_coreloss=False)
    return dict(seconds=time.perf_counter() - start, processor=processor() - busy)


def components(solver, count):
    copy = image.deepcopy()
    start, busy = time.perf_counter(), processor()
    copy.decomposition(normalize_poissonian_noise=True, svd_solver=solver, output_dimension=count, print_info=False)
    return time.perf_counter() - start, processor() - busy, copy.get_explained_variance_ratio().data[:count].tolist()


for line in sys.stdin:
    request = line.strip()
    if request == "version":
        print(json.dumps(dict(version=Release.version)), flush=True)
        continue
    start, busy = time.perf_counter(), processor()
    if request == "mean":
        hs.load(file).mean().data
        answer = dict(seconds=time.perf_counter() - start, processor=processor() - busy)
    else:
        asked = json.loads(request)
        if "background" in asked:
            left = background((float(asked["from"]), float(asked["to"])), asked["background"])
            answer = dict(seconds=time.perf_counter() - start, processor=processor() - busy)
            answer["left"] = float(left.isig[float(asked["from"]):float(asked["to"])].data.mean())
        elif "low" in asked:
            answer = deconvolution(asked["low"], (float(asked["from"]), float(asked["to"])))
        else:
            seconds, busy, ratios = components(asked["solver"], asked["components"])
            answer = dict(seconds=seconds, processor=busy, ratios=ratios)
    print(json.dumps(answer), flush=True)
