# Functions of torch that are methods of tensors, too, written with those of functions.ts.
import math

import torch
from program import among_others, euclidean, is_tensor, largest, one_hot, part, refuse, scattered, unsupported


def _only(callee, name, value, default=None):  # a setting that has its default value here
    if value is not default and value != default:
        unsupported(f"{name}={value} of {callee}")


def _as_axes(dim, x):  # counted from the front
    dims = range(x.ndim) if dim is None else [dim] if isinstance(dim, int) else dim
    return [d % max(1, x.ndim) for d in dims]


# Element by element

def tan(input):
    return input.sin() / input.cos()

def sinh(input):
    return (input.exp() - (-input).exp()) / 2

def cosh(input):
    return (input.exp() + (-input).exp()) / 2

def asin(input):
    return 2 * (input / (1 + ((1 - input) * (1 + input)).sqrt())).atan()

def acos(input):
    return math.pi / 2 - asin(input)

def asinh(input):
    sign = torch.where(input >= 0, 1.0, -1.0)  # 0 has a slope, too
    return sign * (sign * input + (input**2 + 1).sqrt()).log()

def acosh(input):
    return (input + (input**2 - 1).sqrt()).log()

def atanh(input):
    return 0.5 * ((1 + input) / (1 - input)).log()

arcsin, arccos, arctan, arcsinh, arccosh, arctanh = asin, acos, torch.atan, asinh, acosh, atanh

def atan2(input, other):
    squares = input**2 + other**2
    below = torch.where(other >= 0, other, -other) + torch.where(squares == 0, 1.0, squares).sqrt()
    half = 2 * (input / below).atan()
    return torch.where(other >= 0, half, torch.where(input >= 0, math.pi, -math.pi) - half)

arctan2 = atan2

def exp2(input):
    return (input * math.log(2)).exp()

def expm1(input):
    return input.exp() - 1

def log1p(input):
    return (1 + input).log()

def log2(input):
    return input.log() / math.log(2)

def log10(input):
    return input.log() / math.log(10)

def logit(input, eps=None):
    p = input if eps is None else input.clamp(eps, 1 - eps)
    return (p / (1 - p)).log()

def erfc(input):
    return 1 - input.erf()

def sinc(input):
    at_zero = input == 0
    x = math.pi * torch.where(at_zero, 1.0, input)
    return torch.where(at_zero, 1.0, x.sin() / x)

def reciprocal(input):
    return 1 / input

def positive(input):
    return input

def deg2rad(input):
    return input * (math.pi / 180)

def rad2deg(input):
    return input * (180 / math.pi)

absolute = torch.abs
negative = torch.neg
fix = torch.trunc
concat = concatenate = torch.cat
multiply = torch.mul
subtract = torch.sub

def divide(input, other, rounding_mode=None):
    return torch.div(input, other, rounding_mode=rounding_mode)

def true_divide(input, other):
    return input / other

def floor_divide(input, other):
    return input // other

def remainder(input, other):
    return input % other

def rsub(input, other, alpha=1):
    return other - alpha * input

def hypot(input, other):
    return torch.where((input == 0) & (other == 0), 0.0, (input**2 + other**2).sqrt())

def logaddexp(input, other):
    top = torch.maximum(input, other).detach()
    return top + ((input - top).exp() + (other - top).exp()).log()

def logaddexp2(input, other):
    return logaddexp(input * math.log(2), other * math.log(2)) / math.log(2)

def xlogy(input, other):
    at_zero = input == 0
    return torch.where(at_zero, 0.0, input * torch.where(at_zero, 1.0, other).log())

def fmax(input, other):
    return input.clamp(min=other)  # the first of equal ones has the gradient

def fmin(input, other):
    return input.clamp(max=other)

def heaviside(input, values):
    return torch.where(input == 0, values, (input > 0).float())

def addcmul(input, tensor1, tensor2, value=1):
    return input + value * tensor1 * tensor2

def addcdiv(input, tensor1, tensor2, value=1):
    return input + value * tensor1 / tensor2

def ldexp(input, other):
    return input * exp2(other)

def clamp_min(input, min):
    return input.clamp(min=min)

def clamp_max(input, max):
    return input.clamp(max=max)

def clip(input, min=None, max=None):
    return input.clamp(min, max)

def logical_and(input, other):
    return (input != 0) & (other != 0)

def logical_or(input, other):
    return (input != 0) | (other != 0)

def logical_xor(input, other):
    return (input != 0) != (other != 0)

def logical_not(input):
    return input == 0

greater, greater_equal, less, less_equal, not_equal = torch.gt, torch.ge, torch.lt, torch.le, torch.ne

