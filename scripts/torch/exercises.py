#!/usr/bin/env python3
"""Executes the functions of exercises with the numbers that scripts/torch/exercises.ts has written, and compares values and gradients. Then executes each solved
program with random images in place of MNIST. Argument: the path of the JSON file. In single precision, as the page computes."""
import json
import math
import sys
import types
from contextlib import contextmanager
from unittest import mock

import torch
from torch import nn

TOLERANCE = 2e-4  # as in src/course/exercises/check.ts
IMAGES = 300


def stub_torchvision():
    """Replaces torchvision: random images in place of MNIST, and a check of saved images."""
    class Digits:
        def __init__(self, *_, **__):
            generator = torch.Generator().manual_seed(1)
            self.data = torch.randint(256, (IMAGES, 28, 28), generator=generator, dtype=torch.uint8)
            self.targets = torch.arange(IMAGES) % 10

    def save_image(images, _name, nrow):
        assert images.shape == (100, 1, 28, 28) and nrow == 10, images.shape
        assert torch.isfinite(images).all() and images.min() >= 0 and images.max() <= 1

    vision = types.ModuleType("torchvision")
    vision.datasets = types.ModuleType("torchvision.datasets")
    vision.datasets.MNIST = Digits
    vision.utils = types.ModuleType("torchvision.utils")
    vision.utils.save_image = save_image
    sys.modules.update({"torchvision": vision, "torchvision.datasets": vision.datasets, "torchvision.utils": vision.utils})


@contextmanager
def draws(take):
    """Makes torch's random functions return take(kind, shape)."""
    def dims(size):
        return tuple(size[0]) if len(size) == 1 and not isinstance(size[0], int) else size

    def normal(mean, std, size=None):
        return mean + std * take("normal", torch.broadcast_shapes(mean.shape, std.shape) if size is None else tuple(size))

    def filled(kind):
        return lambda x, a=0, b=1: x.copy_(a + b * take(kind, x.shape)) if kind == "normal" else x.copy_(a + (b - a) * take(kind, x.shape))

    patches = {
        "randn": lambda *size: take("normal", dims(size)), "randn_like": lambda x: take("normal", x.shape), "normal": normal,
        "rand": lambda *size: take("uniform", dims(size)), "rand_like": lambda x: take("uniform", x.shape),
        "randint": lambda high, size: take("categorical", size).long(),
    }
    with mock.patch.multiple(torch, **patches), mock.patch.multiple(torch.Tensor, normal_=filled("normal"), uniform_=filled("uniform")), mock.patch("torch.distributions.normal._standard_normal", lambda shape, **_: take("normal", shape)):
        yield


def imported(batches, queue, which=None):
    """Executes the batches. Draws of which[i] are the first numbers of parameters; the others come from the queue. Returns its names, and which they are."""
    drawn = []

    def take(kind, shape):
        is_parameter = which is None or which[len(drawn)]
        values = torch.zeros(shape) if is_parameter else next_of(queue, kind, shape)
        drawn.append(values)
        return values

    names = {}
    with draws(take):
        exec(batches, names)
    parameters = {one.data_ptr() for one in names.values() if isinstance(one, nn.Parameter)}
    return names, [one.data_ptr() in parameters for one in drawn]


def next_of(queue, kind, shape):
    """The next numbers of this kind and count. A draw that the result does not depend on has none: any numbers do."""
    for i, one in enumerate(queue):
        if one["kind"] == kind and len(one["values"]) == math.prod(shape):
            return torch.tensor(queue.pop(i)["values"]).reshape(tuple(shape))
    return torch.zeros(tuple(shape))


def parameters_in(names):
    found = {}
    for name, value in names.items():
        if isinstance(value, nn.Parameter):
            found[name] = value
        elif isinstance(value, nn.Module):
            found.update({f"{name}.{path}": one for path, one in value.named_parameters()})
    return found


