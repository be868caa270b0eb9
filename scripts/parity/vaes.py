"""The variational models, from their papers. Each function takes parameters and settings and returns objectives:
(id, networks it moves, function of the inputs → terms), a term being (id, value, weight)."""
import math

import torch
import torch.nn.functional as F
from torch.distributions import Normal, kl_divergence

from layers import Conv, ConvTranspose, Dense, Parameters, image, rows

PIXELS, CLASSES = 784, 10


def bernoulli(logits, x):
    """−log p(x|z). Kingma & Welling 2013, app. C.1."""
    return F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(1).mean()


def gaussian(logits, x, sigma):
    """−log p(x|z), pixels from N(sigmoid(logits), σ²). Kingma & Welling 2013, app. C.2, with one σ: Dai & Wipf 2019."""
    return -Normal(torch.sigmoid(logits), sigma).log_prob(x).sum(1).mean()


def divergence(q: Normal):
    """[B, d]: KL(q ‖ N(0,1)) for each latent dimension."""
    return kl_divergence(q, Normal(torch.zeros_like(q.loc), torch.ones_like(q.scale)))


class MlpVae:
    def __init__(self, p: Parameters, h, condition=0):
        self.hidden = Dense(p, "encoder/hidden", PIXELS + condition, h["hidden"])
        self.mu = Dense(p, "encoder/mu", h["hidden"], h["latent"])
        self.log_variance = Dense(p, "encoder/logVar", h["hidden"], h["latent"])
        self.decoder_hidden = Dense(p, "decoder/hidden", h["latent"] + condition, h["hidden"])
        self.logits = Dense(p, "decoder/logits", h["hidden"], PIXELS)

    def posterior(self, x) -> Normal:
        features = self.hidden(x).relu()
        return Normal(self.mu(features), self.log_variance(features).exp().sqrt())

    def decode(self, z):
        return self.logits(self.decoder_hidden(z).relu())


def ae(p, h):
    encoder, code = Dense(p, "encoder/hidden", PIXELS, h["hidden"]), Dense(p, "encoder/code", h["hidden"], h["latent"])
    hidden, logits = Dense(p, "decoder/hidden", h["latent"], h["hidden"]), Dense(p, "decoder/logits", h["hidden"], PIXELS)

    def loss(at):
        return [("reconstruction", bernoulli(logits(hidden(code(encoder(at.x).relu())).relu()), at.x), 1)]

    return [("autoencoder", ["encoder", "decoder"], loss)]


def vae(p, h):
    net = MlpVae(p, h)
    learned = h["likelihood"] == "gaussian-learned"
    log_sigma = p.near("decoder/logSigma/value", (1, 1), math.log(h["sigma"])) if learned else None

    def reconstruction(logits, x):
        if h["likelihood"] == "bernoulli":
            return bernoulli(logits, x)
        return gaussian(logits, x, log_sigma.exp() if learned else h["sigma"])

    def loss(at):
        # Binary pixels: white where a uniform number falls below the grey value. Burda et al. 2016.
        x = (at.uniform("u", PIXELS, "augment") < at.x).to(at.dtype) if h["pixels"] == "binary" else at.x
        q = net.posterior(x)
        z = q.loc + q.scale * at.normal("eps", h["latent"], "eps")
        return [("reconstruction", reconstruction(net.decode(z), x), 1), ("kl", divergence(q).sum(1).mean(), h["beta"])]

    return [("negative-elbo", ["encoder", "decoder"], loss)]


def beta_vae(p, h):
    """Free bits: λ or the batch's mean KL of a dimension, whichever is more. Kingma et al. 2016, eq. 15."""
    net = MlpVae(p, h)

    def loss(at):
        q = net.posterior(at.x)
        z = q.loc + q.scale * at.normal("eps", h["latent"], "eps")
        kl = divergence(q).mean(0)
        free = kl.clamp(min=h["freeBits"]) if h["freeBits"] > 0 else kl
        warmth = min(1, at.steps_done / h["warmUp"]) if h["warmUp"] > 0 else 1
        return [("reconstruction", bernoulli(net.decode(z), at.x), 1), ("kl", free.sum(), h["beta"] * warmth)]

    return [("negative-beta-elbo", ["encoder", "decoder"], loss)]


def conv_vae(p, h):
    deep = {"glorot": True}
    down1, down2 = Conv(p, "encoder/down1", 1, 32, 2, **deep), Conv(p, "encoder/down2", 32, 64, 2, **deep)
    hidden = Dense(p, "encoder/hidden", 7 * 7 * 64, h["hidden"], **deep)
    mu, log_variance = (Dense(p, f"encoder/{name}", h["hidden"], h["latent"]) for name in ("mu", "logVar"))
    project = Dense(p, "decoder/project", h["latent"], 7 * 7 * 64)
    up1, up2 = ConvTranspose(p, "decoder/up1", 64, 64, **deep), ConvTranspose(p, "decoder/up2", 64, 32, **deep)
    logits = Conv(p, "decoder/logits", 32, 1, 1, **deep)

    def loss(at):
        features = hidden(rows(down2(down1(image(at.x, 28, 1)).relu()).relu())).relu()
        q = Normal(mu(features), log_variance(features).exp().sqrt())
        z = q.loc + q.scale * at.normal("eps", h["latent"], "eps")
        decoded = rows(logits(up2(up1(image(project(z).relu(), 7, 64)).relu()).relu()))
        return [("reconstruction", bernoulli(decoded, at.x), 1), ("kl", divergence(q).sum(1).mean(), h["beta"])]

    return [("negative-elbo", ["encoder", "decoder"], loss)]


def cvae(p, h):
    """log p(x|y): the class is given to q(z|x,y) and to p(x|z,y). Sohn et al. 2015."""
    net = MlpVae(p, h, CLASSES)

    def loss(at):
        q = net.posterior(torch.cat([at.x, at.y], 1))
        z = q.loc + q.scale * at.normal("eps", h["latent"], "eps")
        reconstruction = bernoulli(net.decode(torch.cat([z, at.y], 1)), at.x)
        return [("reconstruction", reconstruction, 1), ("kl", divergence(q).sum(1).mean(), h["beta"])]

    return [("negative-conditional-elbo", ["encoder", "decoder"], loss)]


def given_pixels(visible, like):
    """[784], 1 where a pixel is given: all but the lower right quarter, or the left half."""
    mask = torch.ones(28, 28, dtype=like.dtype)
    mask[14 if visible == "three-quarters" else 0 :, 14:] = 0
    return mask.reshape(-1)


def completion_cvae(p, h):
    """−ELBO of the hidden pixels given the others. Sohn et al. 2015, §5.1."""
    net = MlpVae(p, h, PIXELS)

    def loss(at):
        given = given_pixels(h["visible"], at.x)
        condition, rest = at.x * given, given == 0
        q = net.posterior(torch.cat([at.x, condition], 1))
        z = q.loc + q.scale * at.normal("eps", h["latent"], "eps")
        logits = net.decode(torch.cat([z, condition], 1))
        reconstruction = bernoulli(logits[:, rest], at.x[:, rest])
        return [("reconstruction", reconstruction, 1), ("kl", divergence(q).sum(1).mean(), h["beta"])]

    return [("negative-completion-elbo", ["encoder", "decoder"], loss)]
