import torch
from torch import nn

mu_q = nn.Parameter(torch.randn(128, 2))
log_var_q = nn.Parameter(torch.randn(128, 2))
mu_p = nn.Parameter(torch.randn(128, 2))
log_var_p = nn.Parameter(torch.randn(128, 2))

def check_kl_divergence(kl_divergence):
    return kl_divergence(*torch.cat([mu_q, log_var_q], 1).chunk(2, 1), *torch.cat([mu_p, log_var_p], 1).chunk(2, 1))
