"""log p(x|y): the class is given to q(z|x,y) and to p(x|z,y). Sohn et al. 2015."""
import torch

from cases import SMALL
from vae_parts import CLASSES, bernoulli, divergence, MlpVae

CASES = [{**SMALL, "beta": 1}]


def reference(p, h):
    net = MlpVae(p, h, CLASSES)

    def loss(at):
        q = net.posterior(torch.cat([at.x, at.y], 1))
        z = q.loc + q.scale * at.normal("eps", h["latent"], "eps")
        reconstruction = bernoulli(net.decode(torch.cat([z, at.y], 1)), at.x)
        return [("reconstruction", reconstruction, 1), ("kl", divergence(q).sum(1).mean(), h["beta"])]

    return [("negative-conditional-elbo", ["encoder", "decoder"], loss)]
