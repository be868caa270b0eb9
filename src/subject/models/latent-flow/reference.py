"""A VAE, and flow matching on its codes. Lipman et al. 2023, eq. 23; Kingma & Welling 2013."""
from cases import SMALL
from flow_parts import Flow
from vae_parts import bernoulli, divergence, MlpVae

CASES = [
    {**SMALL, "flowSteps": 3, "beta": 0.5, "flowWidth": 16},
    {**SMALL, "flowSteps": 3, "beta": 0, "flowWidth": 24, "latent": 2, "hidden": 32},
]

OPTIMISED = {**SMALL, "flowSteps": 3, "beta": 0.5, "flowWidth": 16, "lr": 1e-3}

def reference(p, h):
    net = MlpVae(p, h)
    d = h["latent"]
    flow = Flow(p, d, h["flowWidth"])

    def bound(at):
        q = net.posterior(at.x)
        z = q.loc + q.scale * at.normal("eps", d, "eps")
        return [("reconstruction", bernoulli(net.decode(z), at.x), 1), ("kl", divergence(q).sum(1).mean(), h["beta"])]

    def matching(at):
        q = net.posterior(at.x)
        data = (q.loc + q.scale * at.normal("epsOfFlow", d, "eps")).detach()
        return flow.matching(at, data)

    return [("negative-elbo", ["encoder", "decoder"], bound), ("flow-of-codes", ["velocityField"], matching)]
