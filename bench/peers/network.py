"""The convolutional network of Whiteline's preset "cnn", trained and asked in PyTorch (Debian: python3-torch).

    python3 network.py DATASET.npz MANY.f32 [--threads 2] [--batch 64]

Every line on stdin is a request, every answer a JSON document: "version", "epoch" for one pass over the data, or "predict" for the labels
of all spectra of MANY by the frozen, optimised TorchScript module, which is faster than the eager one. Four padded convolutions
of 16, 32, 64 and 64 filters (kernels 15, 9, 7, 5), batch normalisation before the rectifier, max pooling by two after the first three, a
global mean, a dense layer of 64 and the output. The loop is the usual one: the data in one tensor, a permutation per epoch, indexed
batches, AdamW, cross entropy with label smoothing, and a bound on the gradient.
"""
import argparse
import json
import sys
import time

import numpy
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


def epoch(model, optimiser, loss_of, spectra, labels, size):
    model.train()
    total = 0.0
    for batch in torch.randperm(len(spectra)).split(size):
        optimiser.zero_grad(set_to_none=True)
        loss = loss_of(model(spectra[batch]), labels[batch])
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimiser.step()
        total += loss.item() * len(batch)
    return total / len(spectra)


def predict(model, many, size):
    with torch.no_grad():
        for start in range(0, len(many), size):
            torch.softmax(model(many[start:start + size]), 1)


def timed(work):
    start, busy = time.perf_counter(), time.process_time()
    work()
    return {"seconds": time.perf_counter() - start, "processor": time.process_time() - busy}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dataset")
    parser.add_argument("many")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch", type=int, default=64)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    data = numpy.load(options.dataset)
    classes, labels = numpy.unique(data["label"], return_inverse=True)
    spectra = torch.from_numpy(data["intensity"].astype("float32"))
    spectra = ((spectra - spectra.mean()) / spectra.std()).unsqueeze(1)
    labels = torch.from_numpy(labels)
    model = network(len(classes))
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=1e-2)
    loss_of = nn.CrossEntropyLoss(label_smoothing=0.02)
    many = torch.from_numpy(numpy.fromfile(options.many, dtype=numpy.float32).reshape(-1, 1, data["intensity"].shape[1]))
    for request in sys.stdin:
        if request.strip() == "epoch":
            answer = timed(lambda: epoch(model, optimiser, loss_of, spectra, labels, options.batch))
        elif request.strip() == "predict":
            model.eval()
            frozen = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.script(model)))
            predict(frozen, many[:4096], 256)
            answer = timed(lambda: predict(frozen, many, 256))
        else:
            answer = {"version": torch.__version__, "parameters": sum(p.numel() for p in model.parameters())}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
