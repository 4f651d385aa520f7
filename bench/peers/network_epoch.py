#!/usr/bin/python3
"""Seconds per epoch of a small convolutional network in PyTorch (Debian: python3-torch), as JSON.

The architecture is Whiteline's preset "cnn": four padded convolutions of 16, 32, 64 and 64 filters (kernels 15, 9, 7, 5) with batch
normalisation before the activation, max pooling by two after the first three, dropout, a global mean, a dense layer of 64 and the output.
The loop is what PyTorch's own tutorials write: the data in one tensor, a permutation per epoch, indexed batches, AdamW, cross entropy.

    network_epoch.py [--spectra 5328] [--channels 300] [--classes 6] [--batch 64] [--threads 2] [--epochs 5]
"""
import argparse
import json
import statistics
import time

import torch
from torch import nn


def block(filters_in, filters, kernel, pool, dropout=0.0):
    layers = [nn.Conv1d(filters_in, filters, kernel, padding=(kernel - 1) // 2), nn.BatchNorm1d(filters), nn.ReLU()]
    if pool > 1:
        layers.append(nn.MaxPool1d(pool))
    if dropout > 0:
        layers.append(nn.Dropout(dropout))
    return layers


class Mean(nn.Module):
    def forward(self, x):
        return x.mean(dim=2)


def network(classes):
    return nn.Sequential(
        *block(1, 16, 15, 2), *block(16, 32, 9, 2), *block(32, 64, 7, 2), *block(64, 64, 5, 1, 0.1),
        Mean(), nn.Linear(64, 64), nn.ReLU(), nn.Dropout(0.2), nn.Linear(64, classes))


def main():
    parser = argparse.ArgumentParser()
    for name, default in (("spectra", 5328), ("channels", 300), ("classes", 6), ("batch", 64), ("threads", 2), ("epochs", 5)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    spectra = torch.randn(options.spectra, 1, options.channels)
    labels = torch.randint(options.classes, (options.spectra,))
    model = network(options.classes)
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=1e-2)
    loss_of = nn.CrossEntropyLoss(label_smoothing=0.02)
    seconds = []
    for _ in range(options.epochs + 1):
        start = time.perf_counter()
        model.train()
        order = torch.randperm(options.spectra)
        total = 0.0
        for batch in order.split(options.batch):
            optimiser.zero_grad(set_to_none=True)
            loss = loss_of(model(spectra[batch]), labels[batch])
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimiser.step()
            total += loss.item() * len(batch)
        seconds.append(time.perf_counter() - start)
    print(json.dumps({
        "peer": f"PyTorch {torch.__version__}", "threads": options.threads, "parameters": sum(p.numel() for p in model.parameters()),
        "secondsPerEpoch": statistics.median(seconds[1:]), "seconds": seconds, "loss": total / options.spectra}))


if __name__ == "__main__":
    main()
