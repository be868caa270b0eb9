import torch
from torch import nn

mu_q = nn.Parameter(torch.randn(128, 2))
log_var_q = nn.Parameter(torch.randn(128, 2))
mu_p = nn.Parameter(torch.randn(128, 2))
log_var_p = nn.Parameter(torch.randn(128, 2))

def check_kl_divergence(kl_divergence):
    return kl_divergence(mu_q, log_var_q, mu_p, log_var_p)
