import torch
from torch import nn

logits = nn.Parameter(1.5 * torch.randn(128, 32))

def check_binarise(binarise):
    return binarise(1 * logits)
