"""Miyato et al. 2018, eq. 16 and 17."""
from cases import SMALL
from gan_parts import MlpGenerator, MlpFeatures
from layers import SpectralDense

CASES = [SMALL]


def reference(p, h):
    generate = MlpGenerator(p, h["latent"], h["hidden"], norm=True)
    features = MlpFeatures(p, "discriminator", h["hidden"], layer=SpectralDense)
    logit = SpectralDense(p, "discriminator/logit", h["hidden"], 1)

    def hinge(at):
        fake = generate(at.normal("zForDiscriminator", h["latent"], "z"))
        on_real, on_fake = logit(features(at.centred)), logit(features(fake))
        return [("real-hinge", (1 - on_real).clamp(min=0).mean(), 1), ("fake-hinge", (1 + on_fake).clamp(min=0).mean(), 1)]

    def generator(at):
        return [("generator-score", -logit(features(generate(at.normal("zForGenerator", h["latent"], "z")))).mean(), 1)]

    return [("hinge", ["discriminator"], hinge), ("generator", ["generator"], generator)]
