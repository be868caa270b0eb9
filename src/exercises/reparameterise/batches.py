import torch
from torch import nn

mu = nn.Parameter(torch.randn(128, 2))
log_var = nn.Parameter(torch.randn(128, 2))

def check_reparameterise(reparameterise):
    return reparameterise(mu, log_var)
