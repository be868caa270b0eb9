import torch
from torch import nn

mu = nn.Parameter(torch.randn(128, 2))
log_var = nn.Parameter(torch.randn(128, 2))

def check_reparameterise(reparameterise):
    return reparameterise(*torch.cat([mu, log_var], 1).chunk(2, 1))
