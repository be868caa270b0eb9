"""Kingma et al. 2014, M2: eq. 6, 7 and 9."""
import math

import torch
import torch.nn.functional as F
from torch.distributions import Categorical, Normal, kl_divergence

from cases import SMALL
from layers import Dense
from shift import shifted
from vae_parts import CLASSES, PIXELS, divergence

CASES = [{**SMALL, "labels": 10, "headStart": 2, "alpha": 7.5, "pixels": pixels, "shift": shift}
         for pixels, shift in (("grey", 0), ("grey", 2), ("binary", 2))]


class OfClass:
    """A row of a table for each class."""

    def __init__(self, p, name, width):
        self.table = p.uniform(f"{name}/table", (CLASSES, width), CLASSES)

    def __call__(self, y):
        return y @ self.table


def reference(p, h):
    hidden, latent = h["hidden"], h["latent"]
    classifier = Dense(p, "classifier/hidden", PIXELS, hidden), Dense(p, "classifier/logits", hidden, CLASSES)
    of_image, of_class = Dense(p, "encoder/hidden", PIXELS, hidden), OfClass(p, "encoder/ofClass", hidden)
    mu, log_variance = Dense(p, "encoder/mu", hidden, latent), Dense(p, "encoder/logVar", hidden, latent)
    of_code, class_painted = Dense(p, "decoder/hidden", latent, hidden), OfClass(p, "decoder/ofClass", hidden)
    pixels = Dense(p, "decoder/logits", hidden, PIXELS)

    def classify(x):
        return classifier[1](classifier[0](x).relu())

    def bound(x, y, eps):
        """−L(x, y), [B]."""
        features = (of_image(x) + of_class(y)).relu()
        q = Normal(mu(features), log_variance(features).exp().sqrt())
        logits = pixels((of_code(q.loc + q.scale * eps) + class_painted(y)).relu())
        misfit = F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(1)
        return misfit + divergence(q).sum(1) + math.log(CLASSES)

    def moved(x, at):
        across, down = (at.categorical(name, 2 * h["shift"] + 1, "augment") - h["shift"] for name in ("shiftAcross", "shiftDown"))
        return shifted(x, across, down)

    def parts(at):
        binary = h["pixels"] == "binary"
        x = (at.uniform("u", PIXELS, "augment") < at.x).to(at.dtype) if binary else at.x
        labelled = (at.uniform("uLabelled", PIXELS, "augment") < at.labelled_x).to(at.dtype) if binary else at.labelled_x
        eps, eps_labelled = at.normal("eps", latent, "eps"), at.normal("epsLabelled", latent, "eps")
        guess = Categorical(logits=classify(x))
        each = torch.eye(CLASSES, dtype=at.dtype)
        bounds = torch.stack([bound(x, each[k].expand(len(x), -1), eps) for k in range(CLASSES)], 1)
        return guess, bounds, labelled, eps_labelled

    def semi_supervised(at):
        guess, bounds, labelled, eps_labelled = parts(at)
        return [
            ("expected-bound", (guess.probs * bounds).sum(1).mean(), 1),
            ("negative-entropy", -guess.entropy().mean(), 1),
            ("labelled-bound", bound(labelled, at.y, eps_labelled).mean(), h["labels"] * CLASSES / 60_000),
        ]

    def classifier_loss(at):
        guess, bounds, labelled, _ = parts(at)
        explained = Categorical(logits=-bounds)
        return [
            ("disagreement", kl_divergence(guess, explained).mean(), 1 if at.steps_done >= h["headStart"] else 0),
            ("classification", F.cross_entropy(classify(moved(labelled, at)), at.labels), h["alpha"]),
        ]

    return [("semi-supervised", ["encoder", "decoder"], semi_supervised), ("classifier", ["classifier"], classifier_loss)]
