"""Isola et al. 2017, eq. 1 to 4: D and G see what is made from the image; L1 in units of [0,1]."""
import torch
import torch.nn.functional as F

from cases import SMALL
from gan_parts import MlpFeatures, MlpGenerator, log_loss
from layers import Dense
from vae_parts import PIXELS

CASES = [{**SMALL, "adversarial": 8, "from": kind} for kind in ("edges", "noise", "blur", "quarter")]


def derived(at, kind):
    x = at.x.reshape(-1, 1, 28, 28)
    if kind == "noise":
        return (at.x + 0.6 * at.normal("grain", PIXELS, "augment")).clamp(0, 1)
    if kind == "quarter":
        made = F.interpolate(F.avg_pool2d(x, 4), scale_factor=4, mode="nearest")
    elif kind == "blur":
        bell = torch.exp(-(torch.arange(-4, 5, dtype=torch.float64) ** 2) / 8)
        bell = (bell / bell.sum()).to(at.dtype)
        made = F.conv2d(x, torch.outer(bell, bell)[None, None], padding=4)
    else:
        across = torch.tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], dtype=at.dtype)
        slopes = F.conv2d(x, torch.stack([across, across.T])[:, None], padding=1)
        made = ((slopes**2).sum(1) + 1e-6).sqrt().div(4).clamp(0, 1)
    return made.reshape(-1, PIXELS)


def reference(p, h):
    generate = MlpGenerator(p, PIXELS + h["latent"], h["hidden"], norm=True)
    features = MlpFeatures(p, "discriminator", h["hidden"] // 2, 2 * PIXELS)
    logit = Dense(p, "discriminator/logit", h["hidden"] // 2, 1)

    def both(at, noise):
        given = derived(at, h["from"]) * 2 - 1
        return given, generate(given, at.normal(noise, h["latent"], "z"))

    def judge(given, x):
        return logit(features(torch.cat([given, x], 1)))

    def discriminator(at):
        given, made = both(at, "zForDiscriminator")
        return [("real", log_loss(judge(given, at.centred), True), 1), ("fake", log_loss(judge(given, made), False), 1)]

    def generator(at):
        given, made = both(at, "zForGenerator")
        l1 = F.l1_loss((made + 1) / 2, at.x, reduction="sum") / len(at.x)
        return [("pixel-distance", l1, 1), ("generator", log_loss(judge(given, made), True), h["adversarial"])]

    return [("discriminator", ["discriminator"], discriminator), ("translating-generator", ["generator"], generator)]
