# Executes small programs with PyTorch, and prints their losses in each step: python3 src/program/cases/optimisers.py > src/program/cases/optimisers.json
import json
import sys
import types

import torch

# All pixels are 51, so that each batch is the same.
datasets = types.ModuleType("torchvision.datasets")
datasets.MNIST = lambda *args, **options: types.SimpleNamespace(data=torch.full((96, 28, 28), 51, dtype=torch.uint8))
torchvision = types.ModuleType("torchvision")
torchvision.datasets = datasets
sys.modules.update({"torchvision": torchvision, "torchvision.datasets": datasets})

PROGRAM = """import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets

images = datasets.MNIST("data", train=True, download=True).data.view(-1, 784) / 255
loader = DataLoader(images, 8, shuffle=True, drop_last=True)
encoder = nn.Linear(784, 2)
decoder = nn.Linear(2, 1)
unused = nn.Linear(2, 1)
nn.init.constant_(encoder.weight, 0.01)
nn.init.constant_(encoder.bias, 0.1)
nn.init.constant_(decoder.weight, 0.3)
nn.init.constant_(decoder.bias, -0.2)
parameters = [*encoder.parameters(), *decoder.parameters()]
{setup}
for x in loader:
    code = torch.tanh(encoder(x))
    error = ((decoder(code) - 1)**2).mean()
    size = (code**2).sum(1).mean()
{step}
"""

ONE = ["optimiser.zero_grad()", "(error + 0.1 * size).backward()", "optimiser.step()"]
TWO = ["first = torch.optim.Adam(encoder.parameters(), lr=0.01)", "second = torch.optim.SGD(decoder.parameters(), lr=0.05, momentum=0.9)"]

CASES = {
    "two optimisers share a backward pass": (TWO, ["first.zero_grad()", "second.zero_grad()", "(error + 0.1 * size).backward()", "first.step()", "second.step()"]),
    "two optimisers share two backward passes": (TWO, ["first.zero_grad()", "second.zero_grad()", "error.backward(retain_graph=True)", "(0.1 * size).backward()", "second.step()", "first.step()"]),
}

losses = []
backward = torch.Tensor.backward


def recorded(self, *args, **options):
    losses.append(self.item())
    return backward(self, *args, **options)


torch.Tensor.backward = recorded
made = {}
for name, (setup, step) in CASES.items():
    program = PROGRAM.format(setup="\n".join(setup), step="\n".join("    " + line for line in step))
    losses.clear()
    exec(program, {"__name__": "__main__"})
    passes = len(losses) // 12
    made[name] = {"program": program, "losses": [sum(losses[i * passes:(i + 1) * passes]) for i in range(12)]}
print(json.dumps(made, indent=1))
