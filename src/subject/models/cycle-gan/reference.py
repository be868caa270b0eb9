"""Zhu et al. 2017, eq. 1 to 3, with the least squares of §4: the first half of a batch is made into A, the second half is B."""
import torch
import torch.nn.functional as F

from cases import SMALL
from gan_parts import MlpFeatures, MlpGenerator
from layers import Dense
from vae_parts import PIXELS

CASES = [{**SMALL, "domain": domain, "cycle": 10} for domain in ("thick", "slanted")]
SLANT = 0.6


def in_domain_a(x, domain):
    images = x.reshape(-1, 1, 28, 28)
    if domain == "thick":
        return F.max_pool2d(images, 3, 1, 1).reshape(-1, PIXELS)
    places = torch.arange(28, dtype=x.dtype)
    rows, columns = torch.meshgrid(places, places, indexing="ij")
    looked_up = torch.stack([columns - SLANT * (13.5 - rows), rows], -1) / 13.5 - 1  # from -1, the first, to 1, the last
    return F.grid_sample(images, looked_up.expand(len(x), -1, -1, -1), "bilinear", "zeros", align_corners=True).reshape(-1, PIXELS)


def squares(judged, target):
    return F.mse_loss(judged, torch.full_like(judged, target))


def reference(p, h):
    to_b = MlpGenerator(p, PIXELS + h["latent"], h["hidden"], norm=False, network="generatorToB")
    to_a = MlpGenerator(p, PIXELS, h["hidden"], norm=False, network="generatorToA")
    features = {name: MlpFeatures(p, f"discriminatorOf{name}", h["hidden"] // 2) for name in "AB"}
    logits = {name: Dense(p, f"discriminatorOf{name}/logit", h["hidden"] // 2, 1) for name in "AB"}

    def judge(name, x):
        return logits[name](features[name](x))

    def f(b):
        return (2 * b + to_a.unbounded(b)).tanh()

    def g(a, z):
        return (2 * a + to_b.unbounded(a, z)).tanh()

    def halves(at, noise):
        first, b = at.x.chunk(2)
        return in_domain_a(first, h["domain"]) * 2 - 1, b * 2 - 1, *at.normal(noise, h["latent"], "z").chunk(2)

    def discriminators(at):
        a, b, z, _ = halves(at, "zForDiscriminators")
        return [
            ("real-of-domains", squares(judge("B", b), 1.0) + squares(judge("A", a), 1.0), 1),
            ("made-for-domains", squares(judge("B", g(a, z)), 0.0) + squares(judge("A", f(b)), 0.0), 1),
        ]

    def generators(at):
        a, b, z_of_a, z_of_b = halves(at, "zForGenerators")
        in_b, in_a = g(a, z_of_a), f(b)
        return [
            ("taken-for-domains", squares(judge("B", in_b), 1.0) + squares(judge("A", in_a), 1.0), 1),
            ("way-back", F.l1_loss(f(in_b), a) + F.l1_loss(g(in_a, z_of_b), b), h["cycle"]),
        ]

    return [
        ("discriminators-of-domains", ["discriminatorOfA", "discriminatorOfB"], discriminators),
        ("generators-of-cycle", ["generatorToB", "generatorToA"], generators),
    ]
