"""Prints random programs with the results and gradients that PyTorch computes for them: `python3 programs.py SEED COUNT`, one program a line, after a line with PyTorch's version.

A program grows by statements that are drawn from a grammar. A statement that PyTorch refuses is drawn again, and a program whose gradients PyTorch refuses is dropped.
Results are computed in double precision, and the difference of PyTorch's float32 from them is recorded.
"""
import json
import os
import random
import re
import sys
import warnings

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "opDb"))
warnings.filterwarnings("ignore")

import torch
from storing import numbers, outputs_and_gradients, with_rounding
from torch import nn

HEAD = "import math\nimport torch\nimport torch.nn.functional as F\nfrom torch import nn\n"
MOST_NUMBERS = 60  # of a tensor
LARGEST = 100.0
# If PyTorch's float32 differs more from its double precision, in units of the largest number, the program is badly conditioned, and says little.
MOST_ROUNDING = 1e-5
LEAST_GRADIENT = 0.01  # of the largest

UNARY = ["exp", "log", "sqrt", "rsqrt", "abs", "neg", "relu", "sigmoid", "tanh", "square", "sin", "cos", "atan", "erf", "sign", "floor", "ceil", "trunc", "frac", "round", "log1p", "expm1", "exp2", "reciprocal",
         "sinh", "cosh", "asinh", "log2", "erfc", "positive", "sgn"]
POSITIVE = {"log", "sqrt", "rsqrt", "log1p", "reciprocal", "log2"}
ACTIVATIONS = ["relu", "gelu", "silu", "elu", "selu", "celu", "softplus", "leaky_relu", "sigmoid", "tanh", "hardtanh", "hardswish", "hardsigmoid", "relu6", "mish", "softsign", "logsigmoid", "tanhshrink", "softshrink",
               "hardshrink"]
LAYERS_OF_ACTIVATIONS = ["nn.ReLU()", "nn.Tanh()", "nn.GELU()", "nn.LeakyReLU(0.2)", "nn.Sigmoid()", "nn.Softplus()", "nn.SiLU()", "nn.ELU()", "nn.Identity()", "nn.Hardtanh()", "nn.LogSigmoid()", "nn.Mish()", "nn.SELU()"]
REDUCTIONS = ["sum", "mean", "amax", "amin", "logsumexp", "std", "var", "prod", "norm", "max", "min", "median"]


class Dropped(Exception):
    pass


def short(tensor):
    """Returns a tensor that was drawn, with the digits that it was drawn with."""
    return {**numbers(tensor), "values": [round(value, 3) for value in tensor.reshape(-1).tolist()]}


