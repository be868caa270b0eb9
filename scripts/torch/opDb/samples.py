"""Prints PyTorch's own float32 samples of its operations as JSON, one operation a line: arguments, results, and gradients of a weighted sum of the results.

Results and gradients are computed in double precision where the operation has it, so they are not subject to PyTorch's own rounding.

It needs torch with its test data (op_db), hypothesis and scipy. What op_db only needs to be imported, expecttest, is replaced.
"""
import json
import math
import random
import sys
import types
import unittest
import warnings

warnings.filterwarnings("ignore")
expecttest = types.ModuleType("expecttest")
expecttest.ACCEPT = False
expecttest.TestCase = unittest.TestCase
sys.modules["expecttest"] = expecttest

import torch
from storing import DTYPES, NotStorable, numbers, outputs_and_gradients, with_rounding
from torch.testing._internal.common_methods_invocations import op_db

MOST_SAMPLES = 60
# Their results are random or depend on memory that is not set.
RANDOM = {
    "empty", "empty_like", "new_empty", "new_empty_strided", "uniform", "normal", "bernoulli", "multinomial", "randn", "randn_like", "rand_like", "randint_like", "cauchy", "exponential",
    "nn.functional.dropout", "nn.functional.dropout2d", "nn.functional.dropout3d", "nn.functional.feature_alpha_dropout", "nn.functional.rrelu",
    "nn.functional.fractional_max_pool2d", "nn.functional.fractional_max_pool3d", "nn.functional._scaled_dot_product_attention",
}
# op_db calls them with their first two arguments exchanged.
SWAPPED = {"nn.functional.embedding", "where", "einsum"}


def stored(value, trained):
    if isinstance(value, torch.Tensor):
        if value.requires_grad:
            trained.append(value)
        return {"tensor": numbers(value), "isTrained": value.requires_grad}
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return {"int": value}
    if isinstance(value, float):
        if not math.isfinite(value):
            raise NotStorable
        return value
    if isinstance(value, tuple):
        return {"tuple": [stored(one, trained) for one in value]}
    if isinstance(value, list):
        return {"list": [stored(one, trained) for one in value]}
    if isinstance(value, torch.dtype) and value in DTYPES:
        return {"dtype": {"float": "torch.float32", "int": "torch.int64", "bool": "torch.bool"}[DTYPES[value]]}
    raise NotStorable


def in_double(value):
    if isinstance(value, torch.Tensor):
        return value.detach().double().requires_grad_(value.requires_grad) if value.dtype == torch.float32 else value
    if isinstance(value, (tuple, list)) and type(value) in (tuple, list):
        return type(value)(in_double(one) for one in value)
    return value


def sample_of(op, sample):
    args = [stored(value, []) for value in (sample.input, *sample.args)]
    named = {name: stored(value, []) for name, value in sample.kwargs.items()}
    if op.name in SWAPPED:
        args[:2] = args[1::-1]
    rounded = results_of(op, (sample.input, *sample.args), sample.kwargs)
    try:
        exact = results_of(op, in_double((sample.input, *sample.args)), {name: in_double(value) for name, value in sample.kwargs.items()})
    except Exception:  # the operation has no double precision
        exact = rounded
    return {"args": args, "named": named, **{kind: [with_rounding(one, other) for one, other in zip(exact[kind], rounded[kind])] for kind in exact}}


def results_of(op, given, named):
    trained = []
    for value in (*given, *named.values()):
        stored(value, trained)
    return outputs_and_gradients(op(*given, **named), trained)


def main():
    print(json.dumps({"torch": torch.__version__}))
    by_name = {}
    for op in op_db:
        if torch.float32 in op.dtypes:
            by_name.setdefault(op.name, []).append(op)
    for name, ops in by_name.items():
        samples = []
        for op in ops if name not in RANDOM else []:
            torch.manual_seed(0)
            random.seed(0)
            try:
                given = list(op.sample_inputs("cpu", torch.float32, requires_grad=op.supports_autograd))
            except Exception:
                continue
            for sample in given[:MOST_SAMPLES]:
                try:
                    samples.append(sample_of(op, sample))
                except Exception:  # what cannot be stored or executed here is no sample
                    continue
        print(json.dumps({"name": name, "samples": samples}))


main()
