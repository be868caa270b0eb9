import torch
from torch import nn

batch_size = 16
z = nn.Parameter(torch.randn(batch_size, 2))
means = nn.Parameter(torch.randn(10, 2))
log_vars = nn.Parameter(torch.randn(10, 2))

def check_log_prior(log_prior):
    return log_prior(2 * z, 1 * means, 1 * log_vars), log_prior(z + 40, 1 * means, 0.5 * log_vars)
