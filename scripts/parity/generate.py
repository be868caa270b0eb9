#!/usr/bin/env python3
"""Writes src/subject/models/*/golden.json: every model's terms and gradients by PyTorch in double precision. docs/parity.md says how
to run it and how to read the files. Each model's folder defines the model a second time, in reference.py:

reference(p, h) takes parameters and settings and returns objectives: (id, networks it moves, function of the inputs →
terms), a term being (id, value, weight). CASES lists the compared settings. For the settings in OPTIMISED three whole steps
are compared, too: with Adam unless there is an `optimiser`. By objective, REPEATS gives the number of updates in a step,
and CLIP the bound to which weights are clipped after each."""
import base64
import importlib.util
import json
import sys
from pathlib import Path

import numpy as np
import torch

from layers import SEED, Parameters
from streams import lane_of, normals, uniforms, words

MODELS = Path(__file__).resolve().parents[2] / "src/subject/models"
WHOLE_UP_TO = 512  # larger tensors are stored as a count sketch of BUCKETS numbers
BUCKETS = 256
WIDTHS = {"ring": 2}  # the dimension of x by data set; otherwise 784
STEPS_DONE = 3  # steps before the compared one, so that a warm-up has started


class Inputs:
    """One batch and its noise, drawn in the same way as in src/engine/step/noise.ts and src/engine/parity/testing.ts."""

    def __init__(self, h, dtype, step=0, batch=0, steps_done=STEPS_DONE):
        size, self.width = h["batch"], WIDTHS.get(h.get("data"), 784)
        self.size, self.dtype, self.step, self.batch, self.steps_done = size, dtype, step, batch, steps_done
        self.x = self._pixels(batch)
        self.labelled_x = self._pixels(lane_of("labelled"))  # images of the same classes
        self.labels = torch.tensor([(3 * i + 1) % 10 for i in range(size)])
        self.y = torch.nn.functional.one_hot(self.labels, 10).to(dtype)
        self.centred = self.x * 2 - 1

    def _pixels(self, lane):
        grey = uniforms(SEED, "sample", self.size * self.width, self.step, lane) * 2 - 0.5
        return self._tensor(np.clip(grey, 0, 1), self.width)

    def missing(self, share):
        """[size, 784] of booleans for the images of the batch. As in src/subject/data/missing.ts, one byte is drawn for each pixel."""
        rows = [words(SEED, "augment", 196, row, lane_of("missing")).astype("<u4").view(np.uint8) for row in range(self.size)]
        return torch.tensor(np.stack(rows) < round(share * 256))

    def _tensor(self, values, width):
        return torch.tensor(values.astype(np.float32).reshape(self.size, width)).to(self.dtype)

    def _draw(self, source, name, width, purpose):
        lane = lane_of(name if self.batch == 0 else f"{name}#{self.batch}")
        return source(SEED, purpose, self.size * width, self.step, lane)

    def normal(self, name, width, purpose):
        return self._tensor(self._draw(normals, name, width, purpose), width)

    def uniform(self, name, width, purpose):
        return self._tensor(self._draw(uniforms, name, width, purpose), width)

    def categorical(self, name, ways, purpose):
        """[size]: the index of the chosen alternative."""
        return np.floor(self._draw(uniforms, name, 1, purpose) * ways).astype(int)

    def dropout(self, name, width, rate):
        kept = self._draw(uniforms, name, width, "dropout") >= rate
        return self._tensor(kept / (1 - rate), width)


def fingerprint(name, tensor):
    """The tensor itself, or its count sketch, which adds each element, with a random sign, to one of 256 buckets."""
    values = tensor.detach().double().reshape(-1).numpy()
    shown = values
    if len(values) > WHOLE_UP_TO:
        word = words(0, "sample", len(values), lane=lane_of(name)).astype(np.int64)
        signed = np.where(word >= 2**31, -values, values)
        shown = np.bincount(word % BUCKETS, weights=signed, minlength=BUCKETS)
    return {
        "size": len(values),
        "norm": float(f"{np.linalg.norm(values):.9g}"),
        "values": base64.b64encode(shown.astype("<f4").tobytes()).decode("ascii"),
    }


def total_of(terms):
    return sum(value * weight for _, value, weight in terms)


