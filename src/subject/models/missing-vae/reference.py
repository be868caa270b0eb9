"""Mattei & Frellsen 2019, eq. 4: the importance-weighted bound of the observed pixels."""
import math

import torch
import torch.nn.functional as F
from torch.distributions import Normal

from cases import SMALL
from vae_parts import MlpVae

CASES = [
    {**SMALL, "samples": k, "missing": share, "missingAre": are}
    for k, share, are in ((1, 0.5, "left-out"), (5, 0.75, "left-out"), (5, 0.5, "empty"))
]


def reference(p, h):
    net, k = MlpVae(p, h), h["samples"]

    def loss(at):
        observed = ~at.missing(h["missing"])
        seen = torch.where(observed, at.x, torch.zeros_like(at.x))
        q = net.posterior(seen)
        eps = at.normal("eps", k * h["latent"], "eps").reshape(-1, k, h["latent"]).transpose(0, 1)
        z = q.loc + q.scale * eps  # [K, B, d]
        prior = Normal(torch.zeros_like(z), torch.ones_like(z))
        likelihood = -F.binary_cross_entropy_with_logits(net.decode(z), seen.expand(k, -1, -1), reduction="none")
        if h["missingAre"] == "left-out":
            likelihood = torch.where(observed, likelihood, torch.zeros_like(likelihood))
        log_weights = likelihood.sum(2) + prior.log_prob(z).sum(2) - q.log_prob(z).sum(2)
        return [("observed-bound", -(log_weights.logsumexp(0) - math.log(k)).mean(), 1)]

    return [("negative-observed-bound", ["encoder", "decoder"], loss)]
