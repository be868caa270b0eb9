import torch
from torch import nn

z = nn.Parameter(torch.randn(16, 2))
means = nn.Parameter(torch.randn(10, 2))
log_vars = nn.Parameter(torch.randn(10, 2))

def check_log_prior(log_prior):
    return log_prior(2 * z, means, log_vars), log_prior(z + 100, means, log_vars)
