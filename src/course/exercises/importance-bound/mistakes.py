import math

import torch

def bounds(log_w):
    return torch.logsumexp(log_w, 1) - math.log(log_w.shape[1])

def bound__elbo(log_w):
    return log_w.mean()

def bound__no_log_count(log_w):
    return torch.logsumexp(log_w, 1).mean()

def bound__count_not_in_log(log_w):
    return (torch.logsumexp(log_w, 1) / log_w.shape[1]).mean()

def bound__wrong_axis(log_w):
    return (torch.logsumexp(log_w, 0) - math.log(len(log_w))).mean()

def bound__wrong_count(log_w):
    return (torch.logsumexp(log_w, 1) - math.log(len(log_w))).mean()

def bound__over_all(log_w):
    return torch.logsumexp(log_w.flatten(), 0) - math.log(log_w.numel())

def bound__underflow(log_w):
    return log_w.exp().mean(1).log().mean()

def bound__no_log(log_w):
    return log_w.exp().mean()

def bound__maximum(log_w):
    return log_w.amax(1).mean()

def bound__maximum_of_all(log_w):
    top = log_w.max()
    return (top + (log_w - top).exp().mean(1).log()).mean()

def bound__maximum_not_added(log_w):
    return (log_w - log_w.amax(1, keepdim=True)).exp().mean(1).log().mean()

def bound__first_draw(log_w):
    return log_w[:, 0].mean()

def bound__sum_over_batch(log_w):
    return bounds(log_w).sum()

def bound__per_image(log_w):
    return bounds(log_w)

def bound__negative(log_w):
    return -bounds(log_w).mean()

def bound__weighted(log_w):
    return (log_w.softmax(1) * log_w).sum(1).mean()

def bound__weights_detached(log_w):
    return (log_w.softmax(1).detach() * log_w).sum(1).mean()
