"""D maximises L_S + L_C, G maximises L_C − L_S (Odena et al. 2017, eq. 2 and 3), L_S non-saturating for G."""
import torch.nn.functional as F

from cases import SMALL
from gan_parts import MlpGenerator, MlpFeatures, log_loss
from layers import Dense
from vae_parts import CLASSES

CASES = [{**SMALL, "fakeClass": weight} for weight in (0, 1)]


def reference(p, h):
    generate = MlpGenerator(p, h["latent"] + CLASSES, h["hidden"], norm=True)
    features, logit = MlpFeatures(p, "discriminator", h["hidden"]), Dense(p, "discriminator/logit", h["hidden"], 1)
    classes = Dense(p, "discriminator/classLogits", h["hidden"], CLASSES)

    def discriminator(at):
        on_real, on_fake = features(at.centred), features(generate(at.normal("zForDiscriminator", h["latent"], "z"), at.y))
        return [
            ("real", log_loss(logit(on_real), True), 1), ("fake", log_loss(logit(on_fake), False), 1),
            ("real-class", F.cross_entropy(classes(on_real), at.labels), 1),
            ("fake-class", F.cross_entropy(classes(on_fake), at.labels), h["fakeClass"]),
        ]

    def generator(at):
        on_fake = features(generate(at.normal("zForGenerator", h["latent"], "z"), at.y))
        return [
            ("generator", log_loss(logit(on_fake), True), 1),
            ("generator-class", F.cross_entropy(classes(on_fake), at.labels), 1),
        ]

    return [
        ("discriminator-and-classifier", ["discriminator"], discriminator),
        ("generator-and-class", ["generator"], generator),
    ]
