#!/usr/bin/env python3
"""Executes the programs that continue a run on a simulated GPU: the processor computes, and this script records which tensors the program
has placed on the GPU. As in PyTorch, an operation on tensors of both devices ends the program. So does double precision on the GPU, which
Apple's GPUs do not have. Each program must give the same losses and the same file as on the processor, and must run as the second of two
processes. To test this check itself, each line that places a tensor is disabled in turn, which must fail in at least one program.
Arguments: a JSON file with [[program, arguments], ...]; `--some` if these are not all programs, as each line is needed by one of all. Prints
how many were executed."""
import contextlib
import io
import json
import os
import re
import sys
from pathlib import Path
from unittest import mock

import torch
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_flatten

aten = torch.ops.aten
MOVING = {aten.copy_, aten._to_copy}
JOINING = {aten.cat, aten.stack}  # unlike other operations, these do not accept scalars of the other device
PLACEMENT = re.compile(r", device=device(?=\))|\.to\(device\)|\.cpu\(\)")


class Elsewhere(RuntimeError):
    pass


def tensors_in(values):
    return [value for value in tree_flatten(values)[0] if isinstance(value, torch.Tensor) and value.numel() > 0]


def memory_of(tensor):
    return tensor.storage().data_ptr()


class Gpu(TorchDispatchMode):
    def __init__(self):
        super().__init__()
        self.kept = {}  # storages on the GPU; the reference keeps their memory from being reused

    def has(self, tensor):
        return memory_of(tensor) in self.kept

    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        kwargs, name = dict(kwargs or {}), function.overloadpacket
        given = tensors_in((args, kwargs))
        there, put = any(map(self.has, given)), "cuda" in str(kwargs.get("device"))
        if there and name not in MOVING and not all(self.has(one) or (one.dim() == 0 and name not in JOINING) for one in given):
            raise Elsewhere(f"{function} of tensors here and there")
        if "device" in kwargs:
            kwargs["device"] = torch.device("cpu")
        made = function(*args, **kwargs)
        old = {memory_of(one) for one in given}
        for one in tensors_in(made):
            if (there or put) and memory_of(one) not in old:
                self.kept[memory_of(one)] = one
                if one.dtype == torch.float64:
                    raise Elsewhere(f"{function} in double precision")
        return made

    def here(self, tensor):
        copy = tensor.clone()
        self.kept.pop(memory_of(copy), None)
        return copy

    def expect(self, tensor, wanted=True):
        if self.has(tensor) != wanted:
            raise Elsewhere(f"a tensor of {list(tensor.shape)} is not where it is needed")


def execute(program, arguments, environment={}):
    """The program's output, as the last line of each step, and its variables."""
    printed, variables = io.StringIO(), {"__name__": "__main__"}
    with mock.patch.dict(os.environ, environment), mock.patch.object(sys, "argv", arguments), contextlib.redirect_stdout(printed):
        exec(program, variables)
    return printed.getvalue(), variables


def execute_there(program, arguments, second=False):
    """Like `execute`, on the simulated GPU; `second`: as the second of two processes, in a new run."""
    gpu, numpy, backends = Gpu(), torch.Tensor.numpy, []
    new_tensor = torch.tensor

    def all_reduce(values):
        gpu.expect(values)

    def to_numpy(tensor):
        gpu.expect(tensor, False)
        return numpy(tensor)

    def device_of(tensor):  # PyTorch's distributions read this
        return torch.device("cuda:0" if gpu.has(tensor) else "cpu")

    def tensor_of(values, dtype=None, device=None):  # dispatch modes do not see PyTorch copy lists
        return new_tensor(values, dtype=dtype).to(device or "cpu")

    def one_hot(labels, classes):  # PyTorch's own creates zeros on the labels' real device
        return (labels[..., None] == torch.arange(classes, device=device_of(labels))).long()

    with contextlib.ExitStack() as patches:
        for target, changes in {
            torch: {"tensor": tensor_of},
            torch.nn.functional: {"one_hot": one_hot},
            torch.cuda: {"device_count": lambda: 2, "set_device": lambda _: None, "_lazy_init": lambda: None},
            torch.distributed: {"init_process_group": backends.append, "all_reduce": all_reduce},
            torch.Tensor: {"cpu": lambda tensor: gpu.here(tensor), "numpy": to_numpy, "device": property(device_of)},
        }.items():
            patches.enter_context(mock.patch.multiple(target, **changes))
        patches.enter_context(gpu)
        printed, variables = execute(program, [*arguments, "--device", "cuda", *(["--set", "seed=8"] if second else [])],
                                     {"WORLD_SIZE": "2", "RANK": "1", "LOCAL_RANK": "1"} if second else {})
        assert variables["device"] == torch.device("cuda", int(second)) and backends == (["nccl"] if second else [])
        for parameter, _, _ in variables["run"].parameters.values():
            gpu.expect(parameter)
        for optimiser in variables["run"].optimisers:
            for state in optimiser.state.values():
                for value in state.values():
                    if isinstance(value, torch.Tensor) and value.dim() > 0:
                        gpu.expect(value)
    return printed


def execute_there_each_way(program, arguments):
    """Executes as one process, and as the second of two if the program supports that. Returns the output of the first execution."""
    printed = execute_there(program, arguments)
    if "processes.expect_one(" not in program:
        execute_there(program, arguments, second=True)
    return printed


def is_refused(program, arguments):
    try:
        execute_there_each_way(program, arguments)
    except (Elsewhere, AssertionError):
        return True
    return False


torch.set_num_threads(1)
jobs = json.load(open(sys.argv[1]))
unnoticed = {}
for text, arguments in jobs:
    saved = Path(arguments[arguments.index("--save") + 1])
    printed, _ = execute(text, arguments)
    file = saved.read_bytes()
    assert execute_there_each_way(text, arguments) == printed and saved.read_bytes() == file, f"{arguments[0]} computes something else there"
    for found in PLACEMENT.finditer(text):
        start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
        line = text[start:found.start()] + text[found.end():end]
        if unnoticed.get(line, True):
            unnoticed[line] = not is_refused(text[:found.start()] + text[found.end():], arguments)
    print(arguments[0], len(jobs), sum(unnoticed.values()), file=sys.stderr, flush=True)
missed = [line.strip() for line, is_unnoticed in unnoticed.items() if is_unnoticed]
assert not missed or "--some" in sys.argv, f"nobody would notice: {missed}"
print(f"{len(jobs)} programs, {len(unnoticed)} lines that put tensors somewhere")
