"""Mirza & Osindero 2014 (concat), or the projection of Miyato & Koyama 2018, eq. 3."""
import torch

from cases import SMALL
from gan_parts import MlpGenerator, MlpFeatures, log_loss
from layers import Dense, Embedding
from vae_parts import PIXELS, CLASSES

CASES = [
    {**SMALL, "condition": condition, "batchNorm": norm}
    for condition in ("projection", "concat") for norm in ("on", "off")
]


def reference(p, h):
    concat = h["condition"] == "concat"
    generate = MlpGenerator(p, h["latent"] + CLASSES, h["hidden"], norm=h["batchNorm"] == "on")
    features = MlpFeatures(p, "discriminator", h["hidden"], PIXELS + (CLASSES if concat else 0))
    logit = Dense(p, "discriminator/logit", h["hidden"], 1)
    embed = None if concat else Embedding(p, "discriminator/classVector", CLASSES, h["hidden"])

    def judge(at, x):
        if concat:
            return logit(features(torch.cat([x, at.y], 1)))
        phi = features(x)
        return logit(phi) + torch.einsum("bh,bh->b", embed(at.labels), phi)[:, None]

    def discriminator(at):
        fake = generate(at.normal("zForDiscriminator", h["latent"], "z"), at.y)
        return [("real", log_loss(judge(at, at.centred), True), 1), ("fake", log_loss(judge(at, fake), False), 1)]

    def generator(at):
        return [("generator", log_loss(judge(at, generate(at.normal("zForGenerator", h["latent"], "z"), at.y)), True), 1)]

    return [("discriminator", ["discriminator"], discriminator), ("generator", ["generator"], generator)]