def isclose(input, other, rtol=1e-5, atol=1e-8, equal_nan=False):
    return (input - other).abs() <= atol + rtol * other.abs()


# Along axes

def amax(input, dim=(), keepdim=False):
    return largest(input, None if dim == () else dim, keepdim)

def amin(input, dim=(), keepdim=False):
    return -amax(-input, dim, keepdim)

def aminmax(input, dim=None, keepdim=False):
    if input.ndim == 0 and keepdim:
        return input.reshape(1), input.reshape(1)
    dims = () if dim is None else dim
    keep = False if dim is None else keepdim
    return amin(input, dims, keep), amax(input, dims, keep)

def all(input, dim=None, keepdim=False):
    return (input == 0).int().sum(dim, keepdim) == 0

def any(input, dim=None, keepdim=False):
    return (input != 0).int().sum(dim, keepdim) > 0

def count_nonzero(input, dim=None):
    return (input != 0).sum(dim)

def std(input, dim=None, unbiased=True, keepdim=False, correction=None):
    variance = torch.var(input, dim, unbiased, keepdim, correction)
    at_zero = (variance == 0).float()
    return (variance + at_zero).sqrt() - at_zero  # the square root has no slope at 0

def var_mean(input, dim=None, unbiased=True, keepdim=False, correction=None):
    if isinstance(dim, bool):
        dim, unbiased = None, dim
    return torch.var(input, dim, unbiased, keepdim, correction), torch.mean(input, dim, keepdim)

def std_mean(input, dim=None, unbiased=True, keepdim=False, correction=None):
    if isinstance(dim, bool):
        dim, unbiased = None, dim
    return std(input, dim, unbiased, keepdim, correction), torch.mean(input, dim, keepdim)

def logcumsumexp(input, dim):
    if input.ndim == 0:
        return input
    result, by, length = input, 1, input.shape[dim]
    while by < length:  # sums of by, 2 by, … neighbours
        first = narrow(result, dim, 0, by)
        result = torch.cat([first, logaddexp(narrow(result, dim, by, length - by), narrow(result, dim, 0, length - by))], dim)
        by *= 2
    return result

def diff(input, n=1, dim=-1, prepend=None, append=None):
    if n == 0:
        return input
    parts = [part for part in (prepend, input, append) if part is not None]
    x = torch.cat(parts, dim) if len(parts) > 1 else input
    for _ in range(n):
        length = max(0, x.shape[dim] - 1)
        x = narrow(x, dim, 1, length) - narrow(x, dim, 0, length)
    return x

def renorm(input, p, dim, maxnorm):
    others = [d for d in range(input.ndim) if d != dim % input.ndim]
    length = input.norm(p, others, True)
    return torch.where(length > maxnorm, input * (maxnorm / (length + 1e-7)), input)

def norm(input, p="fro", dim=None, keepdim=False, dtype=None):
    if p == "fro" or p == 2:
        return euclidean(input, dim, keepdim)
    if p == math.inf:
        return amax(input.abs(), () if dim is None else dim, keepdim)
    if p == -math.inf:
        return amin(input.abs(), () if dim is None else dim, keepdim)
    if p == 1:
        return input.abs().sum(dim, keepdim)
    if p == 0:
        return (input != 0).float().sum(dim, keepdim)
    if isinstance(p, str):
        unsupported(f'norm with p="{p}"')
    if p < 0:
        unsupported("norm with a negative p")
    return _power_of(_power_of(input.abs(), p).sum(dim, keepdim), 1 / p)

def _power_of(x, p):  # x**p for x >= 0, with the gradient 0 at 0
    at_zero = x == 0
    return torch.where(at_zero, 0.0, torch.where(at_zero, 1.0, x)**p)

def dist(input, other, p=2):
    return (input - other).norm(p)


# Products

def mm(input, mat2):
    if input.ndim != 2 or mat2.ndim != 2:
        refuse("mm", "It multiplies two matrices. (self must be a matrix)")
    return input @ mat2

def bmm(input, mat2):
    if input.ndim != 3 or mat2.ndim != 3 or len(input) != len(mat2):
        refuse("bmm", "It multiplies [B, n, m] and [B, m, p]. (batch1 must be a 3D tensor)")
    return input @ mat2

def mv(input, vec):
    return input @ vec

def dot(input, other):
    return (input * other).sum()

vdot = dot

def inner(input, other):
    return input * other if input.ndim == 0 or other.ndim == 0 else torch.tensordot(input, other, ([-1], [-1]))

def outer(input, vec2):
    return input[:, None] * vec2

ger = outer

def addmm(input, mat1, mat2, beta=1, alpha=1):
    return beta * input + alpha * (mat1 @ mat2)

