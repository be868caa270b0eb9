import torch
from torch import nn

logits = nn.Parameter(1.5 * torch.randn(6, 5))

def check_binarise(binarise):
    return binarise(logits)
