"""Free bits: λ or the batch's mean KL of a dimension, whichever is more. Kingma et al. 2016, eq. 15."""
from cases import SMALL
from vae_parts import bernoulli, divergence, MlpVae

CASES = [
    {**SMALL, "beta": 4, "warmUp": 0, "freeBits": 0},
    {**SMALL, "latent": 8, "beta": 4, "warmUp": 10, "freeBits": 0.05},
]


def reference(p, h):
    net = MlpVae(p, h)

    def loss(at):
        q = net.posterior(at.x)
        z = q.loc + q.scale * at.normal("eps", h["latent"], "eps")
        kl = divergence(q).mean(0)
        free = kl.clamp(min=h["freeBits"]) if h["freeBits"] > 0 else kl
        warmth = min(1, at.steps_done / h["warmUp"]) if h["warmUp"] > 0 else 1
        return [("reconstruction", bernoulli(net.decode(z), at.x), 1), ("kl", free.sum(), h["beta"] * warmth)]

    return [("negative-beta-elbo", ["encoder", "decoder"], loss)]
