"""Flow matching on images: Lipman et al. 2023, eq. 23, the class left out now and then (Ho & Salimans 2022)."""
import torch

from cases import CONV
from flow_parts import hats
from layers import Conv, ConvTranspose, Dense, image, rows
from vae_parts import CLASSES

FILTERS = 8
CASES = [{**CONV, "filters": FILTERS, "guidance": 1, "flowSteps": 3, "until": 1}]
TOLD = 9 + CLASSES


class Denoiser:
    def __init__(self, p):
        def told(name, side, channels):
            return Dense(p, f"denoiser/{name}", TOLD, side * side * channels, glorot=True)

        def inner(name, inputs, outputs, stride):
            return Conv(p, f"denoiser/{name}", inputs, outputs, stride, glorot=True)

        self.down1, self.down2 = inner("down1", 1, 16, 2), inner("down2", 16, FILTERS, 2)
        self.told1, self.told2, self.told3 = told("told1", 14, 16), told("told2", 7, FILTERS), told("told3", 14, 16)
        self.blocks = [(inner(f"inner{i}", FILTERS, FILTERS, 1), told(f"toldInner{i}", 7, FILTERS)) for i in (1, 2, 3)]
        self.up1 = ConvTranspose(p, "denoiser/up1", FILTERS, 16, glorot=True)
        self.up2 = ConvTranspose(p, "denoiser/up2", 16, 1, glorot=True)

    def __call__(self, x, t, y):
        told = torch.cat([hats(t), y], 1)
        middle = (self.down1(image(x, 28, 1)) + image(self.told1(told), 14, 16)).relu()
        small = (self.down2(middle) + image(self.told2(told), 7, FILTERS)).relu()
        for inner, of_told in self.blocks:
            small = small + (inner(small) + image(of_told(told), 7, FILTERS)).relu()
        upper = (self.up1(small) + middle + image(self.told3(told), 14, 16)).relu()
        return rows(self.up2(upper))


def reference(p, h):
    denoise = Denoiser(p)

    def matching(at):
        x, noise = at.centred, at.normal("noise", 784, "z")
        t = (at.normal("time", 1, "z") - 0.4).sigmoid() * 0.95
        y = at.y * at.dropout("told", 1, 0.1) * 0.9
        found = denoise(torch.lerp(noise, x, t), t, y)
        return [("velocity-of-pixels", ((found - x) / (1 - t)).square().sum(1).mean(), 1)]

    return [("pixel-flow-loss", ["denoiser"], matching)]
