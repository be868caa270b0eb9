"""Burda, Grosse & Salakhutdinov 2016, eq. 8."""
import math

import torch
import torch.nn.functional as F
from torch.distributions import Normal

from cases import SMALL
from vae_parts import PIXELS, MlpVae

CASES = [
    {**SMALL, "samples": 1, "pixels": "grey"},
    {**SMALL, "samples": 5, "pixels": "grey"},
    {**SMALL, "samples": 5, "pixels": "binary"},
]


def reference(p, h):
    net, k = MlpVae(p, h), h["samples"]

    def loss(at):
        x = (at.uniform("u", PIXELS, "augment") < at.x).to(at.dtype) if h["pixels"] == "binary" else at.x
        q = net.posterior(x)
        eps = at.normal("eps", k * h["latent"], "eps").reshape(-1, k, h["latent"]).transpose(0, 1)
        z = q.loc + q.scale * eps  # [K, B, d]
        prior = Normal(torch.zeros_like(z), torch.ones_like(z))
        likelihood = -F.binary_cross_entropy_with_logits(net.decode(z), x.expand(k, -1, -1), reduction="none")
        log_weights = likelihood.sum(2) + prior.log_prob(z).sum(2) - q.log_prob(z).sum(2)
        return [("importance-bound", -(log_weights.logsumexp(0) - math.log(k)).mean(), 1)]

    return [("negative-importance-bound", ["encoder", "decoder"], loss)]
