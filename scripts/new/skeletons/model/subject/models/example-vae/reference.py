"""Fill in: the same model in PyTorch. `python3 scripts/parity/generate.py example-vae` writes golden.json from it."""
from cases import SMALL
from vae_parts import MlpVae, bernoulli

CASES = [{**SMALL, "lambda": 1.5}]


def reference(p, h):
    net = MlpVae(p, h)

    def loss(at):
        q = net.posterior(at.x)
        z = q.loc + q.scale * at.normal("eps", h["latent"], "eps")
        size = (q.loc**2).sum(1).mean()
        return [("reconstruction", bernoulli(net.decode(z), at.x), 1), ("example-size", size, h["lambda"])]

    return [("example-objective", ["encoder", "decoder"], loss)]
