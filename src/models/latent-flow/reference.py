"""A VAE, and flow matching on its codes. Lipman et al. 2023, eq. 23; Kingma & Welling 2013."""
import torch

from cases import SMALL
from layers import Dense
from vae_parts import bernoulli, divergence, MlpVae

CASES = [
    {**SMALL, "flowSteps": 3, "beta": 0.5, "flowWidth": 16},
    {**SMALL, "flowSteps": 3, "beta": 0, "flowWidth": 24, "latent": 2, "hidden": 32},
]

OPTIMISED = {**SMALL, "flowSteps": 3, "beta": 0.5, "flowWidth": 16, "lr": 1e-3}

KNOTS = 8


def hats(t):
    """[B, 9]: how near t is to each of 0, 1/8, … 1."""
    return (1 - (t * KNOTS - torch.arange(KNOTS + 1, dtype=t.dtype)).abs()).clamp(min=0)


def reference(p, h):
    net = MlpVae(p, h)
    d, width = h["latent"], h["flowWidth"]
    first, second = Dense(p, "velocityField/hidden1", d + KNOTS + 1, width), Dense(p, "velocityField/hidden2", width, width)
    velocity = Dense(p, "velocityField/velocity", width, d)

    def bound(at):
        q = net.posterior(at.x)
        z = q.loc + q.scale * at.normal("eps", d, "eps")
        return [("reconstruction", bernoulli(net.decode(z), at.x), 1), ("kl", divergence(q).sum(1).mean(), h["beta"])]

    def matching(at):
        q = net.posterior(at.x)
        data = (q.loc + q.scale * at.normal("epsOfFlow", d, "eps")).detach()
        noise, t = at.normal("z0", d, "z"), at.uniform("t", 1, "z")
        z = torch.lerp(noise, data, t)
        found = velocity(second(first(torch.cat([z, hats(t)], 1)).relu()).relu())
        return [("flow-matching", (found - (data - noise)).square().sum(1).mean(), 1)]

    return [("negative-elbo", ["encoder", "decoder"], bound), ("flow-of-codes", ["velocityField"], matching)]
