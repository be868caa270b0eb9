# Functions of torch that are no methods.
import math

import torch
from program import is_tensor, refuse, unsupported


def hstack(tensors):
    parts = atleast_1d(tensors)
    return torch.cat(parts, 0 if parts[0].ndim == 1 else 1)

def vstack(tensors):
    return torch.cat(atleast_2d(tensors), 0)

row_stack = vstack

def dstack(tensors):
    return torch.cat(atleast_3d(tensors), 2)

def column_stack(tensors):
    return torch.cat([part.reshape(-1, 1) if part.ndim < 2 else part for part in tensors], 1)

def _of_each(work, tensors):
    if len(tensors) == 1 and is_tensor(tensors[0]):
        return work(tensors[0])
    several = tensors[0] if len(tensors) == 1 else tensors
    return tuple(work(one) for one in several)

def atleast_1d(*tensors):
    return _of_each(lambda x: x.reshape(1) if x.ndim == 0 else x, tensors)

def atleast_2d(*tensors):
    return _of_each(lambda x: x.reshape(1, -1) if x.ndim < 2 else x, tensors)

def atleast_3d(*tensors):
    return _of_each(lambda x: x.reshape(1, -1, 1) if x.ndim < 2 else x[:, :, None] if x.ndim == 2 else x, tensors)

def broadcast_tensors(*tensors):
    zero = sum(0 * one.detach() for one in tensors)
    return tuple(one + zero for one in tensors)

def meshgrid(*tensors, indexing="ij"):
    axes = list(tensors[0]) if len(tensors) == 1 and not is_tensor(tensors[0]) else list(tensors)
    shape = [max(1, one.numel()) for one in axes]
    grids = [one.reshape([1] * i + [-1] + [1] * (len(axes) - 1 - i)).expand(shape) for i, one in enumerate(axes)]
    return tuple(grid.transpose(0, 1) if indexing == "xy" and len(axes) > 1 else grid for grid in grids)

def cartesian_prod(*tensors):
    if len(tensors) == 1:
        return tensors[0]
    return torch.stack([grid.reshape(-1) for grid in meshgrid(*tensors)], 1)

def block_diag(*tensors):
    parts = atleast_2d(list(tensors))
    width = sum(part.shape[1] for part in parts)
    rows, at = [], 0
    for part in parts:
        after = width - at - part.shape[1]
        left = [torch.zeros(len(part), at)] if at > 0 else []
        rows.append(torch.cat(left + [part] + ([torch.zeros(len(part), after)] if after > 0 else []), 1))
        at += part.shape[1]
    return torch.cat(rows, 0)

def tensordot(a, b, dims=2):
    left = [i - dims for i in range(dims)] if isinstance(dims, int) else list(dims[0])
    right = list(range(dims)) if isinstance(dims, int) else list(dims[1])
    left, right = [d % a.ndim for d in left], [d % b.ndim for d in right]
    for i, j in zip(left, right):  # one row is paired with all of the other tensor
        if a.shape[i] == 1:
            b = b.sum(j, True)
        elif b.shape[j] == 1:
            a = a.sum(i, True)
    rows = [d for d in range(a.ndim) if d not in left]
    columns = [d for d in range(b.ndim) if d not in right]
    inner = 1
    for d in left:
        inner *= a.shape[d]
    matrix = a.permute(rows + left).reshape(-1, inner) @ b.permute(right + columns).reshape(inner, -1)
    return matrix.reshape([a.shape[d] for d in rows] + [b.shape[d] for d in columns])

def einsum(equation, *operands):
    if not isinstance(equation, str):
        unsupported("einsum with lists of dimensions")
    tensors = list(operands[0]) if len(operands) == 1 and not is_tensor(operands[0]) else list(operands)
    text = equation.replace(" ", "")
    if "." in text:
        unsupported("... in einsum")
    inputs = [list(own) for own in text.split("->")[0].split(",")]
    letters = [c for own in inputs for c in own]
    different = sorted([c for i, c in enumerate(letters) if letters.index(c) == i])
    output = list(text.split("->")[1]) if "->" in text else [c for c in different if letters.count(c) == 1]
    names = output + [c for c in different if c not in output]
    product = None
    for own, x in zip(inputs, tensors):
        if len(own) != x.ndim:
            refuse("einsum", f"It names {len(own)} dimensions of a tensor that has {x.ndim}.")
        for c in different:
            while own.count(c) > 1:  # a diagonal, whose dimension is the last one
                first = own.index(c)
                second = first + 1 + own[first + 1:].index(c)
                x = x.diagonal(0, first, second)
                own = own[:first] + own[first + 1:second] + own[second + 1:] + [c]
        mine = [c for c in names if c in own]
        x = x.permute([own.index(c) for c in mine])
        x = x.reshape([x.shape[mine.index(c)] if c in own else 1 for c in names])
        product = x if product is None else product * x
    return product.sum(list(range(len(output), len(names)))) if len(names) > len(output) else product

def randint_like(input, high):
    return torch.randint(high, input.shape)

def trapezoid(y, x=None, dx=1, dim=-1):
    n = y.shape[dim]
    heights = (y.narrow(dim, 0, n - 1) + y.narrow(dim, 1, n - 1)) / 2
    if x is None:
        return dx * heights.sum(dim)
    widths = x.diff(dim=-1 if x.ndim == 1 else dim)
    after = (y.ndim - 1 - dim % y.ndim) if x.ndim == 1 else 0
    return (heights * widths.reshape([-1] + [1] * after) if x.ndim == 1 else heights * widths).sum(dim)

trapz = trapezoid

def constant_pad_nd(input, pad, value=0):
    return torch.nn.functional.pad(input, pad, value=value)

def empty(*size, dtype=None, device=None, requires_grad=False):  # its numbers are not defined
    return torch.zeros(*size, dtype=dtype)

def empty_like(input, dtype=None, device=None, requires_grad=False):
    return torch.zeros_like(input, dtype=dtype)

def normal(mean, std=1, size=None):
    if size is not None:
        return mean + std * torch.randn(size)
    return mean + std * torch.randn_like(mean if is_tensor(mean) else std)

def Tensor(*data):
    if len(data) == 1 and isinstance(data[0], (list, tuple)):
        return torch.tensor(data[0]).float()
    return torch.empty(*data)

FloatTensor = Tensor
