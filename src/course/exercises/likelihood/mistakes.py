import math

import torch
import torch.nn.functional as F

def bernoulli_log_likelihood__negative(x, logits):
    return F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(1)

def bernoulli_log_likelihood__mean(x, logits):
    return -F.binary_cross_entropy_with_logits(logits, x, reduction="none").mean(1)

def bernoulli_log_likelihood__negative_mean(x, logits):
    return F.binary_cross_entropy_with_logits(logits, x, reduction="none").mean(1)

def bernoulli_log_likelihood__sum_over_batch(x, logits):
    return -F.binary_cross_entropy_with_logits(logits, x, reduction="sum")

def bernoulli_log_likelihood__mean_of_all(x, logits):
    return -F.binary_cross_entropy_with_logits(logits, x)

def bernoulli_log_likelihood__per_pixel(x, logits):
    return -F.binary_cross_entropy_with_logits(logits, x, reduction="none")

def bernoulli_log_likelihood__logits_as_probabilities(x, logits):
    return (x * logits.log() + (1 - x) * (1 - logits).log()).sum(1)

def bernoulli_log_likelihood__sigmoid_twice(x, logits):
    return -F.binary_cross_entropy_with_logits(logits.sigmoid(), x, reduction="none").sum(1)

def bernoulli_log_likelihood__unstable(x, logits):
    p = logits.sigmoid()
    return (x * p.log() + (1 - x) * (1 - p).log()).sum(1)

def bernoulli_log_likelihood__clamped(x, logits):
    return -F.binary_cross_entropy(logits.sigmoid(), x, reduction="none").sum(1)

def bernoulli_log_likelihood__only_ink(x, logits):
    return (x * F.logsigmoid(logits)).sum(1)

def bernoulli_log_likelihood__inverted(x, logits):
    return -F.binary_cross_entropy_with_logits(logits, 1 - x, reduction="none").sum(1)

def bernoulli_log_likelihood__squared_error(x, logits):
    return -((x - logits.sigmoid()) ** 2).sum(1)

def bernoulli_log_likelihood__rounded(x, logits):
    return -F.binary_cross_entropy_with_logits(logits, (x > 0.5).float(), reduction="none").sum(1)

def bernoulli_log_likelihood__arguments_swapped(x, logits):
    return -F.binary_cross_entropy_with_logits(x, logits, reduction="none").sum(1)

def gaussian(x, mean, log_sigma):
    return -0.5 * ((x - mean) / torch.exp(log_sigma)) ** 2 - log_sigma - 0.5 * math.log(2 * math.pi)

def gaussian_log_likelihood__negative(x, mean, log_sigma):
    return -gaussian(x, mean, log_sigma).sum(1)

def gaussian_log_likelihood__mean(x, mean, log_sigma):
    return gaussian(x, mean, log_sigma).mean(1)

def gaussian_log_likelihood__sum_over_batch(x, mean, log_sigma):
    return gaussian(x, mean, log_sigma).sum()

def gaussian_log_likelihood__mean_of_all(x, mean, log_sigma):
    return gaussian(x, mean, log_sigma).mean()

def gaussian_log_likelihood__per_pixel(x, mean, log_sigma):
    return gaussian(x, mean, log_sigma)

def gaussian_log_likelihood__no_log_sigma(x, mean, log_sigma):
    return (gaussian(x, mean, log_sigma) + log_sigma).sum(1)

def gaussian_log_likelihood__log_sigma_once(x, mean, log_sigma):
    return (gaussian(x, mean, log_sigma) + log_sigma).sum(1) - log_sigma

def gaussian_log_likelihood__log_sigma_added(x, mean, log_sigma):
    return (gaussian(x, mean, log_sigma) + 2 * log_sigma).sum(1)

def gaussian_log_likelihood__log_variance(x, mean, log_sigma):
    return (gaussian(x, mean, log_sigma) - log_sigma).sum(1)

def gaussian_log_likelihood__half_log_sigma(x, mean, log_sigma):
    return (gaussian(x, mean, log_sigma) + 0.5 * log_sigma).sum(1)

def gaussian_log_likelihood__no_half(x, mean, log_sigma):
    return (gaussian(x, mean, log_sigma) - 0.5 * ((x - mean) / torch.exp(log_sigma)) ** 2).sum(1)

def gaussian_log_likelihood__no_constant(x, mean, log_sigma):
    return (gaussian(x, mean, log_sigma) + 0.5 * math.log(2 * math.pi)).sum(1)

def gaussian_log_likelihood__constant_not_halved(x, mean, log_sigma):
    return (gaussian(x, mean, log_sigma) - 0.5 * math.log(2 * math.pi)).sum(1)

def gaussian_log_likelihood__sigma_for_variance(x, mean, log_sigma):
    return (-0.5 * (x - mean) ** 2 / torch.exp(log_sigma) - log_sigma - 0.5 * math.log(2 * math.pi)).sum(1)

def gaussian_log_likelihood__read_as_log_variance(x, mean, log_sigma):
    return gaussian(x, mean, 0.5 * log_sigma).sum(1)

def gaussian_log_likelihood__multiplied(x, mean, log_sigma):
    return (-0.5 * ((x - mean) * torch.exp(log_sigma)) ** 2 - log_sigma - 0.5 * math.log(2 * math.pi)).sum(1)

def gaussian_log_likelihood__error_without_sigma(x, mean, log_sigma):
    return (-0.5 * (x - mean) ** 2 - log_sigma - 0.5 * math.log(2 * math.pi)).sum(1)

def gaussian_log_likelihood__squared_error(x, mean, log_sigma):
    return -((x - mean) ** 2).sum(1)

def gaussian_log_likelihood__half_squared_error(x, mean, log_sigma):
    return -0.5 * ((x - mean) ** 2).sum(1)

def gaussian_log_likelihood__log_for_sigma(x, mean, log_sigma):
    return (-0.5 * ((x - mean) / log_sigma) ** 2 - log_sigma - 0.5 * math.log(2 * math.pi)).sum(1)

def gaussian_log_likelihood__not_squared(x, mean, log_sigma):
    return (-0.5 * (x - mean).abs() / torch.exp(log_sigma) - log_sigma - 0.5 * math.log(2 * math.pi)).sum(1)

def gaussian_log_likelihood__density(x, mean, log_sigma):
    return gaussian(x, mean, log_sigma).exp().sum(1)

def gaussian_log_likelihood__log_of_product(x, mean, log_sigma):
    return gaussian(x, mean, log_sigma).exp().prod(1).log()

def gaussian_log_likelihood__sigma_detached(x, mean, log_sigma):
    return gaussian(x, mean, log_sigma.detach()).sum(1)
