"""Inference of the default CNN in PyTorch, for comparison with NetworkBenchmarks: python3 network_inference.py [threads].

Prints the best of several passes for each batch size, in eager mode and as a frozen, optimised TorchScript module.
"""
import sys
import time

import torch
from torch import nn

CHANNELS, CLASSES, COUNT = 300, 4, 8192


def network():
    layers, maps = [], 1
    for filters, kernel, pool in ((16, 15, 2), (32, 9, 2), (64, 7, 2), (64, 5, 1)):
        layers += [nn.Conv1d(maps, filters, kernel, padding=kernel // 2), nn.BatchNorm1d(filters), nn.ReLU()]
        layers += [nn.MaxPool1d(pool)] if pool > 1 else []
        maps = filters
    layers += [nn.AdaptiveAvgPool1d(1), nn.Flatten(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, CLASSES), nn.Softmax(1)]
    return nn.Sequential(*layers).eval()


def seconds(module, spectra, batch):
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        for i in range(0, COUNT, batch):
            module(spectra[i:i + batch])
        best = min(best, time.perf_counter() - start)
    return best


torch.set_num_threads(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
eager = network()
spectra = torch.rand(COUNT, 1, CHANNELS)
with torch.no_grad():
    frozen = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.script(eager)))
    for name, module in (("eager", eager), ("frozen", frozen)):
        for batch in (64, 256, 1024, 4096):
            took = seconds(module, spectra, batch)
            print(f"{name:7} batch {batch:5}: {took / COUNT * 1e6:8.1f} us a spectrum, 262,144 in {took / COUNT * 262144:6.1f} s")
