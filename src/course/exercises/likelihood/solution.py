import math

import torch
import torch.nn.functional as F

def bernoulli_log_likelihood(x, logits):
    return -F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(1)

def gaussian_log_likelihood(x, mean, log_sigma):
    standardised = (x - mean) / torch.exp(log_sigma)
    return -(0.5 * standardised**2 + log_sigma + 0.5 * math.log(2 * math.pi)).sum(1)
