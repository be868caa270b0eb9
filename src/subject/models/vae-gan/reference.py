"""Larsen et al. 2016, alg. 1; −log Dis for the decoder (non-saturating)."""
from torch.distributions import Normal

from cases import CONV
from gan_parts import ConvGenerator, ConvFeatures, log_loss
from layers import Dense, Conv, image, rows, leaky
from vae_parts import divergence

CASES = [{**CONV, "gamma": 0.01}]


def reference(p, h):
    down1, down2 = Conv(p, "encoder/down1", 1, 32, 2), Conv(p, "encoder/down2", 32, 64, 2)
    mu, log_variance = (Dense(p, f"encoder/{name}", 7 * 7 * 64, h["latent"]) for name in ("mu", "logVar"))
    decode, features = ConvGenerator(p, "decoder", h["latent"]), ConvFeatures(p, "discriminator")
    logit = Dense(p, "discriminator/logit", 7 * 7 * 64, 1)

    def play(at):
        code = rows(leaky(down2(leaky(down1(image(at.centred, 28, 1))))))
        q = Normal(mu(code), log_variance(code).exp().sqrt())
        reconstruction = decode(q.loc + q.scale * at.normal("eps", h["latent"], "eps"))
        sample = decode(at.normal("zPrior", h["latent"], "z"))
        layers = [features(x) for x in (at.centred, reconstruction, sample)]
        likeness = ((layers[0] - layers[1]) ** 2).sum(1).mean() / 2  # eq. 7 and 8, variance 1
        return q, likeness, [logit(layer) for layer in layers]

    def encoder(at):
        q, likeness, _ = play(at)
        return [("kl", divergence(q).sum(1).mean(), 1), ("feature-reconstruction", likeness, 1)]

    def decoder(at):
        _, likeness, (_, reconstructed, sampled) = play(at)
        return [
            ("decoder-features", likeness, h["gamma"]), ("fool-reconstruction", log_loss(reconstructed, True), 1),
            ("fool-sample", log_loss(sampled, True), 1),
        ]

    def discriminator(at):
        _, _, (real, reconstructed, sampled) = play(at)
        return [
            ("real", log_loss(real, True), 1), ("fake-reconstruction", log_loss(reconstructed, False), 1),
            ("fake-sample", log_loss(sampled, False), 1),
        ]

    return [
        ("vae-gan-encoder", ["encoder"], encoder), ("vae-gan-decoder", ["decoder"], decoder),
        ("vae-gan-discriminator", ["discriminator"], discriminator),
    ]