def tensors_in(result):
    if isinstance(result, torch.Tensor):
        return [result]
    return [one for item in (result.values() if isinstance(result, dict) else result) for one in tensors_in(item)]


def difference(found, wanted, of_infinite=False):
    """The largest difference, as a share of the largest number. Numbers that are not finite equal each other. Gradients of a result that is not finite may be finite
    in PyTorch only: here 0 times such a number is none."""
    finite = [one for one in wanted if one is not None]
    scale = max([abs(one) for one in finite] + [1e-3])
    apart = 0.0
    for a, b in zip(found.detach().flatten().tolist(), wanted):
        if b is None and (a == 0 or of_infinite):
            continue  # a gradient that is not finite passes relu here, and not in PyTorch
        if math.isfinite(a) != (b is not None):
            return math.inf
        if b is not None:
            apart = max(apart, abs(a - b) / scale)
    return apart


def compare(source, batches, job):
    queue = [one for one in job["draws"] if not one["isOfBatches"]]
    _, which = imported(batches, [])
    names, _ = imported(batches, [one for one in job["draws"] if one["isOfBatches"]], which)
    parameters = parameters_in(names)
    assert set(parameters) == set(job["parameters"]), "parameters differ"
    with torch.no_grad():
        for name, values in job["parameters"].items():
            parameters[name].copy_(torch.tensor(values).reshape(parameters[name].shape))
    functions = {}
    exec(source, functions)
    with draws(lambda kind, shape: next_of(queue, kind, shape)):
        results = tensors_in(names[f"check_{job['name']}"](functions[job["as"]]))
    assert len(results) == len(job["results"]), "another number of results"
    largest = 0.0
    for result, wanted, gradients in zip(results, job["results"], job["gradients"]):
        assert list(result.shape) == wanted["shape"], f"shapes {list(result.shape)} and {wanted['shape']}"
        largest = max(largest, difference(result, wanted["values"]))
        weights = torch.tensor([((i * 7919) % 13 - 5) / 6 for i in range(result.numel())]).reshape(result.shape)  # weightOf in src/course/exercises/compute.ts
        found = torch.autograd.grad((result * weights).sum(), list(parameters.values()), allow_unused=True, retain_graph=True) if result.requires_grad else [None] * len(parameters)
        for (name, parameter), gradient in zip(parameters.items(), found):
            zeros = torch.zeros_like(parameter)
            largest = max(largest, difference(zeros if gradient is None else gradient, gradients[name], not torch.isfinite(result).all()))
    return largest


def expect_raises(source, batches, job):
    """Calls a function that the page refuses, with random numbers."""
    torch.manual_seed(1)
    names, functions = {}, {}
    exec(batches, names)
    exec(source, functions)
    try:
        names[f"check_{job['name']}"](functions[job["as"]])
    except (RuntimeError, ValueError):
        return
    raise AssertionError("PyTorch does not raise")


stub_torchvision()
failures = []
for exercise in json.load(open(sys.argv[1])):
    count, largest = 0, 0.0
    for part in exercise["sources"]:
        for job in part["jobs"]:
            count += 1
            try:
                if job.get("raises"):
                    expect_raises(part["source"], exercise["batches"], job)
                    continue
                apart = compare(part["source"], exercise["batches"], job)
            except Exception as error:
                failures.append(f"{exercise['id']}: {job['as']}: {type(error).__name__}: {error}")
                continue
            largest = max(largest, apart)
            if apart > TOLERANCE:
                failures.append(f"{exercise['id']}: {job['as']} differs by {apart:.1e}")
    try:
        exec(exercise["program"], {"__name__": "program"})
    except Exception as error:
        failures.append(f"{exercise['id']}: its program: {type(error).__name__}: {error}")
    print(f"{exercise['id']}: {count} functions, at most {largest:.1e} apart")
print("\n".join(failures), file=sys.stderr)
sys.exit(1 if failures else 0)
