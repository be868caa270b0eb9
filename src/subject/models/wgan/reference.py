"""Arjovsky et al. 2017, alg. 1."""
import torch

from cases import SMALL
from gan_parts import MlpFeatures, wasserstein

CASES = [{**SMALL, "clip": 0.01, "criticSteps": 5}]

# Three whole steps with the model's optimiser; `clip` such that some weights are clipped and others not.
OPTIMISED = {**SMALL, "clip": 0.1, "criticSteps": 2, "lr": 1e-3}
REPEATS = {"critic": OPTIMISED["criticSteps"]}
CLIP = {"critic": OPTIMISED["clip"]}


def optimiser(parameters, lr):
    return torch.optim.RMSprop(parameters, lr=lr, alpha=0.99, eps=1e-8)


def reference(p, h):
    return wasserstein(p, h, MlpFeatures(p, "critic", h["hidden"]), penalty=False)
