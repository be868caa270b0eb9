import torch
from torch import nn

x = nn.Parameter(torch.randn(12, 5))
labels = torch.tensor([3, 1, 4, 1, 5, 9, 2, 6, 0, 8, 7, 9])

def check_with_class(with_class):
    return with_class(x, labels), with_class(2 * x[:, :3], (labels + 1) % 10)