def evaluate(reference, settings, dtype):
    """[(objective id, {term: value}, {parameter: gradient}, {parameter: next state})]."""
    p = Parameters(dtype)
    results = []
    for name, networks, loss in reference(p, settings):
        p.next_state.clear()
        terms = loss(Inputs(settings, dtype))
        moved = {n: w for n, w in p.trained.items() if n.split("/")[0] in networks}
        total = total_of(terms)
        gradients = dict(zip(moved, torch.autograd.grad(total, list(moved.values()))))
        values = {term: value.item() for term, value, _ in terms}
        if len(terms) > 1:
            values["total"] = total.item()
        state = {n: s for n, s in p.next_state.items() if n.split("/")[0] in networks}
        results.append((name, values, gradients, state))
    return results


def relative(value, truth):
    return np.linalg.norm(np.asarray(value) - np.asarray(truth)) / max(np.linalg.norm(truth), 1e-300)


def describe(reference, settings):
    """A case of the golden file, and the largest relative errors of PyTorch itself in single precision."""
    exact, single = (evaluate(reference, settings, dtype) for dtype in (torch.float64, torch.float32))
    objectives, term_error, gradient_error = [], 0, 0
    for (name, values, gradients, state), (_, single_values, single_gradients, _) in zip(exact, single):
        whole = float(torch.sqrt(sum((g**2).sum() for g in gradients.values())))
        shown = {n: fingerprint(n, g) for n, g in gradients.items()}
        for n, g in gradients.items():
            if shown[n]["norm"] < 1e-9 * whole:
                shown[n] = {"size": g.numel(), "norm": 0}  # the gradient is zero, for example of a bias before batch norm
            else:
                gradient_error = max(gradient_error, relative(single_gradients[n].double(), g))
        for n, value in values.items():
            term_error = max(term_error, relative(single_values[n], value))
        objectives.append({
            "id": name,
            "terms": {n: float(f"{value:.9g}") for n, value in values.items()},
            "wholeNorm": float(f"{whole:.9g}"),
            "gradients": shown,
            "state": {n: fingerprint(n, s) for n, s in state.items()},
        })
    case = {"settings": settings, "seed": SEED, "t": STEPS_DONE + 1, "objectives": objectives}
    return case, term_error, gradient_error


def adam(parameters, lr):
    return torch.optim.Adam(parameters, lr=lr, betas=(0.9, 0.999), eps=1e-8)


def optimise(module, settings):
    """The weights after three whole steps minus the weights before."""
    p = Parameters(torch.float64)
    objectives = module.reference(p, settings)
    before = {n: w.detach().clone() for n, w in p.trained.items()}
    repeats, clips = getattr(module, "REPEATS", {}), getattr(module, "CLIP", {})
    optimisers = []
    for _, networks, _ in objectives:
        moved = {n: w for n, w in p.trained.items() if n.split("/")[0] in networks}
        optimisers.append((getattr(module, "optimiser", adam)(moved.values(), settings["lr"]), moved))
    idle = set(before)
    for step in range(3):
        for (name, _, loss), (optimiser, moved) in zip(objectives, optimisers):
            for batch in range(repeats.get(name, 1)):
                optimiser.zero_grad()
                total_of(loss(Inputs(settings, torch.float64, step, batch, step))).backward()
                largest = max(w.grad.norm() for w in moved.values())
                idle -= {n for n, w in moved.items() if w.grad.norm() > 1e-9 * largest}
                optimiser.step()
                if name in clips:
                    for w in moved.values():
                        w.data.clamp_(-clips[name], clips[name])
    weights = {
        n: {**fingerprint(n, w - before[n]), "weightNorm": float(f"{w.norm():.9g}")}
        for n, w in p.trained.items() if n not in idle
    }
    return {"settings": settings, "seed": SEED, "steps": 3, "withoutInfluence": sorted(idle), "displacements": weights}


def load(path):
    spec = importlib.util.spec_from_file_location(f"reference of {path.parent.name}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main():
    torch.set_num_threads(1)
    print("largest relative error of PyTorch in single precision: terms, gradients")
    for path in sorted(MODELS.glob("*/reference.py")):
        model, module = path.parent.name, load(path)
        if len(sys.argv) > 1 and model not in sys.argv[1:]:
            continue
        described = [describe(module.reference, settings) for settings in module.CASES]
        golden = {"model": model, "cases": [case for case, _, _ in described]}
        if hasattr(module, "OPTIMISED"):
            golden["optimised"] = optimise(module, module.OPTIMISED)
        target = path.with_name("golden.json")
        target.write_text(json.dumps(golden, indent=1) + "\n")
        errors = [max(errors) for errors in zip(*((t, g) for _, t, g in described))]
        print(f"{model:16} {errors[0]:.1e} {errors[1]:.1e}  {target.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
