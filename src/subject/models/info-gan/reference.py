"""Minimax over V(D, G) − λ L_I(G, Q), L_I a mean of log Q: Chen et al. 2016, eq. 5 and 6; Q's numbers are Gaussian: app. C. Images are moved and slanted besides."""
import torch
import torch.nn.functional as F
from torch.distributions import Normal

from cases import SMALL
from gan_parts import MlpGenerator, MlpFeatures, log_loss
from layers import Dense
from shift import shifted, slanted
from vae_parts import CLASSES

NUMBERS = 2
CASES = [{**SMALL, "information": weight, "shift": shift, "slant": slant, "dropout": dropout}
         for weight, shift, slant, dropout in ((1, 2, 0.4, 0.3), (0.5, 0, 0, 0))]


def reference(p, h):
    hidden, shift = h["hidden"], h["shift"]
    generate = MlpGenerator(p, h["latent"] + CLASSES, hidden, norm=True)
    features, logit = MlpFeatures(p, "discriminator", hidden), Dense(p, "discriminator/logit", hidden, 1)
    read = MlpFeatures(p, "reader", hidden)
    category = Dense(p, "reader/classLogits", hidden, CLASSES)
    mean, log_variance = (Dense(p, f"reader/{name}", hidden, NUMBERS) for name in ("numbersMean", "numbersLogVar"))

    def moved(at, x, pass_name):
        return shifted(x, *(at.categorical(f"{pass_name}Shift{axis}", 2 * shift + 1, "augment") - shift for axis in ("Across", "Down")), -1)

    def judge(at, x, pass_name):
        if not h["dropout"]:
            return logit(features(x))
        return logit(features(x, [at.dropout(f"{pass_name}Dropout{i + 1}", width, h["dropout"]) for i, width in enumerate((2 * hidden, hidden))]))

    def draw(at, pass_name):
        z, y = at.normal(f"{pass_name}Z", h["latent"], "z"), torch.tensor(at.categorical(f"{pass_name}Y", CLASSES, "z"))
        x = moved(at, generate(z, F.one_hot(y, CLASSES).to(z.dtype)), pass_name)
        slopes = (at.categorical(f"{pass_name}Slant{axis}", 5, "augment") for axis in ("Across", "Down"))
        return z, y, judge(at, x, pass_name), read(slanted(x, *slopes, h["slant"], -1))

    def told(z, y, seen):
        q = Normal(mean(seen), log_variance(seen).exp().sqrt())
        return F.cross_entropy(category(seen), y), -q.log_prob(z[:, :NUMBERS]).sum(1).mean()

    def discriminator(at):
        z, y, on_fake, seen = draw(at, "fake")
        of_category, of_numbers = told(z, y, seen)
        return [
            ("real", log_loss(judge(at, moved(at, at.centred, "real"), "real"), True), 1), ("fake", log_loss(on_fake, False), 1),
            ("code", of_category, h["information"]), ("numbers", of_numbers, 0.1 * h["information"]),
        ]

    def generator(at):
        z, y, on_fake, seen = draw(at, "generated")
        of_category, of_numbers = told(z, y, seen)
        return [
            ("generator", log_loss(on_fake, True), 1),
            ("generator-code", of_category, h["information"]), ("generator-numbers", of_numbers, 0.1 * h["information"]),
        ]

    return [
        ("discriminator-and-code", ["discriminator", "reader"], discriminator),
        ("generator-and-code", ["generator"], generator),
    ]