def addmv(input, mat, vec, beta=1, alpha=1):
    return beta * input + alpha * (mat @ vec)

def addbmm(input, batch1, batch2, beta=1, alpha=1):
    return beta * input + alpha * (batch1 @ batch2).sum(0)

def baddbmm(input, batch1, batch2, beta=1, alpha=1):
    return beta * input + alpha * (batch1 @ batch2)

def addr(input, vec1, vec2, beta=1, alpha=1):
    return beta * input + alpha * outer(vec1, vec2)

def kron(input, other):
    rank = max(input.ndim, other.ndim)
    a = input.reshape([1] * (rank - input.ndim) + list(input.shape))
    b = other.reshape([1] * (rank - other.ndim) + list(other.shape))
    product = a.reshape([n for size in a.shape for n in (size, 1)]) * b.reshape([n for size in b.shape for n in (1, size)])
    return product.reshape([x * y for x, y in zip(a.shape, b.shape)])

def cross(input, other, dim=-1):
    a, b = input.roll(-1, dim), other.roll(-1, dim)
    return a * other.roll(-2, dim) - input.roll(-2, dim) * b


# Shapes

def swapaxes(input, axis0, axis1):
    return input.transpose(axis0, axis1)

swapdims = swapaxes

def movedim(input, source, destination):
    rank = input.ndim
    sources = _as_axes(source, input)
    places = _as_axes(destination, input)
    rest = [d for d in range(rank) if d not in sources]
    order = []
    for place in range(rank):
        order.append(sources[places.index(place)] if place in places else rest.pop(0))
    return input.permute(order)

moveaxis = movedim

def ravel(input):
    return input.reshape(-1)

def type_as(input, other):
    return input.to(other.dtype)

def broadcast_to(input, size):
    return input.expand(size)

def tile(input, *dims):
    sizes = list(dims[0]) if len(dims) == 1 and not isinstance(dims[0], int) else list(dims)
    return input.repeat([1] * (input.ndim - len(sizes)) + sizes)

def unflatten(input, dim, sizes):
    at = dim % input.ndim
    return input.reshape(list(input.shape[:at]) + list(sizes) + list(input.shape[at + 1:]))

def narrow(input, dim, start, length):
    at = dim % max(1, input.ndim)
    return part(input, at, start + input.shape[at] if start < 0 else start, length)

def select(input, dim, index):
    at = dim % max(1, input.ndim)
    return narrow(input, at, index, 1).squeeze(at)

def unbind(input, dim=0):
    return tuple(among_others(select(input, dim, i)) for i in range(input.shape[dim]))

def split(tensor, split_size_or_sections, dim=0):
    return tuple(among_others(part) for part in _parts(tensor, split_size_or_sections, dim))

def _parts(tensor, split_size_or_sections, dim):
    length = tensor.shape[dim]
    size = split_size_or_sections
    sizes = [min(size, length - at) for at in range(0, max(1, length), size)] if isinstance(size, int) else size
    parts, at = [], 0
    for one in sizes:
        parts.append(narrow(tensor, dim, at, one))
        at += one
    if at != length:
        refuse("split", f"The sizes add up to {at}, and the dimension has {length}. (split_with_sizes expects split_sizes to sum exactly to {length})")
    return tuple(parts)

def split_with_sizes(input, split_sizes, dim=0):
    return split(input, split_sizes, dim)

def tensor_split(input, indices_or_sections, dim=0):
    length = input.shape[dim]
    at = indices_or_sections
    if is_tensor(at):
        unsupported("tensor_split at places of a tensor")
    if isinstance(at, int):
        short, more = length // at, length % at
        return _parts(input, [short + 1] * more + [short] * (at - more), dim)
    bounds = [0] + [min(max(i + length if i < 0 else i, 0), length) for i in at] + [length]
    return tuple(narrow(input, dim, a, max(0, b - a)) for a, b in zip(bounds[:-1], bounds[1:]))

def hsplit(input, indices_or_sections):
    return tensor_split(input, indices_or_sections, 0 if input.ndim == 1 else 1)

def vsplit(input, indices_or_sections):
    return tensor_split(input, indices_or_sections, 0)

def dsplit(input, indices_or_sections):
    return tensor_split(input, indices_or_sections, 2)

def rot90(input, k=1, dims=(0, 1)):
    a, b = dims
    if k % 4 == 1:
        return input.flip(b).transpose(a, b)
    if k % 4 == 2:
        return input.flip(a, b)
    return input.flip(a).transpose(a, b) if k % 4 == 3 else input

