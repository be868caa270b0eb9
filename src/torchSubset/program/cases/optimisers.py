# Executes small programs with PyTorch, and prints their losses in each step: python3 src/torchSubset/program/cases/optimisers.py > src/torchSubset/program/cases/optimisers.json
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
    "a loss with results from before the step of another optimiser, without gradients": (TWO, [
        "first.zero_grad()", "(error + 0.1 * size).backward()", "first.step()", "second.zero_grad()", "again = ((decoder(code.detach()) - 0.5)**2).mean()", "again.backward()", "second.step()",
    ]),
    "two optimisers make their steps after both backward passes": (TWO, ["first.zero_grad()", "size.backward(retain_graph=True)", "second.zero_grad()", "error.backward()", "first.step()", "second.step()"]),
    "Adam with weight decay": (["optimiser = torch.optim.Adam(parameters, lr=0.01, weight_decay=0.1)"], ONE),
    "AdamW": (["optimiser = torch.optim.AdamW(parameters, lr=0.01, weight_decay=2.0)"], ONE),
    "AdamW with its defaults": (["optimiser = torch.optim.AdamW(parameters)"], ONE),
    "SGD with momentum and weight decay": (["optimiser = torch.optim.SGD(parameters, lr=0.02, momentum=0.9, weight_decay=0.5)"], ONE),
    "RMSprop with weight decay": (["optimiser = torch.optim.RMSprop(parameters, lr=0.001, weight_decay=0.5)"], ONE),
    "parameter groups": (['optimiser = torch.optim.AdamW([{"params": encoder.parameters(), "lr": 0.001}, {"params": decoder.parameters(), "betas": (0.5, 0.9), "weight_decay": 3.0}], lr=0.02)'], ONE),
    "a parameter group that is added": (["optimiser = torch.optim.SGD(encoder.parameters(), lr=0.001)", 'optimiser.add_param_group({"params": [decoder.weight, decoder.bias], "lr": 0.05, "momentum": 0.5})'], ONE),
    "gradients with a bounded norm": (["optimiser = torch.optim.SGD(parameters, lr=0.05)"], [*ONE[:2], "torch.nn.utils.clip_grad_norm_(parameters, 0.3)", *ONE[2:]]),
    "gradients with bounded norms of each network": (["optimiser = torch.optim.SGD(parameters, lr=0.05)"], [*ONE[:2], *[f"torch.nn.utils.clip_grad_norm_({name}.parameters(), max_norm={most})" for name, most in [("encoder", 0.2), ("decoder", 10)]], *ONE[2:]]),
    "gradients of two optimisers with a bounded norm": (TWO, ["first.zero_grad()", "second.zero_grad()", "(error + 0.1 * size).backward()", "nn.utils.clip_grad_norm_(parameters, 0.3)", "first.step()", "second.step()"]),
    **{f"the scheduler {scheduler.split('(')[0]}{' ' * i}": (["from torch.optim import lr_scheduler", "optimiser = torch.optim.SGD(parameters, lr=0.02)", f"scheduler = lr_scheduler.{scheduler.replace('(', '(optimiser, ', 1)}"], [*ONE, "scheduler.step()"]) for i, scheduler in enumerate([
        "StepLR(3, gamma=0.5)", "MultiStepLR([2, 5], gamma=0.5)", "ExponentialLR(0.8)", "LambdaLR(lambda step: min(1, (step + 1) / 5))", "LambdaLR(lambda step: 1 if step < 4 else 0.2)", "ConstantLR(factor=0.5, total_iters=4)", "LinearLR(total_iters=7)",
        "PolynomialLR(total_iters=20, power=2)", "CosineAnnealingLR(T_max=8, eta_min=0.001)", "CosineAnnealingWarmRestarts(5)", "OneCycleLR(max_lr=0.03, total_steps=12, cycle_momentum=False)",
        'OneCycleLR(max_lr=[0.03], epochs=4, steps_per_epoch=3, anneal_strategy="linear", three_phase=True, cycle_momentum=False)',
    ])},
    "a scheduler for two parameter groups": (['optimiser = torch.optim.Adam([{"params": encoder.parameters(), "lr": 0.001}, {"params": decoder.parameters()}], lr=0.02, weight_decay=0.1)', "scheduler = torch.optim.lr_scheduler.LambdaLR(optimiser, [lambda step: 0.9 ** step, lambda step: 1 / (1 + step)])"], [*ONE, "scheduler.step()"]),
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
    names = {"__name__": "__main__"}
    exec(program, names)
    passes = len(losses) // 12
    made[name] = {"program": program, "losses": [sum(losses[i * passes:(i + 1) * passes]) for i in range(12)],
                  "weights": {f"{network}/{name}/value": weight.double().mean().item() for network in ["encoder", "decoder"] for name, weight in names[network].named_parameters()}}
print(json.dumps(made, indent=1))
