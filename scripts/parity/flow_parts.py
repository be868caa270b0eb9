"""Flow matching: Lipman et al. 2023, eq. 23, with straight paths."""
import torch

from layers import Dense

KNOTS = 8


def hats(t):
    """[B, 9]: hat functions of t at 0, 1/8, … 1."""
    return (1 - (t * KNOTS - torch.arange(KNOTS + 1, dtype=t.dtype)).abs()).clamp(min=0)


class Flow:
    """d: the dimension of the transported variable."""

    def __init__(self, p, d, width):
        self.d = d
        self.layers = [
            Dense(p, f"velocityField/{name}", *sizes)
            for name, sizes in (("hidden1", (d + KNOTS + 1, width)), ("hidden2", (width, width)), ("velocity", (width, d)))
        ]

    def velocity(self, z, t):
        first, second, last = self.layers
        return last(second(first(torch.cat([z, hats(t)], 1)).relu()).relu())

    def matching(self, at, data):
        noise, t = at.normal("z0", self.d, "z"), at.uniform("t", 1, "z")
        found = self.velocity(torch.lerp(noise, data, t), t)
        return [("flow-matching", (found - (data - noise)).square().sum(1).mean(), 1)]
