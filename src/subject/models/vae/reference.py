"""Kingma & Welling 2013."""
import math

from cases import SMALL, GREY, POINTS
from vae_parts import PIXELS, bernoulli, gaussian, divergence, MlpVae

CASES = [
    {**SMALL, **GREY, "beta": 1},
    {**SMALL, **GREY, "beta": 2.5, "batch": 16, "latent": 2, "hidden": 32},
    {**SMALL, **GREY, "beta": 1, "likelihood": "gaussian", "sigma": 0.3},
    {**SMALL, **GREY, "beta": 1, "likelihood": "gaussian-learned", "sigma": 0.5},
    {**SMALL, **GREY, "beta": 1, "pixels": "binary"},
    {**SMALL, **POINTS, "beta": 1, "deviation": "learned", "sigma": 0.5},
]

# Three whole steps with the model's optimiser.
OPTIMISED = {**SMALL, **GREY, "beta": 1, "lr": 1e-3}


def reference(p, h):
    points = "data" in h
    net = MlpVae(p, h, width=2 if points else PIXELS)
    learned = h["deviation"] == "learned" if points else h["likelihood"] == "gaussian-learned"
    log_sigma = p.near("decoder/logSigma/value", (1, 1), math.log(h["sigma"])) if learned else None

    def reconstruction(logits, x):
        if not points and h["likelihood"] == "bernoulli":
            return bernoulli(logits, x)
        return gaussian(logits if points else logits.sigmoid(), x, log_sigma.exp() if learned else h["sigma"])

    def loss(at):
        # Binary pixels: white where a uniform number falls below the grey value. Burda et al. 2016.
        x = (at.uniform("u", PIXELS, "augment") < at.x).to(at.dtype) if h.get("pixels") == "binary" else at.x
        q = net.posterior(x)
        z = q.loc + q.scale * at.normal("eps", h["latent"], "eps")
        return [("reconstruction", reconstruction(net.decode(z), x), 1), ("kl", divergence(q).sum(1).mean(), h["beta"])]

    return [("negative-elbo", ["encoder", "decoder"], loss)]
