import torch
from torch import nn

batch_size = 16
logits = nn.Parameter(torch.randn(batch_size, 784))
mean = nn.Parameter(torch.randn(batch_size, 784))
log_sigma = nn.Parameter(torch.randn(()))
x = torch.rand(batch_size, 784)

def check_bernoulli_log_likelihood(bernoulli_log_likelihood):
    sure = torch.where(logits > 0, 200.0, -200.0) + logits
    return bernoulli_log_likelihood(1 * x, 2 * logits), bernoulli_log_likelihood(1 * x, sure)

def check_gaussian_log_likelihood(gaussian_log_likelihood):
    return gaussian_log_likelihood(1 * x, 1 * mean, 0.5 * log_sigma)
