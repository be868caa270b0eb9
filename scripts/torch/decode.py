#!/usr/bin/env python3
"""Executes the decoder programs that scripts/torch/decode.ts has written, checks each one's picture, and decodes given codes with it.
Arguments: the jobs. Prints as JSON the largest difference of each one's images from the page's."""
import base64
import contextlib
import inspect
import io
import json
import sys
from pathlib import Path

import numpy as np
import torch


def numbers(text, width):
    return torch.tensor(np.frombuffer(base64.b64decode(text), "<f4").reshape(-1, width))


def difference(job):
    inputs = {"z": numbers(job["z"]["values"], job["z"]["latent"]), "y": torch.tensor(job["y"]), "given": numbers(job["given"], 784)}
    picture = Path("digits.pgm")
    picture.unlink(missing_ok=True)
    sys.argv[1:] = [job["file"]]
    program, printed = {"__name__": "__main__"}, io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(job["program"], program)
    if "pictures" in program:
        content = picture.read_bytes()
        assert content.startswith(b"P5 280 280 255\n") and len(content) == 15 + 280 * 280, "no picture"
        second = np.frombuffer(content, np.uint8, offset=15).reshape(280, 280)[:28, 28:56]
        assert np.abs(second - 255 * program["pictures"][1].view(28, 28).numpy()).max() <= 0.51, "another picture"
    else:
        assert printed.getvalue().startswith("tensor("), "no points"
    made = program["decode"](*(inputs[name] for name in inspect.signature(program["decode"]).parameters))
    return (made - numbers(job["expected"], made.shape[1])).abs().max().item()


print(json.dumps([difference(json.load(open(path))) for path in sys.argv[1:]]))
