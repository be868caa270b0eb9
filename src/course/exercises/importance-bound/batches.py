import torch
from torch import nn

log_w = nn.Parameter(torch.randn(64, 5))

def check_bound(bound):
    return bound(2 * log_w - 1), bound(2 * log_w - 600), bound(log_w - 6 * torch.arange(64)[:, None])  # images that differ by hundreds of nats
