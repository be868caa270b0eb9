# torch.linalg: norms and products.
import math

import torch
from program import unsupported


def vector_norm(x, ord=2, dim=None, keepdim=False, dtype=None):
    return x.norm(ord, dim, keepdim)

def norm(A, ord=None, dim=None, keepdim=False, dtype=None):
    if ord is None or (isinstance(dim, int) or A.ndim == 1) and not isinstance(ord, str):
        return A.norm(2 if ord is None else ord, dim, keepdim)
    return matrix_norm(A, ord, (-2, -1) if dim is None else dim, keepdim)

def matrix_norm(A, ord="fro", dim=(-2, -1), keepdim=False, dtype=None):
    if len(dim) != 2:
        unsupported("norms of other tensors than vectors and matrices")
    if ord == "fro":
        return A.norm(2, dim, keepdim)
    if ord == "nuc" or ord == 2 or ord == -2:
        unsupported(f"the norm {ord} of matrices, which needs singular values")
    rows, columns = dim[0] % A.ndim, dim[1] % A.ndim
    inner, outer = (rows, columns) if abs(ord) == 1 else (columns, rows)
    sums = A.abs().sum(inner, True)
    most = sums.amax(outer, True) if ord > 0 else sums.amin(outer, True)
    return most if keepdim else most.squeeze(max(rows, columns)).squeeze(min(rows, columns))

def multi_dot(tensors):
    product = tensors[0]
    for one in tensors[1:]:
        product = product @ one
    return product

def vecdot(x, y, dim=-1):
    return (x * y).sum(dim)

def cross(input, other, dim=-1):
    return torch.cross(input, other, dim)

def matrix_power(A, n):
    if n < 0:
        unsupported("negative powers of matrices")
    product = torch.eye(A.shape[-1]).expand(A.shape)
    for _ in range(n):
        product = product @ A
    return product
