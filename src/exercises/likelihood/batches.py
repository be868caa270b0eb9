import torch
from torch import nn

logits = nn.Parameter(torch.randn(12, 6))
mean = nn.Parameter(torch.randn(12, 6))
log_sigma = nn.Parameter(torch.randn(()))
x = torch.rand(12, 6)

def check_bernoulli_log_likelihood(bernoulli_log_likelihood):
    sure = torch.where(logits > 0, 200.0, -200.0) + logits
    return bernoulli_log_likelihood(x, 2 * logits), bernoulli_log_likelihood(x, sure)

def check_gaussian_log_likelihood(gaussian_log_likelihood):
    return gaussian_log_likelihood(x, mean, 0.5 * log_sigma)
