"""Tensors of PyTorch as JSON, and the sum whose gradients are compared: the counterpart of src/torchSubset/program/testing.ts."""
import math

import torch

MOST_NUMBERS = 10000
DTYPES = {torch.float32: "float", torch.float64: "float", torch.int64: "int", torch.int32: "int", torch.bool: "bool", torch.uint8: "int"}


class NotStorable(Exception):
    pass


def number(value):
    if isinstance(value, float) and not math.isfinite(value):
        return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
    return value


def numbers(tensor):
    if tensor.dtype not in DTYPES or tensor.layout != torch.strided or tensor.numel() > MOST_NUMBERS:
        raise NotStorable
    values = tensor.detach().reshape(-1).tolist()
    return {"shape": list(tensor.shape), "values": [number(float(value)) for value in values], "dtype": DTYPES[tensor.dtype]}


def tensors_in(value):
    if isinstance(value, torch.Tensor):
        return [value]
    return [tensor for one in value for tensor in tensors_in(one)] if isinstance(value, (tuple, list)) else []


def weights(tensor):
    return torch.tensor([((i * 7919) % 13 - 5) / 6 for i in range(tensor.numel())]).reshape(tensor.shape)


def with_rounding(exact, rounded):
    if exact is None or exact["dtype"] != "float":
        return exact
    differences = [abs(a - b) for a, b in zip(exact["values"], rounded["values"]) if isinstance(a, float) and isinstance(b, float)]
    return {**exact, "rounding": max(differences, default=0.0)}


def outputs_and_gradients(result, trained):
    """Returns the tensors of a result, and the gradients of the weighted sum of their numbers."""
    outputs = tensors_in(result)
    if not outputs:
        raise NotStorable
    total = sum((out * weights(out)).sum() for out in outputs if out.requires_grad)
    gradients = torch.autograd.grad(total, trained, allow_unused=True) if isinstance(total, torch.Tensor) and trained else []
    return {"outputs": [numbers(out) for out in outputs], "gradients": [None if gradient is None else numbers(gradient) for gradient in gradients]}
