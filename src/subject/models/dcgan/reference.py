"""Conditional: the class joined to the noise, and a projection on the last hidden layer."""
from cases import CONV
from gan_parts import ConvGenerator, ConvFeatures, log_loss
from layers import Dense, Embedding
from vae_parts import CLASSES

CASES = [CONV]


def reference(p, h):
    generate, features = ConvGenerator(p, "generator", h["latent"] + CLASSES), ConvFeatures(p, "discriminator")
    width = 7 * 7 * 64
    logit, embed = Dense(p, "discriminator/logit", width, 1), Embedding(p, "discriminator/classVector", CLASSES, width, width)

    def judge(at, x):
        phi = features(x)
        return logit(phi) + (embed(at.labels) * phi).sum(1, keepdim=True)

    def discriminator(at):
        fake = generate(at.normal("zForDiscriminator", h["latent"], "z"), at.y)
        return [("real", log_loss(judge(at, at.centred), True), 1), ("fake", log_loss(judge(at, fake), False), 1)]

    def generator(at):
        return [("generator", log_loss(judge(at, generate(at.normal("zForGenerator", h["latent"], "z"), at.y)), True), 1)]

    return [("discriminator", ["discriminator"], discriminator), ("generator", ["generator"], generator)]
