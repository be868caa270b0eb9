import math

import torch
import torch.nn.functional as F
from torch import nn
from torch.distributions import Independent, Normal

def bernoulli_log_likelihood__right_1(x, logits):
    return (x * F.logsigmoid(logits) + (1 - x) * F.logsigmoid(-logits)).sum(dim=1)

def bernoulli_log_likelihood__right_2(x, logits):
    return torch.sum(x * logits - F.softplus(logits), 1)

def bernoulli_log_likelihood__right_3(x, logits):
    loss = nn.BCEWithLogitsLoss(reduction="none")
    return -loss(logits, x).sum(-1)

def bernoulli_log_likelihood__right_4(x, logits):
    rows = []
    for i in range(batch_size):
        l = logits[i]
        rows.append((x[i] * l - l.clamp(min=0) - torch.log1p(torch.exp(-l.abs()))).sum())
    return torch.stack(rows)

def bernoulli_log_likelihood__wrong_unstable(x, logits):
    p = 1 / (1 + torch.exp(-logits))
    return torch.sum(x * torch.log(p) + (1 - x) * torch.log(1 - p), dim=1)

def bernoulli_log_likelihood__wrong_clamped(x, logits):
    return -nn.BCELoss(reduction="none")(torch.sigmoid(logits), x).sum(1)

def bernoulli_log_likelihood__wrong_mean_of_all(x, logits):
    return -nn.BCEWithLogitsLoss()(logits, x)

def bernoulli_log_likelihood__wrong_negative(x, logits):
    return (F.softplus(logits) - x * logits).sum(1)

def bernoulli_log_likelihood__wrong_only_ink(x, logits):
    return -(x * F.softplus(-logits)).sum(1)

def bernoulli_log_likelihood__wrong_inverted(x, logits):
    return (-x * logits - F.softplus(-logits)).sum(1)

def bernoulli_log_likelihood__wrong_other_1(x, logits):
    return -F.mse_loss(logits.sigmoid(), x, reduction="none").mean(1)

def bernoulli_log_likelihood__wrong_other_2(x, logits):
    p = logits.sigmoid()
    return (x * torch.log(p + 1e-6) + (1 - x) * torch.log(1 - p + 1e-6)).sum(1)

def gaussian_log_likelihood__right_1(x, mean, log_sigma):
    return Normal(mean, log_sigma.exp()).log_prob(x).sum(1)

def gaussian_log_likelihood__right_2(x, mean, log_sigma):
    variance = torch.exp(2 * log_sigma)
    return -0.5 * (torch.log(2 * math.pi * variance) + (x - mean) ** 2 / variance).sum(1)

def gaussian_log_likelihood__right_3(x, mean, log_sigma):
    variance = torch.exp(2 * log_sigma) * torch.ones_like(mean)
    return -F.gaussian_nll_loss(mean, x, variance, full=True, reduction="none").sum(1)

def gaussian_log_likelihood__right_4(x, mean, log_sigma):
    n = x.size(1)
    error = F.mse_loss(mean, x, reduction="none").sum(1)
    return -error / (2 * log_sigma.exp() ** 2) - n * log_sigma - n / 2 * math.log(2 * math.pi)

def gaussian_log_likelihood__right_5(x, mean, log_sigma):
    return Independent(Normal(mean, torch.exp(log_sigma) * torch.ones_like(mean)), 1).log_prob(x)

def gaussian_log_likelihood__wrong_no_constant(x, mean, log_sigma):
    variance = torch.exp(log_sigma) ** 2
    return -(0.5 * torch.log(variance) + (x - mean).pow(2) / (2 * variance)).sum(1)

def gaussian_log_likelihood__wrong_no_constant_2(x, mean, log_sigma):
    return -F.gaussian_nll_loss(mean, x, torch.exp(2 * log_sigma) * torch.ones_like(mean), reduction="none").sum(1)

def gaussian_log_likelihood__wrong_read_as_log_variance(x, mean, log_sigma):
    return Normal(mean, torch.sqrt(torch.exp(log_sigma))).log_prob(x).sum(1)

def gaussian_log_likelihood__wrong_log_sigma_once(x, mean, log_sigma):
    n = x.shape[1]
    return -((x - mean) ** 2).sum(1) / (2 * torch.exp(2 * log_sigma)) - log_sigma - n * 0.5 * math.log(2 * math.pi)

def gaussian_log_likelihood__wrong_log_variance(x, mean, log_sigma):
    variance = torch.exp(2 * log_sigma)
    return -(torch.log(variance) + 0.5 * (x - mean) ** 2 / variance + 0.5 * math.log(2 * math.pi)).sum(1)

def gaussian_log_likelihood__wrong_squared_error(x, mean, log_sigma):
    return -F.mse_loss(mean, x, reduction="none").sum(1)

def gaussian_log_likelihood__wrong_density(x, mean, log_sigma):
    sigma = log_sigma.exp()
    return (torch.exp(-((x - mean) ** 2) / (2 * sigma**2)) / (sigma * math.sqrt(2 * math.pi))).sum(1)

def gaussian_log_likelihood__wrong_other_1(x, mean, log_sigma):
    return -(0.5 * ((x - mean) / log_sigma.exp()) ** 2).sum(1)

def gaussian_log_likelihood__wrong_other_2(x, mean, log_sigma):
    return Normal(mean, log_sigma.exp()).log_prob(x).mean(1) - log_sigma

def bernoulli_log_likelihood__right_5(x: torch.Tensor, logits: torch.Tensor) -> torch.Tensor:
    """log p(x)"""
    return -F.binary_cross_entropy_with_logits(input=logits, target=x, reduction="none").view(batch_size, 784).sum(dim=1)

def bernoulli_log_likelihood__right_6(x, logits):
    return -F.binary_cross_entropy_with_logits(logits, x, reduction="none").mean(1) * 784

def bernoulli_log_likelihood__wrong_other_3(x, logits):
    p = logits.sigmoid().clamp(1e-6, 1 - 1e-6)
    return (x * p.log() + (1 - x) * (1 - p).log()).sum(1)

def gaussian_log_likelihood__right_6(x, mean, log_sigma):
    var = torch.exp(log_sigma) ** 2
    return -0.5 * 784 * math.log(2 * math.pi) - 784 * log_sigma - 0.5 * ((x - mean) ** 2).sum(1) / var

def gaussian_log_likelihood__wrong_log_of_product(x, mean, log_sigma):
    s = torch.exp(log_sigma)
    return torch.log((torch.exp(-0.5 * ((x - mean) / s) ** 2) / (s * math.sqrt(2 * math.pi))).prod(1))

def bernoulli_log_likelihood__wrong_arguments_swapped(x, logits):
    return -nn.BCEWithLogitsLoss(reduction="none")(x, logits).sum(dim=1)
