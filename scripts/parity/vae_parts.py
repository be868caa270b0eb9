"""Common parts of variational models, after their papers."""
import torch
import torch.nn.functional as F
from torch.distributions import Normal, kl_divergence

from layers import Dense, Parameters

PIXELS, CLASSES = 784, 10


def bernoulli(logits, x):
    """−log p(x|z). Kingma & Welling 2013, app. C.1."""
    return F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(1).mean()


def gaussian(mean, x, sigma):
    """−log p(x|z) for x from N(mean, σ²). Kingma & Welling 2013, app. C.2, with one σ as in Dai & Wipf 2019."""
    return -Normal(mean, sigma).log_prob(x).sum(1).mean()


def divergence(q: Normal):
    """[B, d]: KL(q ‖ N(0,1)) for each latent dimension."""
    return kl_divergence(q, Normal(torch.zeros_like(q.loc), torch.ones_like(q.scale)))


class MlpVae:
    def __init__(self, p: Parameters, h, condition=0, width=PIXELS):
        self.hidden = Dense(p, "encoder/hidden", width + condition, h["hidden"])
        self.mu = Dense(p, "encoder/mu", h["hidden"], h["latent"])
        self.log_variance = Dense(p, "encoder/logVar", h["hidden"], h["latent"])
        self.decoder_hidden = Dense(p, "decoder/hidden", h["latent"] + condition, h["hidden"])
        self.logits = Dense(p, "decoder/logits", h["hidden"], width)

    def posterior(self, x) -> Normal:
        features = self.hidden(x).relu()
        return Normal(self.mu(features), self.log_variance(features).exp().sqrt())

    def decode(self, z):
        return self.logits(self.decoder_hidden(z).relu())


def given_pixels(visible, like):
    """[784], 1 for observed pixels: all but the lower right quarter, or the left half."""
    mask = torch.ones(28, 28, dtype=like.dtype)
    mask[14 if visible == "three-quarters" else 0 :, 14:] = 0
    return mask.reshape(-1)
