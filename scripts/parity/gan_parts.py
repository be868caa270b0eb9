"""Common parts of adversarial models, after their papers. Pixels are in [-1,1]."""
import torch
import torch.nn.functional as F
from torch.distributions import Normal

from layers import BatchNorm, Conv, ConvTranspose, Dense, Embedding, SpectralDense, image, leaky, rows
from vae_parts import CLASSES, PIXELS, divergence, given_pixels


class MlpGenerator:
    def __init__(self, p, inputs, hidden, norm, points=False, network="generator"):
        self.layers = [Dense(p, f"{network}/hidden1", inputs, hidden), Dense(p, f"{network}/hidden2", hidden, 2 * hidden)]
        self.norms = [BatchNorm(p, f"{network}/norm{i + 1}", (i + 1) * hidden) if norm else None for i in (0, 1)]
        self.pixels = Dense(p, f"{network}/pixels", 2 * hidden, 2 if points else PIXELS)
        self.bound = (lambda x: x) if points else torch.tanh

    def unbounded(self, *inputs):
        a = torch.cat(inputs, 1)
        for layer, norm in zip(self.layers, self.norms):
            a = (norm(layer(a)) if norm else layer(a)).relu()
        return self.pixels(a)

    def __call__(self, *inputs):
        return self.bound(self.unbounded(*inputs))


class MlpFeatures:
    def __init__(self, p, network, hidden, inputs=PIXELS, layer=Dense):
        self.hidden1 = layer(p, f"{network}/hidden1", inputs, 2 * hidden)
        self.hidden2 = layer(p, f"{network}/hidden2", 2 * hidden, hidden)

    def __call__(self, x, masks=(1, 1)):
        return leaky(self.hidden2(leaky(self.hidden1(x)) * masks[0])) * masks[1]


class ConvGenerator:
    """Radford et al. 2016: strided convolutions, batch norm except in the last layer, ReLU, tanh."""

    def __init__(self, p, network, inputs):
        self.project, self.norm1 = Dense(p, f"{network}/project", inputs, 7 * 7 * 64), BatchNorm(p, f"{network}/norm1", 64)
        self.up1, self.norm2 = ConvTranspose(p, f"{network}/up1", 64, 32), BatchNorm(p, f"{network}/norm2", 32)
        self.up2 = ConvTranspose(p, f"{network}/up2", 32, 1)

    def __call__(self, *inputs):
        small = self.norm1(image(self.project(torch.cat(inputs, 1)), 7, 64)).relu()
        return rows(self.up2(self.norm2(self.up1(small)).relu()).tanh())


class ConvFeatures:
    def __init__(self, p, network):
        self.down1, self.down2 = Conv(p, f"{network}/down1", 1, 32, 2), Conv(p, f"{network}/down2", 32, 64, 2)

    def __call__(self, x):
        return rows(leaky(self.down2(leaky(self.down1(image(x, 28, 1))))))


def log_loss(logits, real):
    """−E log D where `real`, −E log(1 − D) otherwise. Goodfellow et al. 2014, eq. 1."""
    return F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, float(real)))


def wasserstein(p, h, features, penalty):
    points = "data" in h
    generate = MlpGenerator(p, h["latent"], h["hidden"], norm=not points, points=points)
    width = 7 * 7 * 64 if isinstance(features, ConvFeatures) else h["hidden"]
    output = Dense(p, "critic/logit", width, 1)

    def f(x):
        return output(features(x))

    def critic(at):
        real, fake = at.x if points else at.centred, generate(at.normal("zForCritic", h["latent"], "z"))
        terms = [("fake-score", f(fake).mean(), 1), ("real-score", -f(real).mean(), 1)]
        if penalty:  # Gulrajani et al. 2017, eq. 3
            u = at.uniform("u", 1, "augment")
            between = (u * real + (1 - u) * fake.detach()).requires_grad_()
            gradient, = torch.autograd.grad(f(between).sum(), between, create_graph=True)
            terms.append(("gradient-penalty", ((gradient.norm(2, dim=1) - 1) ** 2).mean(), h["lambda"]))
        return terms

    def generator(at):
        return [("generator-score", -f(generate(at.normal("zForGenerator", h["latent"], "z"))).mean(), 1)]

    return [("critic", ["critic"], critic), ("generator", ["generator"], generator)]
