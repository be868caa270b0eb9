"""Prints layers of PyTorch with random weights, their inputs and their results as JSON."""
import json

import torch
from torch import nn

# Each layer with the shapes of its inputs.
LAYERS = [
    ("nn.Linear(3, 2)", [(4, 3)]), ("nn.Bilinear(3, 4, 2)", [(2, 3), (2, 4)]), ("nn.Conv2d(2, 3, 3, stride=2, padding=1)", [(1, 2, 5, 5)]),
    ("nn.ConvTranspose2d(2, 3, 4, stride=2, padding=1)", [(1, 2, 3, 3)]), ("nn.BatchNorm1d(3)", [(4, 3)]), ("nn.BatchNorm2d(3)", [(2, 3, 2, 2)]),
    ("nn.LayerNorm(4)", [(3, 4)]), ("nn.GroupNorm(2, 4)", [(2, 4, 2, 2)]), ("nn.InstanceNorm2d(2, affine=True)", [(2, 2, 3, 3)]),
    ("nn.MultiheadAttention(4, 2, batch_first=True)", [(2, 3, 4)] * 3), ("nn.MultiheadAttention(4, 2)", [(3, 2, 4)] * 3), ("nn.GRUCell(2, 3)", [(2, 2), (2, 3)]),
    ("nn.LSTMCell(2, 3)", [(2, 2)]), ("nn.AvgPool2d(2)", [(1, 2, 4, 4)]), ("nn.MaxPool2d(2)", [(1, 2, 4, 4)]), ("nn.AvgPool1d(2)", [(1, 2, 4)]), ("nn.AdaptiveAvgPool2d(2)", [(1, 2, 3, 3)]),
    ("nn.Upsample(scale_factor=2)", [(1, 2, 2, 2)]), ("nn.Upsample(scale_factor=2, mode='bilinear')", [(1, 1, 2, 3)]), ("nn.PixelShuffle(2)", [(1, 4, 2, 2)]), ("nn.Flatten()", [(2, 2, 3)]), ("nn.Unflatten(1, (2, 3))", [(2, 6)]), ("nn.ZeroPad2d(1)", [(1, 1, 2, 2)]),
    ("nn.GELU()", [(2, 4)]), ("nn.GELU('tanh')", [(2, 4)]), ("nn.SiLU()", [(2, 4)]), ("nn.Mish()", [(2, 4)]), ("nn.ELU(0.7)", [(2, 4)]), ("nn.CELU(0.7)", [(2, 4)]), ("nn.SELU()", [(2, 4)]),
    ("nn.ReLU()", [(2, 4)]), ("nn.ReLU6()", [(2, 4)]), ("nn.LeakyReLU(0.1)", [(2, 4)]), ("nn.PReLU(2)", [(3, 2)]), ("nn.GLU()", [(2, 4)]), ("nn.Hardtanh(-0.5, 0.5)", [(2, 4)]),
    ("nn.Hardsigmoid()", [(2, 4)]), ("nn.Hardswish()", [(2, 4)]), ("nn.Softplus()", [(2, 4)]), ("nn.Softsign()", [(2, 4)]), ("nn.Tanhshrink()", [(2, 4)]), ("nn.LogSigmoid()", [(2, 4)]),
    ("nn.Sigmoid()", [(2, 4)]), ("nn.Tanh()", [(2, 4)]), ("nn.Softmax(1)", [(2, 4)]), ("nn.LogSoftmax(1)", [(2, 4)]), ("nn.Softmin(1)", [(2, 4)]), ("nn.Identity()", [(2, 4)]),
    ("nn.MSELoss()", [(2, 4)] * 2), ("nn.L1Loss(reduction='sum')", [(2, 4)] * 2), ("nn.SmoothL1Loss()", [(2, 4)] * 2), ("nn.HuberLoss(delta=0.5)", [(2, 4)] * 2),
    ("nn.BCEWithLogitsLoss()", [(2, 4)] * 2), ("nn.KLDivLoss(reduction='batchmean', log_target=True)", [(2, 4)] * 2), ("nn.CrossEntropyLoss(label_smoothing=0.1)", [(3, 4)] * 2),
    ("nn.CosineSimilarity()", [(2, 4)] * 2), ("nn.TripletMarginLoss()", [(2, 4)] * 3),
    ("nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Dropout(0.5).eval(), nn.Linear(4, 2))", [(2, 3)]),
]


def numbers(tensor):
    return {"shape": list(tensor.shape), "values": [round(value, 7) for value in tensor.detach().reshape(-1).tolist()], "dtype": "float"}


def rounded(*shape):
    return (torch.randn(*shape) * 1e4).round() / 1e4


torch.manual_seed(0)
for build, shapes in LAYERS:
    layer = eval(build)
    with torch.no_grad():
        for parameter in layer.parameters():
            parameter.copy_(rounded(*parameter.shape))
    inputs = [rounded(*shape) for shape in shapes]
    result = layer(*inputs)
    print(json.dumps({
        "build": build, "parameters": {name: numbers(parameter) for name, parameter in layer.named_parameters()},
        "inputs": [numbers(one) for one in inputs], "output": numbers(result[0] if isinstance(result, tuple) else result),
    }))
