#!/usr/bin/env python3
"""Executes PyTorch programs that scripts/torch/check.ts has written, each from its first line to its last, and compares them with the page's
engine on the same weights, batches and noise. It uses double precision, so that the differences are ours. Arguments: paths of a
job's .json and .bin, without ending. Prints JSON."""
import json
import sys
import types
from contextlib import contextmanager
from unittest import mock

import numpy as np
import torch
import torch.nn.functional as F

TOLERANCE = 1e-4
# Adam divides by the size of gradients, even where they are mostly rounding errors of our single precision.
STEPS_TOLERANCE = 2e-2
# The share of 60,000 points in other bins than ours; for two draws from the same density it is 0.02.
POINTS_TOLERANCE = 0.04

torch.set_default_dtype(torch.float64)
real_randn = torch.randn


def stub_torchvision():
    """Replaces torchvision: random images in place of MNIST, and a record of saved images."""
    class Digits:
        def __init__(self, *_, **__):
            generator = torch.Generator().manual_seed(1)
            self.data = torch.randint(256, (160, 28, 28), generator=generator, dtype=torch.uint8)
            self.targets = torch.arange(160) % 10

    def save_image(images, _name, nrow):
        assert images.shape[1:] == (1, 28, 28) and nrow == 10, images.shape
        assert torch.isfinite(images).all() and images.min() >= 0 and images.max() <= 1

    vision = types.ModuleType("torchvision")
    vision.datasets = types.ModuleType("torchvision.datasets")
    vision.datasets.MNIST = Digits
    vision.utils = types.ModuleType("torchvision.utils")
    vision.utils.save_image = save_image
    plots = types.ModuleType("matplotlib.pyplot")
    for draw in "scatter", "hist", "savefig":
        setattr(plots, draw, lambda *_, **__: None)
    matplotlib = types.ModuleType("matplotlib")
    matplotlib.pyplot = plots
    sys.modules.update({"matplotlib": matplotlib, "matplotlib.pyplot": plots, "torchvision": vision, "torchvision.datasets": vision.datasets, "torchvision.utils": vision.utils})


@contextmanager
def noise_from(queue):
    """Makes torch's random functions return the arrays of the queue, entries (name, kind, array), in this order."""
    def take(kind, shape):
        name, found, values = queue.pop(0)
        if (found, kind) == ("dropout", "uniform"):  # the program draws uniform numbers and keeps a unit if its number is at least the rate
            found, values = kind, (values > 0).to(values.dtype)
        assert found == kind, f"{name} is {found}, the program draws {kind}"
        return values.reshape(shape)

    def dims(size):
        return tuple(size[0]) if len(size) == 1 and not isinstance(size[0], int) else size

    def dropout(x, p=0.5, training=True, inplace=False):
        return x * take("dropout", x.shape) if training else x

    def randint(high, size):
        return take("categorical", (*size, high)).argmax(-1)

    patches = {
        "randn": lambda *size: take("normal", dims(size)), "randn_like": lambda x: take("normal", x.shape),
        "rand": lambda *size: take("uniform", dims(size)), "rand_like": lambda x: take("uniform", x.shape),
        "bernoulli": lambda p: (take("uniform", p.shape) < p).to(p.dtype), "randint": randint,
    }
    with mock.patch.multiple(torch, **patches), mock.patch.object(F, "dropout", dropout):
        yield
    assert not queue, f"not drawn: {[name for name, *_ in queue]}"


def as_theirs(name, values, image):
    """A parameter or its gradient, with dimensions in PyTorch's order."""
    if image:  # pixels of an image: [side, side, channels] to [channels, side, side]
        channels, side = image
        for axis, size in enumerate(values.shape):
            if size == channels * side * side:
                order = torch.arange(size).reshape(side, side, channels).permute(2, 0, 1).reshape(-1)
                values = values.index_select(axis, order)
    if name.endswith("/kernel"):
        return values.t() if values.dim() == 2 else values.permute(3, 2, 0, 1)
    return values