def take_along_dim(input, indices, dim=None):
    if dim is None:
        return input.reshape(-1).gather(0, indices.reshape(-1))
    at = dim % input.ndim
    shape = [max(a, b) for a, b in zip(input.shape, indices.shape)]
    rows = input.expand([n if i != at else input.shape[at] for i, n in enumerate(shape)])
    return rows.gather(at, indices.expand([n if i != at else indices.shape[at] for i, n in enumerate(shape)]))

def narrow_copy(input, dim, start, length):
    return narrow(input, dim, start, length)

def cov(input, correction=1, fweights=None, aweights=None):
    _only("cov", "fweights", fweights)
    _only("cov", "aweights", aweights)
    x = input if input.ndim == 2 else input.reshape(1, -1)
    apart = x - x.mean(1, True)
    result = apart @ apart.T / max(0, x.shape[1] - correction)
    return result if len(x) > 1 else result.reshape([])

def quantile(input, q, dim=None, keepdim=False, interpolation="linear"):
    _only("quantile", "interpolation", interpolation, "linear")
    if is_tensor(q):
        unsupported("quantile with a tensor of shares")
    if dim is None and keepdim:
        unsupported("keepdim=True of quantile without dim")
    x = (input.reshape(-1) if dim is None else input).sort(0 if dim is None else dim)[0]
    axis = 0 if dim is None else dim
    place = q * (x.shape[axis] - 1)
    below = int(place)
    above = min(below + 1, x.shape[axis] - 1)
    low, high = narrow(x, axis, below, 1), narrow(x, axis, above, 1)
    result = low + (place - below) * (high - low)
    return result if keepdim else result.squeeze(axis)

def sgn(input):
    return input.sign()

def signbit(input):
    return input < 0

def copysign(input, other):
    if not is_tensor(other):
        return input.abs() * (-1 if other < 0 else 1)
    return input.abs() * torch.where(other < 0, -1.0, 1.0)

def msort(input):
    return input.sort(0)[0]

def index_fill(input, dim, index, value):
    chosen = one_hot(index.reshape(-1), input.shape[dim] if input.ndim > 0 else 1).sum(0) > 0
    after = input.ndim - 1 - dim % max(1, input.ndim)
    mask = chosen.reshape([-1] + [1] * after)
    return torch.where(mask if input.ndim > 0 else mask.reshape([]), value, input)

def index_add(input, dim, index, source, alpha=1):
    choices = one_hot(index.reshape(-1), input.shape[dim] if input.ndim > 0 else 1).float()  # [rows, n]
    if input.ndim == 0:
        return input + alpha * source.reshape([])
    moved = movedim(source, dim, 0)
    added = choices.T @ moved.reshape(len(moved), -1)
    return input + alpha * movedim(added.reshape([input.shape[dim]] + list(moved.shape[1:])), 0, dim)

def scatter_add(input, dim, index, src):
    return input + scattered(input, dim, index, src)

def scatter(input, dim, index, src=None, value=None, reduce=None):
    _only("scatter", "reduce", reduce)
    given = src if src is not None else value
    source = given if is_tensor(given) else torch.full(index.shape, float(given))
    chosen = scattered(input, dim, index, torch.ones(index.shape))
    return torch.where(chosen > 0, scattered(input, dim, index, source), input)

def view_as(input, other):
    return input.reshape(other.shape)

reshape_as = view_as

def adjoint(input):
    return input.transpose(-2, -1)

def is_floating_point(input):
    return input.dtype == torch.float32

def fill(input, value):
    return torch.full(input.shape, value) if not is_tensor(value) else value.expand(input.shape)

def new_zeros(input, *size, dtype=None, device=None, requires_grad=False):
    return torch.zeros(*size, dtype=input.dtype if dtype is None else dtype)

def new_ones(input, *size, dtype=None, device=None, requires_grad=False):
    return torch.ones(*size, dtype=input.dtype if dtype is None else dtype)

def new_full(input, size, fill_value, dtype=None, device=None, requires_grad=False):
    return torch.full(size, fill_value, dtype=input.dtype if dtype is None else dtype)

# In place, and types

def scatter_(input, dim, index, src=None, value=None, reduce=None):
    return input.copy_(input.scatter(dim, index, src, value, reduce))

def normal_(input, mean=0, std=1):
    return input.copy_(mean + std * torch.randn(input.shape))

def uniform_(input, a=0, b=1):
    return input.copy_(a + (b - a) * torch.rand(input.shape))

def type(input, dtype):
    return input.to(dtype)

def new_tensor(input, data):
    return torch.tensor(data).to(input.dtype)

def double(input):
    unsupported("double()", "all tensors are float32, so leave it out")

def tolist(input):
    return int(input.sum())  # refused: its numbers are known in training only
