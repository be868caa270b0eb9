import math

import torch

def log_prior(z, means, log_vars):
    standardised = (z[:, None] - means) / torch.exp(0.5 * log_vars)  # [batch, K, d]
    each = -0.5 * (standardised**2 + log_vars + math.log(2 * math.pi)).sum(2)
    return torch.logsumexp(each, 1) - math.log(len(means))