class Comparison:
    def __init__(self, path):
        self.job = json.load(open(f"{path}.json"))
        self.numbers = np.fromfile(f"{path}.bin", dtype="<f4")
        self.largest, self.what, self.after_steps, self.failures = 0.0, "", None, []
        self.globals = {"__name__": "program"}

    def tensor(self, where):
        size = int(np.prod(where["shape"]))
        return torch.tensor(self.numbers[where["at"]:where["at"] + size].reshape(where["shape"]), dtype=torch.float64)

    def ours(self, tensors):
        """Tensors by our names, with dimensions in PyTorch's order."""
        return {name: as_theirs(name, self.tensor(where), self.images[name]) for name, where in tensors.items()}

    def theirs(self, name):
        target, *path = self.python[name].split(".")
        found = self.globals[target]
        for part in path:
            found = found[int(part)] if part.isdigit() else getattr(found, part)
        return found

    def load(self):
        with torch.no_grad():
            for name, values in self.ours(self.job["first"]).items():
                into = self.theirs(name)
                into.copy_(values.reshape(into.shape))

    def note(self, what, difference, tolerance=TOLERANCE):
        if not difference < tolerance:
            self.failures.append(f"{self.job['model']}: {what} is off by {difference:.1e}")
        if tolerance == TOLERANCE and difference > self.largest:
            self.largest, self.what = difference, what

    def queue(self, objective, data):
        return [(name, self.job["kinds"][name], self.tensor(data["noise"][name])) for name in objective["draws"]]

    def inputs(self, data):
        inputs = {"x": self.tensor(data["x"]), "y": self.tensor(data["y"]).argmax(1)}
        if "labelled" in data:
            inputs.update({f"{name}_labelled": values for name, values in self.inputs(data["labelled"]).items()})
        return inputs

    def compare_objective(self, objective):
        self.load()
        self.globals["step"] = self.job["done"]
        inputs = self.inputs(self.job["data"])
        with noise_from(self.queue(objective, self.job["data"])):
            loss, terms = self.globals[objective["name"]](*(inputs[name] for name in objective["takes"]))
        for term, value in objective["values"].items():
            computed = (terms[objective["terms"][term]] if term in objective["terms"] else loss).item()
            self.note(f"{objective['name']}: {term}", abs(computed - value) / abs(computed))
        ours = self.ours(objective["gradients"])
        gradients = dict(zip(ours, torch.autograd.grad(loss, [self.theirs(name) for name in ours])))
        whole = torch.sqrt(sum((g**2).sum() for g in gradients.values()))
        for name, gradient in gradients.items():
            norm = gradient.norm()
            if norm < 1e-9 * whole:
                self.idle.add(name)  # for example a bias before batch norm: its gradient is only rounding errors
                norm = whole
            self.note(f"{objective['name']}: gradient of {name}", ((ours[name].reshape(gradient.shape) - gradient).norm() / norm).item())
        if self.job["uncompared"] == "state":
            return
        for name, state in self.ours(objective["updates"]).items():
            computed = self.theirs(name)
            self.note(f"{objective['name']}: next {name}", ((state.reshape(computed.shape) - computed).norm() / computed.norm()).item())

    def train(self):
        self.load()
        before = {name: self.theirs(name).detach().clone() for name in self.job["last"]}
        labelled = any("y" in objective["takes"] for objective in self.job["objectives"])
        batches, queue, labelled_batches = [], [], []
        for step in self.job["steps"]:
            for data in step:
                inputs = self.inputs(data)
                batches.append((inputs["x"], inputs["y"]) if labelled else inputs["x"])
                labelled_batches.append((inputs.get("x_labelled"), inputs.get("y_labelled")))
            for objective in self.job["objectives"]:
                for update in range(objective["updatesPerStep"]):
                    queue += self.queue(objective, step[update])
        self.globals.update(loader=batches, epochs=1, labelled_batch=iter(labelled_batches).__next__)
        del self.globals["step"]  # the loop sets it again
        printed = []
        self.globals["print"] = lambda *words: printed.append(words)
        with noise_from(queue):
            exec(self.job["training"], self.globals)
        assert len(printed) == 1
        if self.job["uncompared"] == "steps":
            return
        moved = {name for objective in self.job["objectives"] for name in objective["gradients"]} - self.idle
        self.after_steps = 0.0
        for name, last in self.ours(self.job["last"]).items():
            if name not in moved:
                continue
            change = self.theirs(name).detach() - before[name]
            if change.norm() == 0:
                continue
            difference = ((last.reshape(change.shape) - before[name] - change).norm() / change.norm()).item()
            self.note(f"what steps change of {name}", difference, STEPS_TOLERANCE)
            self.after_steps = max(self.after_steps, difference)

    def compare_points(self, bins, extent, shares):
        """Compares the densities of both samples of points, which have different random numbers."""
        points = self.globals["points"]
        found = torch.histogramdd(points, bins, [-extent, extent] * points.shape[1]).hist.flatten() / len(points)
        apart = (found - torch.tensor(shares)).abs().sum().item() / 2
        assert apart < POINTS_TOLERANCE, f"points lie elsewhere: {apart:.3f} of them"

    def run(self):
        self.python = {one["name"]: one["python"] for one in self.job["parameters"]}
        self.images = {one["name"]: one.get("image") for one in self.job["parameters"]}
        self.idle = set()
        exec(self.job["setup"], self.globals)
        if self.job["histogram"]:
            self.compare_points(**self.job["histogram"])
        unknown = set(self.job["first"]) ^ set(self.python)
        assert not unknown, f"parameters on one side only: {unknown}"
        for objective in self.job["objectives"]:
            self.compare_objective(objective)
        self.train()
        exec(self.job["sampling"], self.globals)
        return {"difference": self.largest, "what": self.what, "afterSteps": self.after_steps, "failures": self.failures}


stub_torchvision()
results = [Comparison(path).run() for path in sys.argv[1:]]
failures = [failure for result in results for failure in result["failures"]]
print("\n".join(failures), file=sys.stderr)
print(json.dumps({"torch": torch.__version__, "results": results}))
sys.exit(1 if failures else 0)