class Program:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.inputs = {}
        self.setup = []
        self.body = []
        self.parameters = {}
        self.count = 0
        self.width = self.random.randint(2, 4)
        self.rows = self.random.randint(2, 3)
        self.take_inputs()
        self.run()

    # What is given

    def normal(self, *shape):
        size = 1
        for length in shape:
            size *= length
        return torch.tensor([round(self.random.gauss(0, 1), 2) + 0.001 * self.random.randint(1, 9) for _ in range(size)]).reshape(shape)

    def take_inputs(self):
        b, d = self.rows, self.width
        shapes = self.random.choice([[(b, d), (d,)], [(b, d), (b, d)], [(b, d), (b, 1), (d,)], [(b, d), (d, 3)], [(b, 2, d), (2, d)], [(b, d), (), (b, d)], [(2, 2, d, d), (2, 1, 1)], [(1, 2, 4, 4)], [(d,), (d,)], [(b, 3, d), (d, 2), (1, d)]])
        for i, shape in enumerate(shapes):
            self.inputs[f"x{i}"] = (self.normal(*shape), self.random.random() < 0.75)
        if not any(trained for _, trained in self.inputs.values()):
            self.inputs["x0"] = (self.inputs["x0"][0], True)
        if self.random.random() < 0.3:
            self.inputs["k"] = (torch.tensor([self.random.randrange(d) for _ in range(b)]), False)

    # Execution

    def given(self, dtype):
        return {name: (tensor.to(dtype) if tensor.dtype == torch.float32 else tensor).clone().requires_grad_(trained) for name, (tensor, trained) in self.inputs.items()}

    def executed(self, dtype, setup, body):
        """Executes the program with tensors of this type. Returns its variables, the tensors that have gradients, and those of them that are parameters."""
        text = [HEAD + "\n".join(setup), "\n".join(body)]
        if dtype == torch.float64:
            text = [part.replace(".float()", ".double()").replace("torch.float32", "torch.float64") for part in text]
        before = torch.get_default_dtype()
        torch.set_default_dtype(dtype)
        try:
            names = self.given(dtype)
            inputs = [name for name, (_, trained) in self.inputs.items() if trained]
            exec(text[0], names)
            parameters = dict(self.filled(names))
            trained = [*(names[name] for name in inputs), *parameters.values()]
            exec(text[1], names)
        finally:
            torch.set_default_dtype(before)
        return names, trained, parameters

    def filled(self, names):
        """Gives all parameters of the program their numbers, which are drawn once. Returns them with their names."""
        found = [(name if path == "" else f"{name}.{path}", parameter) for name, value in names.items() for path, parameter in
                 (value.named_parameters() if isinstance(value, nn.Module) else [("", value)] if isinstance(value, nn.Parameter) else [])]
        for name, parameter in found:
            if name not in self.parameters:
                self.parameters[name] = 0.6 * self.normal(*parameter.shape)
                self.parameters[name] = (self.parameters[name] * 1000).round() / 1000
            with torch.no_grad():
                parameter.copy_(self.parameters[name])
        return found

    def run(self, setup=(), body=()):
        names, _, _ = self.executed(torch.float32, [*self.setup, *setup], [*self.body, *body])
        self.names = names
        self.tensors = {name: value for name, value in names.items() if isinstance(value, torch.Tensor) and not isinstance(value, nn.Parameter)}
        for value in self.tensors.values():
            if value.numel() > MOST_NUMBERS or value.numel() == 0 or not self.is_finite(value):
                raise Dropped

    @staticmethod
    def is_finite(value):
        return bool(torch.isfinite(value).all()) and float(value.detach().abs().max() if value.dtype != torch.bool else 0) <= LARGEST

    # Parts of expressions

    def chance(self, p):
        return self.random.random() < p

    def choice(self, *options):
        return self.random.choice(options)

    def fresh(self, letter="v"):
        self.count += 1
        return f"{letter}{self.count}"

    def variable(self, wanted=lambda value: True):
        fitting = [name for name, value in self.tensors.items() if wanted(value)]
        if not fitting:
            raise Dropped
        recent = fitting[-3:]
        name = self.random.choice(recent if self.chance(0.6) else fitting)
        return name, self.tensors[name]

    def value_of(self, text):
        with torch.no_grad():
            value = eval(text, dict(self.names))
        if not isinstance(value, torch.Tensor) or value.numel() > MOST_NUMBERS or value.numel() == 0 or not self.is_finite(value):
            raise Dropped
        return value

    def expression(self, depth, wanted=lambda value: value.is_floating_point()):
        """Returns the text and the value of an expression; the text binds as strongly as a call."""
        for _ in range(12):
            if depth <= 0 or self.chance(0.25):
                break
            try:
                make = self.random.choices(EXPRESSIONS, WEIGHTS)[0]
                text = make(self, depth - 1)
                value = self.value_of(text)
            except Exception:  # what PyTorch refuses is drawn again
                continue
            if wanted(value):
                return text, value
        return self.variable(wanted)

    def scalar(self):
        return self.choice("2", "3", "0.5", "-1", "1.5", "-0.7", "0.1", "math.pi", "len(x0)", str(self.width), "x0.shape[0]", "x0.size(-1)")

    def axis(self, value, extra=0):
        if value.ndim + extra == 0:
            raise Dropped
        return self.random.randrange(-value.ndim - extra, value.ndim + extra)

    def positive(self, text):
        return self.choice(f"({text}.abs() + 0.5)", f"({text}**2 + 1)", f"{text}.exp()", f"(F.softplus({text}) + 0.1)", f"{text}.clamp(min=0.3)")

    # Expressions

    def unary(self, depth):
        x, _ = self.expression(depth)
        name = self.random.choice(UNARY)
        x = self.positive(x) if name in POSITIVE else x
        return self.choice(f"{x}.{name}()", f"torch.{name}({x})")

    def negative(self, depth):
        return f"(-{self.expression(depth)[0]})"

    def activation(self, depth):
        x, value = self.expression(depth)
        name = self.random.choice(ACTIVATIONS)
        options = {"gelu": ["", ", approximate='tanh'"], "elu": ["", ", 0.7"], "celu": ["", ", alpha=1.3"], "softplus": ["", ", beta=2"], "leaky_relu": ["", ", 0.2"], "hardtanh": ["", ", -0.5, 0.8"]}.get(name, [""])
        return f"F.{name}({x}{self.random.choice(options)})"

    def binary(self, depth):
        (a, _), (b, _) = self.expression(depth), self.expression(depth)
        operator = self.choice("+", "-", "*", "+", "-", "*", "/")
        return f"({a} / {self.positive(b)})" if operator == "/" else f"({a} {operator} {b})"

    def with_number(self, depth):
        a, _ = self.expression(depth)
        return self.choice(f"({a} * {self.scalar()})", f"({self.scalar()} - {a})", f"({a} + {self.scalar()})", f"({a} / {self.choice('2', '0.5', '-3')})", f"({self.scalar()} / {self.positive(a)})",
                           f"({a}**{self.choice('2', '3', '4', '1')})", f"({self.positive(a)}**{self.choice('0.5', '-1', '1.5', '-0.5')})", f"({self.choice('2', '0.5')}**{a})", f"({a} // {self.choice('0.5', '2')})", f"({a} % {self.choice('0.7', '2')})")

    def pair(self, depth):
        (a, _), (b, _) = self.expression(depth), self.expression(depth)
        name = self.choice("torch.maximum({}, {})", "torch.minimum({}, {})", "torch.max({}, {})", "{}.mul({})", "{}.sub({}, alpha=2)", "torch.add({}, {}, alpha=0.5)", "torch.where({} > 0, {}, 0.5)", "torch.hypot({}, {})", "torch.logaddexp({}, {})",
                           "torch.fmin({}, {})", "torch.atan2({} + 0.003, {})", "torch.lerp({}, {}, 0.3)", "{}.expand_as({})", "torch.outer({}, {})", "torch.copysign({}, {} + 0.003)")
        return name.format(a, b)

    def chosen(self, depth):
        (c, _), (a, _), (b, _) = self.expression(depth, lambda value: value.dtype == torch.bool) if self.chance(0.3) else self.condition(depth), self.expression(depth), self.expression(depth)
        return self.choice(f"torch.where({c}, {a}, {b})", f"torch.where({c}, {a}, {b})", f"{a}.masked_fill({c}, {self.choice('0', '-1.5')})", f"({a} * {c})", f"({a} * {c}.float())")

    def condition(self, depth):
        a, _ = self.expression(depth)
        b = self.expression(depth)[0] if self.chance(0.3) else self.choice("0", "0.5", "-0.3")
        text = self.choice(f"({a} > {b})", f"({a} < {b})", f"({a} >= {b})", f"({a} <= {b})", f"(~({a} > {b}))", f"(({a} > {b}) & ({a} < 1))", f"(({a} < {b}) | ({a} > 0.9))", f"torch.gt({a}, {b})", f"{a}.lt({b})", f"torch.isclose({a}, {a})")
        return text, self.value_of(text)

    def booleans(self, depth):
        c, value = self.condition(depth)
        return self.choice(f"{c}.float()", f"{c}.float().mean()", f"{c}.sum(0).float()", f"{c}.float().sum(-1, keepdim=True)", f"{c}.any(-1).float()", f"{c}.all(0).float()", f"{c}.long().float()", f"(1 - {c}.float())", f"{c}.to(torch.float32)")

    def clamped(self, depth):
        x, _ = self.expression(depth)
        return self.choice(f"{x}.clamp(-1, 1)", f"torch.clamp({x}, min=-0.5)", f"{x}.clamp(max=0.8)", f"torch.clip({x}, -0.4, 0.9)", f"{x}.clamp_min(0.1)")

    def dims(self, value):
        """Returns dimensions as an argument: one, several, or negative ones."""
        axes = self.random.sample(range(value.ndim), self.random.randint(1, value.ndim)) if value.ndim else []
        axes = [axis - value.ndim if self.chance(0.5) else axis for axis in axes]
        return str(axes[0]) if len(axes) == 1 else self.choice(str(tuple(axes)), str(axes))

    def reduced(self, depth):
        x, value = self.expression(depth, lambda one: one.is_floating_point() and one.ndim > 0)
        name = self.random.choice(REDUCTIONS)
        if name in ("max", "min", "median"):
            dim = self.axis(value)
            return self.choice(f"{x}.{name}()", f"{x}.{name}({dim})[0]", f"{x}.{name}(dim={dim}, keepdim=True).values", f"torch.{name}({x}, {dim}, True)[0]")
        if name == "prod":
            return self.choice(f"{x}.prod()", f"{x}.prod({self.axis(value)})", f"torch.prod({x}, {self.axis(value)}, keepdim=True)")
        dims = self.dims(value)
        if name == "norm":
            return self.choice(f"{x}.norm()", f"{x}.norm(dim={dims})", f"torch.norm({x}, dim={self.axis(value)}, keepdim=True)", f"{x}.norm(p=1, dim={self.axis(value)})", f"torch.linalg.norm({x}, dim={self.axis(value)})")
        if name in ("logsumexp", "amax", "amin"):
            return self.choice(f"{x}.{name}({dims})", f"torch.{name}({x}, dim={dims}, keepdim=True)")
        return self.choice(f"{x}.{name}()", f"{x}.{name}({dims})", f"{x}.{name}(dim={dims}, keepdim=True)", f"torch.{name}({x}, {dims})", f"torch.{name}({x})") if name in ("sum", "mean") else \
            self.choice(f"{x}.{name}()", f"{x}.{name}({dims}, unbiased=False)", f"torch.{name}({x}, dim={dims}, keepdim=True)", f"{x}.{name}(unbiased=False)", f"{x}.{name}({self.axis(value)})")

    def along(self, depth):
        x, value = self.expression(depth, lambda one: one.is_floating_point() and one.ndim > 0)
        dim = self.axis(value)
        return self.choice(f"F.softmax({x}, dim={dim})", f"{x}.softmax({dim})", f"F.log_softmax({x}, {dim})", f"torch.log_softmax({x}, dim={dim})", f"{x}.cumsum({dim})", f"torch.cumprod({x}, dim={dim})", f"F.normalize({x}, dim={dim})",
                           f"torch.sort({x}, dim={dim})[0]", f"{x}.flip({dim})", f"torch.roll({x}, 1, {dim})", f"torch.diff({x}, dim={dim})", f"{x}.sort({dim}, descending=True).values", f"torch.topk({x}, 1, {dim})[0]", f"torch.logcumsumexp({x}, {dim})",
                           f"F.softmin({x}, dim={dim})", f"F.glu({x}, {dim})", f"{x}.argmax({dim}).float()", f"F.one_hot({x}.argmin({dim}), {value.shape[dim]}).float()", f"torch.gather({x}, {dim}, {x}.argsort({dim}))", f"F.layer_norm({x}, {list(value.shape[-1:])}, eps=0.05)" if value.shape[-1] > 1 else f"{x}.flip(-1)")

    def reshaped(self, depth):
        x, value = self.expression(depth, lambda one: one.is_floating_point() and one.ndim > 0)
        n, size = value.numel(), value.shape
        divisors = [d for d in range(1, n + 1) if n % d == 0]
        a = self.random.choice(divisors)
        b = self.random.choice([d for d in divisors if (n // a) % d == 0])
        i, j = self.axis(value), self.axis(value)
        order = self.random.sample(range(value.ndim), value.ndim)
        return self.choice(f"{x}.reshape({a}, -1)", f"{x}.reshape({a}, {b}, {n // a // b})", f"{x}.reshape(({n // a}, {a}))", f"{x}.view(-1)", f"{x}.view({size[0]}, -1)", f"{x}.view({x}.size(0), -1)", f"torch.flatten({x})", f"{x}.flatten(start_dim={self.random.randrange(value.ndim)})",
                           f"{x}.transpose({i}, {j})", f"torch.transpose({x}, {i}, {j})", f"{x}.permute({', '.join(map(str, order))})", f"{x}.unsqueeze({self.axis(value, 1)})", f"{x}.squeeze()", f"{x}.squeeze({i})", f"{x}.T", f"{x}.t()", f"{x}.mT", f"{x}.contiguous()",
                           f"{x}[None]", f"{x}[..., None]", f"{x}.expand({self.random.randint(2, 3)}, {', '.join(['-1'] * value.ndim)})", f"{x}.repeat({', '.join(str(self.random.randint(1, 2)) for _ in size)})", f"{x}.unflatten({i}, ({size[i]}, 1))", f"torch.movedim({x}, {i}, {j})",
                           f"{x}.view_as({x})", f"torch.squeeze({x}, {i})", f"{x}.repeat_interleave(2, dim={i})", f"torch.tile({x}, (2,))", f"torch.swapaxes({x}, {i}, {j})", f"torch.rot90({x})", f"torch.permute({x}, {tuple(order)})", f"torch.reshape({x}, (-1, {a}))", f"{x}.ravel()")

    def index(self, size):
        parts = []
        for length in size[:self.random.randint(1, len(size))]:
            i, j = sorted(self.random.sample(range(length + 1), 2))
            parts.append(self.choice(str(self.random.randrange(-length, length)), str(self.random.randrange(-length, length)), ":", f"{i}:{j}", f"{i}:", f"-{length - i}:" if length > i else ":", f":{j}", f":-{length - 1 - i}" if 0 < length - 1 - i else ":", "::2", "1::2" if length > 1 else "::2", "None"))
        if self.chance(0.2):
            parts.insert(self.random.randrange(len(parts) + 1), "...")
        return ", ".join(parts)

    def indexed(self, depth):
        x, value = self.expression(depth, lambda one: one.is_floating_point() and one.ndim > 0)
        if self.chance(0.7):
            return f"{x}[{self.index(list(value.shape))}]"
        n = value.shape[0]
        places = [self.random.randrange(-n, n) for _ in range(self.random.randint(1, 3))]
        return self.choice(f"{x}[{places}]", f"{x}[torch.tensor({places})]", f"{x}[torch.arange({n}), {[self.random.randrange(value.shape[1]) for _ in range(n)] if value.ndim > 1 else 0}]", f"{x}[:, {[0, -1, 0]}]", f"{x}[torch.arange({n}) > 0]",
                           f"torch.index_select({x}, 0, torch.tensor({[p % n for p in places]}))", f"{x}.narrow(0, 0, {self.random.randint(1, n)})", f"{x}.select(0, {places[0]})", f"{x}[k % {n}]", f"{x}[torch.arange({n}), k % {value.shape[-1]}]", f"{x}.gather(1, (k % {value.shape[-1]}).unsqueeze(1))", f"{x}.take(torch.tensor({[p % n for p in places]}))",
                           f"{x}.diagonal()", f"torch.diag({x})", f"{x}.tril()", f"{x}.triu(1)")

    def joined(self, depth):
        a, value = self.expression(depth, lambda one: one.is_floating_point() and one.ndim > 0)
        others = [self.expression(depth, lambda one: one.is_floating_point() and one.shape == value.shape)[0] for _ in range(self.random.randint(1, 2))]
        all = ", ".join([a, *others])
        if self.chance(0.4):
            return self.choice(f"torch.stack([{all}], {self.axis(value, 1)})", f"torch.stack(({all}))", f"torch.stack([{all}], dim=-1)")
        return self.choice(f"torch.cat([{all}], {self.axis(value)})", f"torch.cat(({all}), dim={self.axis(value)})", f"torch.hstack([{all}])", f"torch.vstack([{all}])", f"torch.cat([{a}, {a}[:1]])", f"torch.cat({a}.chunk(2, {self.axis(value)}), {self.axis(value)})", f"torch.stack({a}.unbind({self.axis(value)}), {self.axis(value)})",
                           f"sum([{all}])", f"sum({a}.split(1, {self.axis(value)}))")

    def product(self, depth):
        a, left = self.expression(depth, lambda one: one.is_floating_point() and one.ndim > 0)
        b, _ = self.expression(depth, lambda one: one.is_floating_point() and one.ndim > 0 and one.shape[-2 if one.ndim > 1 else 0] == left.shape[-1])
        return self.choice(f"({a} @ {b})", f"torch.matmul({a}, {b})", f"({a} @ {a}.T)", f"({a} @ {a}.transpose(-2, -1))", f"torch.mm({a}, {b})", f"torch.einsum('ij,jk->ik', {a}, {b})", f"torch.einsum('bi,bj->bij', {a}, {a})", f"F.linear({a}, {a})", f"torch.bmm({a}, {b})", f"torch.dot({a}, {b})",
                           f"torch.einsum('...i,i->...', {a}, {b})" if self.chance(0.05) else f"({a}.mT @ {a})", f"torch.cdist({a}, {a} + 0.3)" if self.chance(0.3) else f"{a}.mm({b})", f"torch.tensordot({a}, {b}, 1)", f"torch.addmm({b}[:1], {a}, {b})")

    def cut(self, depth):
        x, _ = self.expression(depth)
        return self.choice(f"{x}.detach()", f"({x} - {x}.detach())", f"({x}.detach() * {x})", f"{x}.clone()", f"({x} + ({x}.round() - {x}).detach())", f"({x}.data * 1)", f"{x}.detach().clone()")

    def made(self, depth):
        x, value = self.expression(depth)
        n = value.shape[-1] if value.ndim else 1
        return self.choice(f"torch.ones_like({x})", f"(torch.zeros({n}) + {x})", f"({x} * torch.arange({n}))", f"({x} + torch.linspace(0, 1, {n}))", f"({x} * torch.tensor({[round(self.random.gauss(0, 1), 1) for _ in range(n)]}))", f"(torch.eye({n}) * {x})", f"(torch.full((2, {n}), 0.3) - {x})", f"({x}.new_ones({n}) * {x})", f"(torch.zeros_like({x}) - {x})")

    def loss(self, depth):
        a, value = self.expression(depth, lambda one: one.is_floating_point() and one.ndim > 0)
        b, _ = self.expression(depth, lambda one: one.is_floating_point() and one.shape == value.shape)
        reduction = self.choice("", "", ", reduction='sum'", ", reduction='none'", ", reduction='mean'")
        c = f"torch.tensor({[self.random.randrange(value.shape[1]) for _ in range(value.shape[0])]})" if value.ndim == 2 else "k"
        c = "k" if self.chance(0.3) else c
        y = f"({b} > 0).float()"
        return self.choice(f"F.mse_loss({a}, {b}{reduction})", f"F.l1_loss({a}, {b}{reduction})", f"F.smooth_l1_loss({a}, {b}{reduction})", f"F.huber_loss({a}, {b}{reduction}, delta=0.7)", f"F.binary_cross_entropy_with_logits({a}, {y}{reduction})", f"F.binary_cross_entropy_with_logits({a}, {b}.sigmoid(){reduction})",
                           f"F.binary_cross_entropy({a}.sigmoid(), {y}{reduction})", f"F.cross_entropy({a}, {c}{reduction})", f"F.cross_entropy({a}, {b}.softmax(1){reduction})", f"F.cross_entropy({a}, {c}{reduction}, label_smoothing=0.1)", f"F.nll_loss(F.log_softmax({a}, 1), {c}{reduction})",
                           f"F.kl_div({a}.log_softmax(-1), {b}.softmax(-1){reduction})", f"F.kl_div({a}.log_softmax(-1), {b}.softmax(-1), reduction='batchmean')", f"F.cosine_similarity({a}, {b}, dim={self.axis(value)})", f"F.soft_margin_loss({a}, {b}.sign(){reduction})",
                           f"F.gaussian_nll_loss({a}, {b}, {self.positive(b)}{reduction})", f"F.poisson_nll_loss({a}, {b}.abs(){reduction})", f"F.triplet_margin_loss({a}, {b}, {a} * 0.5{reduction})", f"F.pairwise_distance({a}, {b})", f"F.margin_ranking_loss({a}, {b}, {b}.sign(){reduction})",
                           f"nn.MSELoss({reduction[2:]})({a}, {b})", f"nn.BCEWithLogitsLoss({reduction[2:]})({a}, {y})", f"nn.CrossEntropyLoss({reduction[2:]})({a}, {c})", f"nn.L1Loss()({a}, {b})")

    def image(self, depth):
        x, value = self.expression(depth, lambda one: one.is_floating_point() and one.ndim == 4)
        return self.choice(f"F.avg_pool2d({x}, 2)", f"F.max_pool2d({x}, 2)", f"F.max_pool2d({x}, 2, stride=1)", f"F.avg_pool2d({x}, 2, 1)", f"F.interpolate({x}, scale_factor=2)", f"F.pad({x}, (1, 0, 0, 1))", f"F.pad({x}, (0, 1), value=0.5)", f"F.adaptive_avg_pool2d({x}, 1)", f"F.pixel_shuffle({x}, 2)", f"F.interpolate({x}, size=(3, 2), mode='bilinear', align_corners=False)",
                           f"F.pad({x}, (1, 1, 1, 1), mode='reflect')", f"{x}.mean((2, 3))", f"F.conv2d({x}, {x}, padding=1)", f"F.max_pool2d({x}, 3, 2, 1)")

    def on_function(self, depth):
        x, _ = self.expression(depth)
        inner = self.body_of("t")
        return self.choice(f"(lambda t: {inner})({x})", f"(lambda t, s={self.choice('2', '0.5')}: {inner} * s)({x})")

    def called(self, depth):
        names = [name for name, value in self.names.items() if re.fullmatch(r"(f|layer|net)\d+", name)]
        if not names:
            raise Dropped
        x, _ = self.expression(depth)
        return f"{self.random.choice(names)}({x})"

    def conditional(self, depth):
        a, value = self.expression(depth)
        b, _ = self.expression(depth)
        return f"({a} if {a}.{self.choice('ndim > 1', 'shape[0] == 2', 'dim() < 2', 'numel() > 6')} else {b})"

    def body_of(self, name):
        return self.choice(f"{name} * {name}.sigmoid()", f"{name} * {self.choice('0.5', '2')} + 1", f"torch.tanh({name} - 0.5)", f"F.relu({name}) - {name} / 3", f"({name} - {name}.mean()) / ({name}**2 + 1)", f"({name}.abs() + 0.01).sqrt() * {name}" if self.chance(0.2) else f"{name}.sin() + {name}", f"{name} / (1 + {name}.abs())",
                           f"{name} - {name}.max().detach()", f"F.softmax({name}, -1) * {name}")

    # Statements: each returns lines before the program's body, and lines of the body

    def assignment(self):
        return [], [f"{self.fresh()} = {self.expression(3)[0]}"]

    def several(self):
        x, value = self.expression(2, lambda one: one.is_floating_point() and one.ndim > 0)
        a, b = self.fresh(), self.fresh()
        dim = self.axis(value)
        n = value.shape[dim]
        return [], [self.choice(f"{a}, {b} = {x}.chunk(2, {dim})", f"{a}, {b} = {x}.max({dim})", f"{a}, {b} = torch.split({x}, [1, {n - 1}], dim={dim})", f"{a}, *{b}s = {x}.unbind({dim})\n{b} = sum({b}s)", f"{a}, {b} = {self.expression(1)[0]}, {self.expression(1)[0]}", f"{a} = {b} = {x} * 2", f"{a}, {b} = [t * {x} for t in (1, 2)]",
                                 f"{a}, {b} = torch.var_mean({x}, dim={dim})", f"{a}, {b} = torch.sort({x}, dim={dim})", f"{a} = {x}.topk({max(1, n - 1)}, {dim})[0]\n{b} = {a}.mean({dim})", f"{a}, {b} = (part for part in {x}.tensor_split(2, {dim}))" if self.chance(0.1) else f"{a}, {b} = {x}.tensor_split(2, {dim})")]

    def in_place(self):
        x, value = self.expression(2)
        y, _ = self.expression(1)
        v = self.fresh()
        start = self.choice(f"{v} = {x} * 1", f"{v} = {x}.clone()", f"{v} = {x}.detach().clone()", f"{v} = {x}")
        changes = []
        for _ in range(self.random.randint(1, 2)):
            at = self.index(list(value.shape)).replace("None", ":").replace(", ...", "").replace("..., ", "").replace("...", ":") if value.ndim else "..."
            changes.append(self.choice(f"{v} += {y}", f"{v} -= {self.scalar()}", f"{v} *= {y}", f"{v} /= {self.choice('2', '0.5')}", f"{v}[{at}] = {self.choice('0', '1.5', '-0.3')}", f"{v}[{at}] += {self.scalar()}", f"{v}[{at}] *= 2", f"{v}[{at}] = {y}", f"{v}.add_({y})", f"{v}.mul_(0.5)", f"{v}.clamp_(-1, 1)", f"{v}[{v} > 0.5] = 0.5",
                                       f"{v}.masked_fill_({v} < 0, 0.1)", f"{v}.zero_()", f"{v}[{at}].add_(1)", f"{v}.copy_({y})", f"{v}.sub_({y})"))
        return [], [start, *changes]

    def view_in_place(self):
        x, _ = self.expression(1, lambda one: one.is_floating_point() and one.ndim > 0)
        v, w = self.fresh(), self.fresh()
        return [], [f"{v} = {x} * 1", f"{w} = {self.choice(f'{v}.view(-1)', f'{v}[0]', f'{v}.T', f'{v}.detach()', v, f'{v}[..., :1]', f'{v}.reshape(-1)', f'{v}.unsqueeze(0)', f'{v}.data', f'{v}.float()', f'{v}.contiguous()', f'{v}.clone()')}", self.choice(f"{w} += 1", f"{w} *= 2", f"{w}[0] = 0", f"{v} += 1", f"{v}[0] = 0.5", f"{w}.mul_(3)")]

    def loop(self):
        v, i = self.fresh(), self.fresh("i")
        x, value = self.expression(1)
        change = self.choice(f"{v} = {self.body_of(v)}", f"{v} = {v} * 0.5 + {i}", f"{v} = {v} + {x} / ({i} + 1)", f"{v} += 0.1 * {i}", f"{v} = torch.tanh({v} + {self.expression(1)[0]})")
        head = self.choice(f"for {i} in range({self.random.randint(1, 3)}):", f"for {i} in [1, 2]:", f"for {i}, one in enumerate({x}):", f"for {i} in (0.5, 2):", f"for {i}, s in zip(range(3), [1, 2]):")
        inner = self.choice([f"    {change}"], [f"    {change}"], [f"    if {i} > 0:", f"        {change}", "    else:", f"        {v} = {v} * 1.5"], [f"    if {i} == 1:", "        continue", f"    {change}"], [f"    {change}", f"    if {i} >= 1:", "        break"])
        if self.chance(0.2):
            return [], [f"{v} = {x}", f"{i} = 0", f"while {i} < {self.random.randint(1, 3)}:", f"    {change.replace(f'{i}', i)}", f"    {i} += 1"]
        return [], [f"{v} = {x} * 1", head, *inner]

    def branches(self):
        v = self.fresh()
        a, value = self.expression(2)
        b, _ = self.expression(2)
        test = self.choice(f"{a}.ndim > 1", f"len(x0) == {self.rows}", f"{a}.shape[-1] % 2 == 0" if value.ndim else "1 < 2", f"{self.width} > 2 and x0.ndim < 3", "not x0.requires_grad", f"isinstance({self.width}, int)", f"{a}.requires_grad", f"{b}.shape == {a}.shape", "x0.dtype == torch.float32")
        return [], [f"if {test}:", f"    {v} = {a}", "else:", f"    {v} = {b}"]

    def listed(self):
        v = self.fresh()
        x, value = self.expression(1, lambda one: one.is_floating_point() and one.ndim > 0)
        y, _ = self.expression(1)
        n = value.shape[0]
        return [], self.choice([f"{v} = torch.stack([{self.body_of('row')} for row in {x}])"], [f"{v} = torch.cat([{x} * j for j in range(1, 3)])"], [f"{v}s = []", f"for row in {x}:", f"    {v}s.append({self.body_of('row')})", f"{v} = torch.stack({v}s, -1)"], [f"{v} = sum({x}[j] * j for j in range({n}))"],
                               [f"{v}s = {{'a': {x}, 'b': {y}}}", f"{v} = {v}s['a'].sum() + {v}s['b'].mean()"], [f"{v} = torch.stack([one.mean() for one in ({x}, {y})])"], [f"{v} = sum(w * t.mean() for w, t in zip([0.5, 2], [{x}, {y}]))"], [f"{v} = torch.stack([{x}[j].sum() for j in range({n}) if j != 1])"], [f"{v} = torch.stack(list(map(lambda t: t.sum(), {x})))"],
                               [f"{v} = max([{x}, {y}], key=lambda t: t.ndim)"] if self.chance(0.2) else [f"{v} = [{x}, {y}][{self.choice('0', '-1')}]"])

    def function(self):
        f, v = self.fresh("f"), self.fresh()
        x, _ = self.expression(1)
        y, _ = self.expression(1)
        form = self.random.randrange(5)
        if form == 0:
            return [f"def {f}(a, scale=0.5):", f"    b = {self.body_of('a')}", f"    return scale * b + {self.body_of('a')}"], [f"{v} = {f}({x}, scale={self.scalar()})"]
        if form == 1:
            return [f"def {f}(a, b=None):", "    if b is None:", f"        return {self.body_of('a')}", f"    return {self.body_of('a')} + b"], [f"{v} = {f}({x}) + {f}({x}, {y}).mean()"]
        if form == 2:
            return [f"def {f}(*parts):", "    total = 0", "    for part in parts:", f"        total = total + ({self.body_of('part')}).mean()", "    return total"], [f"{v} = {f}({x}, {y})"]
        if form == 3:
            return [f"def {f}(depth):", "    def inner(t):", f"        return {self.body_of('t')} if depth > 1 else t * depth", "    return inner"], [f"{v} = {f}({self.random.randint(1, 2)})({x})"]
        return [f"def {f}(t, n=2):", f"    return t if n == 0 else {f}({self.body_of('t')}, n - 1)"], [f"{v} = {f}({x})"]

    def without_gradients(self):
        v, w = self.fresh(), self.fresh()
        x, _ = self.expression(2)
        return [], self.choice(["with torch.no_grad():", f"    {v} = {x}"], ["with torch.no_grad():", f"    {w} = {x}", f"    {v} = {self.body_of(w)}", f"{v} = {v} + {x}"], [f"{w} = {x}", "with torch.no_grad():", f"    {v} = {w} * 2", f"{v} = {v} * {w}"])

    def built(self, value):
        """Returns a layer for this input."""
        d = value.shape[-1] if value.ndim else 1
        if value.ndim == 4 and self.chance(0.8):
            c = value.shape[1]
            k = self.random.randint(1, 3)
            stride, padding = self.random.randint(1, 2), self.random.randint(0, 1)
            options = self.choice("", f", stride={stride}", f", stride={stride}, padding={padding}", f", {stride}, {padding}", f", padding={padding}, bias=False")
            return self.choice(f"nn.Conv2d({c}, {self.random.randint(1, 3)}, {k}{options})", f"nn.Conv2d({c}, 2, kernel_size={k}{options})", f"nn.ConvTranspose2d({c}, {self.random.randint(1, 2)}, {k}{options})", f"nn.ConvTranspose2d({c}, 2, 3, stride=2, padding=1, output_padding=1)", f"nn.BatchNorm2d({c})", "nn.MaxPool2d(2)", "nn.AvgPool2d(2)",
                               f"nn.GroupNorm({c}, {c})", "nn.Flatten()", "nn.Upsample(scale_factor=2)", f"nn.InstanceNorm2d({c}, affine=True)", "nn.ZeroPad2d(1)", "nn.AdaptiveAvgPool2d(1)", f"nn.Conv2d({c}, {c}, 3, padding='same')" if self.chance(0.2) else f"nn.Conv2d({c}, 1, ({k}, {k}))")
        return self.choice(f"nn.Linear({d}, {self.random.randint(1, 4)})", f"nn.Linear({d}, {self.random.randint(1, 4)}, bias=False)", *([f"nn.LayerNorm({d}, eps=0.05)", f"nn.LayerNorm([{d}], 0.05, elementwise_affine=False)"] if d > 1 else []), f"nn.BatchNorm1d({value.shape[1] if value.ndim > 1 else d}, eps=0.05)", self.random.choice(LAYERS_OF_ACTIVATIONS), "nn.Softmax(dim=-1)", "nn.Dropout(0)", "nn.PReLU()", "nn.Flatten(0)", "nn.Softmax(1)")

    def layered(self):
        x, value = self.expression(1, lambda one: one.is_floating_point() and one.ndim > 0)
        layer, v = self.fresh("layer"), self.fresh()
        lines = [f"{layer} = {self.built(value)}"]
        call = [f"{v} = {layer}({x})"]
        if self.chance(0.15):
            lines.append(f"{layer}.eval()")
        return lines, call

    def embedded(self):
        layer, v = self.fresh("layer"), self.fresh()
        return [f"{layer} = nn.Embedding({self.width}, {self.random.randint(1, 3)})"], [f"{v} = {layer}({self.choice('k', 'torch.tensor([1, 0, 1])', f'torch.arange({self.width})', 'k.unsqueeze(1)')})"]

    def sequence(self):
        x, value = self.expression(1, lambda one: one.is_floating_point() and one.ndim > 0)
        net, v = self.fresh("net"), self.fresh()
        layers, current = [], torch.zeros(value.shape) + 0.3 * torch.arange(value.numel()).reshape(value.shape)
        for _ in range(self.random.randint(2, 4)):
            one = self.built(current)
            with torch.no_grad():
                current = eval(one, dict(self.names))(current)
            layers.append(one)
        if self.chance(0.3):
            return [f"{net} = nn.Sequential({', '.join(layers[:-1])})", f"{net}_last = {layers[-1]}"], [f"{v} = {net}_last({net}({x}))"]
        return [f"{net} = nn.Sequential({', '.join(layers)})"], self.choice([f"{v} = {net}({x})"], [f"{v} = {x}", f"for module in {net}:", f"    {v} = module({v})"], [f"{v} = {net}[0]({x})"])

    def module(self):
        x, value = self.expression(1, lambda one: one.is_floating_point() and one.ndim > 0)
        d = value.shape[-1]
        name, net, v = self.fresh("Net"), self.fresh("net"), self.fresh()
        width = self.random.randint(2, 4)
        form = self.random.randrange(5)
        act = self.random.choice(LAYERS_OF_ACTIVATIONS)
        begin = [f"class {name}(nn.Module):", f"    def __init__(self, width={width}):", "        super().__init__()"]
        if form == 0:
            lines = [*begin, f"        self.first = nn.Linear({d}, width)", f"        self.act = {act}", f"        self.last = nn.Linear(width, {d}, bias={self.choice('True', 'False')})", "    def forward(self, x):", f"        return {self.choice('x + ', '')}self.last(self.act(self.first(x)))"]
        elif form == 1:
            lines = [*begin, f"        self.scale = nn.Parameter(torch.ones({d}))", "        self.shift = nn.Parameter(torch.zeros(1))", "    def forward(self, x, by=1.0):", "        return by * (x * self.scale) + self.shift"]
        elif form == 2:
            lines = [*begin, f"        self.body = nn.Sequential(nn.Linear({d}, width), {act})", f"        self.mu, self.var = nn.Linear(width, 2), nn.Linear(width, 2)", "    def forward(self, x):", "        h = self.body(x)", "        return torch.cat([self.mu(h), self.var(h).exp()], -1)"]
        elif form == 3:
            lines = [*begin, f"        self.layers = nn.ModuleList([nn.Linear({d}, {d}) for _ in range(2)])", f"        self.register_buffer('offset', torch.full(({d},), 0.25))", "    def forward(self, x):", "        for layer in self.layers:", f"            x = torch.tanh(layer(x)) + self.offset", "        return x"]
        else:
            lines = [*begin, f"        self.inner = nn.Linear({d}, width)", "    def gate(self, h):", "        return torch.sigmoid(h) * h", "    def forward(self, x):", "        h = self.inner(x)", "        if self.training:", "            h = self.gate(h)", "        return h.mean(-1)"]
        return [*lines, f"{net} = {name}({self.choice('', 'width=3', '2')})"], [f"{v} = {net}({x})"]

    def parameter(self):
        x, value = self.expression(1, lambda one: one.is_floating_point() and one.ndim > 0)
        w, v = self.fresh("w"), self.fresh()
        return [f"{w} = nn.Parameter(torch.randn({value.shape[-1]}))"], [f"{v} = {self.choice(f'{x} * {w}', f'({x} * {w}).sum(-1)', f'{x} @ {w}', f'F.prelu({x}, {w}[0])', f'{w}.exp() - {x}', f'torch.outer({w}, {w}) + {x}')}"]

    def gradient(self):
        x, _ = self.expression(2, lambda one: one.is_floating_point())
        trained = [name for name, (_, trained) in self.inputs.items() if trained]
        v = self.fresh()
        return [], [f"{v} = torch.autograd.grad(({x}).sum(), {self.random.choice(trained)}{self.choice(', create_graph=True', '')})[0]"]

    def grow(self):
        statement = self.random.choices(STATEMENTS, STATEMENT_WEIGHTS)[0]
        before = (self.names, self.tensors)
        try:
            setup, body = statement(self)
            setup = [line for one in setup for line in one.split("\n")]
            body = [line for one in body for line in one.split("\n")]
            self.run(setup, body)
        except Exception:  # what PyTorch refuses is drawn again
            self.names, self.tensors = before
            return False
        self.setup += setup
        self.body += body
        return True

    # The result

    def finished(self):
        """Returns the program with its results, or None if it says little."""
        made = [name for name, value in self.tensors.items() if name not in self.inputs and re.fullmatch(r"v\d+", name)]
        if not made:
            return None
        results = list(dict.fromkeys([*[name for name in made if self.tensors[name].requires_grad][-2:], *made[-2:]]))
        body = [*self.body, f"result = ({', '.join(results)},)"]
        found = {}
        for dtype in (torch.float64, torch.float32):
            try:
                names, trained, parameters = self.executed(dtype, self.setup, body)
                found[dtype] = outputs_and_gradients(names["result"], trained)
            except Exception:  # an operation in place may have changed what the gradient needs
                return None
        exact, rounded = found[torch.float64], found[torch.float32]
        if not exact["gradients"]:
            return None
        both = {kind: [with_rounding(one, other) for one, other in zip(exact[kind], rounded[kind])] for kind in exact}
        for kind in both:
            values = [abs(value) for one in both[kind] if one for value in one["values"] if isinstance(value, float)]
            if any(isinstance(value, str) for one in both[kind] if one for value in one["values"]) or max(values, default=0) > 1e4:
                return None
            if max((one.get("rounding", 0) for one in both[kind] if one), default=0) > MOST_ROUNDING * max([0.1, *values]):
                return None
        if max((abs(value) for one in both["gradients"] if one for value in one["values"]), default=0) < LEAST_GRADIENT:
            return None
        return {
            "program": HEAD + "\n".join([*self.setup, *body]) + "\n",
            "inputs": {name: {"tensor": short(tensor), "isTrained": trained} for name, (tensor, trained) in self.inputs.items()},
            "parameters": {name: short(self.parameters[name]) for name in parameters}, **both,
        }


EXPRESSIONS, WEIGHTS = zip(*[
    (Program.unary, 5), (Program.negative, 1), (Program.activation, 3), (Program.binary, 7), (Program.with_number, 5), (Program.pair, 3), (Program.chosen, 2), (Program.booleans, 1), (Program.clamped, 1), (Program.reduced, 6), (Program.along, 4),
    (Program.reshaped, 6), (Program.indexed, 5), (Program.joined, 3), (Program.product, 4), (Program.cut, 2), (Program.made, 2), (Program.loss, 3), (Program.image, 3), (Program.on_function, 1), (Program.called, 2), (Program.conditional, 1),
])
STATEMENTS, STATEMENT_WEIGHTS = zip(*[
    (Program.assignment, 8), (Program.several, 2), (Program.in_place, 3), (Program.view_in_place, 0.5), (Program.loop, 2), (Program.branches, 1), (Program.listed, 2), (Program.function, 2), (Program.without_gradients, 1), (Program.layered, 3),
    (Program.embedded, 0.7), (Program.sequence, 1.5), (Program.module, 2), (Program.parameter, 1), (Program.gradient, 0.7),
])


def program_of(seed):
    for attempt in range(50):
        try:
            program = Program(f"{seed} {attempt}")
            for _ in range(program.random.randint(2, 7)):
                for _ in range(6):
                    if program.grow():
                        break
            finished = program.finished()
        except Exception:  # PyTorch itself may fail
            continue
        if finished:
            return finished
    raise Exception(f"PyTorch refuses all programs of seed {seed}.")


def main():
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    torch.set_num_threads(1)
    print(json.dumps({"torch": torch.__version__}))
    for i in range(count):
        print(json.dumps({"seed": seed + i, **program_of(seed + i)}), flush=True)


if __name__ == "__main__":
    main()
