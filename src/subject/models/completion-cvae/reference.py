"""−ELBO of the hidden pixels given the others. Sohn et al. 2015, §5.1."""
import torch

from cases import SMALL
from vae_parts import PIXELS, bernoulli, divergence, MlpVae, given_pixels

CASES = [{**SMALL, "beta": 1, "visible": v} for v in ("half", "three-quarters")]


def reference(p, h):
    net = MlpVae(p, h, PIXELS)

    def loss(at):
        given = given_pixels(h["visible"], at.x)
        condition, rest = at.x * given, given == 0
        q = net.posterior(torch.cat([at.x, condition], 1))
        z = q.loc + q.scale * at.normal("eps", h["latent"], "eps")
        logits = net.decode(torch.cat([z, condition], 1))
        reconstruction = bernoulli(logits[:, rest], at.x[:, rest])
        return [("reconstruction", reconstruction, 1), ("kl", divergence(q).sum(1).mean(), h["beta"])]

    return [("negative-completion-elbo", ["encoder", "decoder"], loss)]
