#!/usr/bin/env python3
"""Executes a program as later versions would, which are not installed: with PyTorch 2's checks, defaults and removals, and with
NumPy 2's type promotion. Arguments: the program and its arguments. Warnings are errors, as they announce removals."""
import inspect
import runpy
import sys
import warnings

import numpy as np
import torch

GONE_FROM_NUMPY = ["Inf", "NaN", "PINF", "alltrue", "cast", "complex_", "cumproduct", "float_", "in1d", "infty", "product", "row_stack",
                   "sometrue", "string_", "trapz", "unicode_"]
GONE_FROM_TORCH = ["eig", "lstsq", "matrix_rank", "solve", "symeig"]


def strict(begin):
    """Makes an optimiser accept floats only: PyTorch 2.6 refuses other values for Adam's betas; here this holds for all arguments."""
    signature = inspect.signature(begin)

    def begin_strictly(*given, **named):
        found = signature.bind(*given, **named)
        found.apply_defaults()
        for name in "lr", "betas", "eps", "alpha":
            values = found.arguments.get(name, 0.0)
            if not all(isinstance(value, float) for value in (values if isinstance(values, tuple) else [values])):
                raise ValueError(f"{name} has to be of floats, not {values}")
        begin(*given, **named)

    return begin_strictly


for optimiser in torch.optim.Adam, torch.optim.RMSprop:
    optimiser.__init__ = strict(optimiser.__init__)
    optimiser.zero_grad.__defaults__ = (True,)  # set_to_none, since PyTorch 2.0: parameters without a gradient stay as they are
for module, names in (np, GONE_FROM_NUMPY), (torch, GONE_FROM_TORCH):
    for name in names:
        if name in vars(module):
            delattr(module, name)
if hasattr(np, "_set_promotion_state"):  # always so from NumPy 2.2 on
    np._set_promotion_state("weak")  # a Python number takes the type of the array
warnings.simplefilter("error")
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
