"""Isola et al. 2017, eq. 1 to 4: D and G see the given pixels (the hidden ones are 0); L1 in units of [0,1]."""
import torch
import torch.nn.functional as F

from cases import SMALL
from gan_parts import MlpGenerator, MlpFeatures, log_loss
from layers import Dense
from vae_parts import PIXELS, given_pixels

CASES = [{**SMALL, "lambda": 0.1, "visible": v} for v in ("half", "three-quarters")]


def reference(p, h):
    generate = MlpGenerator(p, PIXELS + h["latent"], h["hidden"], norm=True)
    features = MlpFeatures(p, "discriminator", h["hidden"], 2 * PIXELS)
    logit = Dense(p, "discriminator/logit", h["hidden"], 1)

    def complete(at, noise):
        given = given_pixels(h["visible"], at.x)
        made = generate(at.centred * given, at.normal(noise, h["latent"], "z"))
        return given, torch.where(given == 1, at.centred, made)

    def judge(x, given):
        return logit(features(torch.cat([x * given, x], 1)))

    def discriminator(at):
        given, made = complete(at, "zForDiscriminator")
        return [("real", log_loss(judge(at.centred, given), True), 1), ("fake", log_loss(judge(made, given), False), 1)]

    def generator(at):
        given, made = complete(at, "zForGenerator")
        l1 = F.l1_loss((made + 1) / 2, at.x, reduction="sum") / len(at.x)
        return [("generator", log_loss(judge(made, given), True), 1), ("l1", l1, h["lambda"])]

    return [("discriminator", ["discriminator"], discriminator), ("completing-generator", ["generator"], generator)]
