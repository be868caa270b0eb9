"""Parameters by name, and the layers of the references. Images are [B, channels, height, width] inside; inputs and
outputs are rows [B, height·width·channels], and kernels are [height, width, in, out], as the page stores them."""
from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F

from streams import lane_of, normals, uniforms

SEED = 1


class Parameters:
    """Named tensors drawn from the seed and their own names. None is 0 or 1, as these values would hide mistakes."""

    def __init__(self, dtype: torch.dtype):
        self.dtype = dtype
        self.trained: dict[str, torch.Tensor] = {}
        self.state: dict[str, torch.Tensor] = {}
        self.next_state: dict[str, torch.Tensor] = {}

    def _tensor(self, values: np.ndarray, shape) -> torch.Tensor:
        return torch.tensor(values.astype(np.float32).reshape(shape)).to(self.dtype)

    def _normal(self, name, shape, around, spread) -> torch.Tensor:
        drawn = normals(SEED, "init", int(np.prod(shape)), lane=lane_of(name)).astype(np.float64)
        return self._tensor(around + spread * drawn, shape)

    def _train(self, name, value) -> torch.Tensor:
        self.trained[name] = value.requires_grad_()
        return value

    def uniform(self, name, shape, fan_in):
        drawn = uniforms(SEED, "init", int(np.prod(shape)), lane=lane_of(name))
        return self._train(name, self._tensor((2 * drawn - 1) / np.sqrt(fan_in), shape))

    def near(self, name, shape, around):
        return self._train(name, self._normal(name, shape, around, 0.1))

    def normal(self, name, shape):
        return self._train(name, self._normal(name, shape, 0, 1))

    def constant_state(self, name, shape, around, spread=0.1):
        self.state[name] = self._normal(name, shape, around, spread)


def start(p: Parameters, name: str, shape, fan_in, fan_out, outputs, glorot):
    """Kernel and bias, both drawn from U(±1/√fan_in); or the kernel after Glorot & Bengio 2010, eq. 16."""
    kernel = p.uniform(f"{name}/kernel", shape, (fan_in + fan_out) / 6 if glorot else fan_in)
    return kernel, p.uniform(f"{name}/bias", (outputs,), fan_in)


class Dense:
    def __init__(self, p: Parameters, name: str, inputs: int, outputs: int, glorot=False):
        self.kernel, self.bias = start(p, name, (inputs, outputs), inputs, outputs, outputs, glorot)

    def __call__(self, x):
        return F.linear(x, self.kernel.t(), self.bias)


class Embedding:
    def __init__(self, p: Parameters, name: str, classes: int, width: int, fan_in: int | None = None):
        table = (f"{name}/table", (classes, width))
        self.table = p.uniform(*table, fan_in) if fan_in else p.normal(*table)

    def __call__(self, labels):
        return F.embedding(labels, self.table)


class Conv:
    """3×3 with TensorFlow's padding "same": with stride 2 and an even side, one row and column at the end."""

    def __init__(self, p: Parameters, name: str, inputs: int, outputs: int, stride: int, glorot=False):
        self.kernel, self.bias = start(p, name, (3, 3, inputs, outputs), 9 * inputs, 9 * outputs, outputs, glorot)
        self.stride = stride

    def __call__(self, x):
        padded = F.pad(x, (0, 1, 0, 1) if self.stride == 2 else (1, 1, 1, 1))
        return F.conv2d(padded, self.kernel.permute(3, 2, 0, 1), self.bias, stride=self.stride)


class ConvTranspose:
    """3×3, stride 2: doubles the side; the surplus row and column at the end are cut off."""

    def __init__(self, p: Parameters, name: str, inputs: int, outputs: int, glorot=False):
        self.kernel, self.bias = start(p, name, (3, 3, outputs, inputs), 9 * outputs, 9 * inputs, outputs, glorot)

    def __call__(self, x):
        return F.conv_transpose2d(x, self.kernel.permute(3, 2, 0, 1), self.bias, stride=2)[:, :, :-1, :-1]


class BatchNorm:
    """Ioffe & Szegedy 2015 by the batch's own statistics. x: [B, features] or [B, features, height, width]."""

    def __init__(self, p: Parameters, name: str, features: int):
        self.p, self.name = p, name
        self.scale = p.near(f"{name}/scale", (features,), 1)
        self.shift = p.near(f"{name}/shift", (features,), 0)
        p.constant_state(f"{name}/runningMean", (features,), 0)
        p.constant_state(f"{name}/runningVariance", (features,), 1)

    def __call__(self, x):
        names = [f"{self.name}/runningMean", f"{self.name}/runningVariance"]
        mean, variance = (self.p.state[name].clone() for name in names)
        y = F.batch_norm(x, mean, variance, self.scale, self.shift, training=True, momentum=0.1, eps=1e-5)
        self.p.next_state.update(zip(names, (mean, variance)))
        return y


class SpectralDense:
    """Miyato et al. 2018, alg. 1 with one power iteration. Their W is [outputs, inputs]; u and v are treated as constants."""

    def __init__(self, p: Parameters, name: str, inputs: int, outputs: int):
        self.p, self.name = p, name
        self.kernel = p.uniform(f"{name}/kernel", (inputs, outputs), inputs)
        self.bias = p.uniform(f"{name}/bias", (outputs,), inputs)
        p.constant_state(f"{name}/u", (1, outputs), 0, spread=1)

    def __call__(self, x):
        w = self.kernel.t()
        with torch.no_grad():
            v = F.normalize(w.t() @ self.p.state[f"{self.name}/u"][0], dim=0)
            u = F.normalize(w @ v, dim=0)
        self.p.next_state[f"{self.name}/u"] = u[None]
        return F.linear(x, w / torch.dot(u, w @ v), self.bias)


def image(rows, side, channels):
    return rows.reshape(-1, side, side, channels).permute(0, 3, 1, 2)


def rows(images):
    return images.permute(0, 2, 3, 1).reshape(images.shape[0], -1)


def leaky(x):
    return F.leaky_relu(x, 0.2)
