import torch
from torch import nn

batch_size = 16
x = nn.Parameter(torch.randn(batch_size, 784))
z = nn.Parameter(torch.randn(batch_size, 2))
codes = nn.Parameter(torch.randn(100, 2))  # of the images that the program draws
labels = torch.randint(10, (batch_size,))

def check_with_class(with_class):
    return with_class(2 * x, labels), with_class(2 * z, labels), with_class(2 * codes, torch.arange(100) % 10)
