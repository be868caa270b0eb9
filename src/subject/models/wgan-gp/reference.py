"""Gulrajani et al. 2017, eq. 3."""
from cases import SMALL, CONV, POINTS
from gan_parts import PIXELS, MlpFeatures, ConvFeatures, wasserstein

CASES = [
    {**SMALL, "architecture": "dense", "lambda": 10, "criticSteps": 5},
    {**CONV, "hidden": 16, "batch": 4, "architecture": "conv", "lambda": 10, "criticSteps": 5},
    {**SMALL, **POINTS, "architecture": "dense", "lambda": 10, "criticSteps": 5},
]


def reference(p, h):
    conv = h["architecture"] == "conv"
    return wasserstein(p, h, ConvFeatures(p, "critic") if conv else MlpFeatures(p, "critic", h["hidden"], inputs=2 if "data" in h else PIXELS), penalty=True)
