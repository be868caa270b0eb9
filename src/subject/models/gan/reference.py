"""Goodfellow et al. 2014; least squares: Mao et al. 2017."""
import torch.nn.functional as F

from cases import SMALL, POINTS
from gan_parts import MlpGenerator, MlpFeatures, log_loss
from layers import Dense
from vae_parts import PIXELS

CASES = [
    {**SMALL, "loss": loss, "dropout": dropout, "batchNorm": norm}
    for loss in ("non-saturating", "saturating", "least-squares") for dropout, norm in ((0, "off"), (0.3, "on"))
] + [{**SMALL, **POINTS, "loss": "non-saturating", "dropout": 0, "batchNorm": "off"}]


def reference(p, h):
    points = "data" in h
    generate = MlpGenerator(p, h["latent"], h["hidden"], norm=h["batchNorm"] == "on", points=points)
    features, logit = MlpFeatures(p, "discriminator", h["hidden"], inputs=2 if points else PIXELS), Dense(p, "discriminator/logit", h["hidden"], 1)

    def judge(at, x, mask_name):
        widths = (2 * h["hidden"], h["hidden"])
        masks = [at.dropout(f"{mask_name}Dropout{i + 1}", widths[i], h["dropout"]) for i in (0, 1)] if h["dropout"] else (1, 1)
        return logit(features(x, masks))

    def discriminator(at):
        fake = generate(at.normal("zForDiscriminator", h["latent"], "z"))
        on_real, on_fake = judge(at, at.x if points else at.centred, "real"), judge(at, fake, "fake")
        if h["loss"] == "least-squares":  # Mao et al. 2017, eq. 2 with a = 0, b = c = 1
            return [("real", ((on_real - 1) ** 2).mean() / 2, 1), ("fake", (on_fake**2).mean() / 2, 1)]
        return [("real", log_loss(on_real, True), 1), ("fake", log_loss(on_fake, False), 1)]

    def generator(at):
        on_fake = judge(at, generate(at.normal("zForGenerator", h["latent"], "z")), "generated")
        loss = {
            "saturating": lambda: F.logsigmoid(-on_fake).mean(),  # E log(1 − D(G(z)))
            "non-saturating": lambda: log_loss(on_fake, True),
            "least-squares": lambda: ((on_fake - 1) ** 2).mean() / 2,
        }[h["loss"]]()
        return [("generator", loss, 1)]

    return [("discriminator", ["discriminator"], discriminator), ("generator", ["generator"], generator)]
