import math

import torch

def by_dimension(z, means, log_vars):
    return -0.5 * ((z[:, None] - means) ** 2 / torch.exp(log_vars) + log_vars + math.log(2 * math.pi))

def mixed(each):
    return torch.logsumexp(each, 1) - math.log(each.shape[1])

def log_prior__mean_of_logs(z, means, log_vars):
    return by_dimension(z, means, log_vars).sum(2).mean(1)

def log_prior__no_log_count(z, means, log_vars):
    return torch.logsumexp(by_dimension(z, means, log_vars).sum(2), 1)

def log_prior__no_log_var(z, means, log_vars):
    return mixed((by_dimension(z, means, log_vars) + 0.5 * log_vars).sum(2))

def log_prior__log_var_not_halved(z, means, log_vars):
    return mixed((by_dimension(z, means, log_vars) - 0.5 * log_vars).sum(2))

def log_prior__log_var_added(z, means, log_vars):
    return mixed((by_dimension(z, means, log_vars) + log_vars).sum(2))

def log_prior__no_constant(z, means, log_vars):
    return mixed(by_dimension(z, means, log_vars).sum(2) + 0.5 * z.shape[1] * math.log(2 * math.pi))

def log_prior__constant_once(z, means, log_vars):
    return mixed(by_dimension(z, means, log_vars).sum(2) + 0.5 * (z.shape[1] - 1) * math.log(2 * math.pi))

def log_prior__no_half(z, means, log_vars):
    return mixed((by_dimension(z, means, log_vars) - 0.5 * (z[:, None] - means) ** 2 / torch.exp(log_vars)).sum(2))

def log_prior__mean_over_dimensions(z, means, log_vars):
    return mixed(by_dimension(z, means, log_vars).mean(2))

def log_prior__mixture_per_dimension(z, means, log_vars):
    return mixed(by_dimension(z, means, log_vars)).sum(1)

def log_prior__sum_of_densities_of_dimensions(z, means, log_vars):
    return mixed(torch.logsumexp(by_dimension(z, means, log_vars), 2))

def log_prior__underflow(z, means, log_vars):
    return by_dimension(z, means, log_vars).sum(2).exp().mean(1).log()

def log_prior__density(z, means, log_vars):
    return by_dimension(z, means, log_vars).sum(2).exp().mean(1)

def log_prior__maximum(z, means, log_vars):
    return by_dimension(z, means, log_vars).sum(2).amax(1)

def log_prior__maximum_of_all(z, means, log_vars):
    each = by_dimension(z, means, log_vars).sum(2)
    top = each.max()
    return top + (each - top).exp().mean(1).log()

def log_prior__per_component(z, means, log_vars):
    return by_dimension(z, means, log_vars).sum(2)

def log_prior__over_batch(z, means, log_vars):
    return torch.logsumexp(by_dimension(z, means, log_vars).sum(2), 0) - math.log(len(means))

def log_prior__mean_over_batch(z, means, log_vars):
    return mixed(by_dimension(z, means, log_vars).sum(2)).mean()

def log_prior__negative(z, means, log_vars):
    return -mixed(by_dimension(z, means, log_vars).sum(2))

def log_prior__log_sigma(z, means, log_vars):
    return mixed(by_dimension(z, means, 2 * log_vars).sum(2))

def log_prior__sigma_for_variance(z, means, log_vars):
    return mixed(-0.5 * ((z[:, None] - means) ** 2 / torch.exp(0.5 * log_vars) + log_vars + math.log(2 * math.pi)).sum(2))

def log_prior__multiplied(z, means, log_vars):
    return mixed(-0.5 * ((z[:, None] - means) ** 2 * torch.exp(log_vars) + log_vars + math.log(2 * math.pi)).sum(2))

def log_prior__variance_one(z, means, log_vars):
    return mixed(-0.5 * ((z[:, None] - means) ** 2 + math.log(2 * math.pi)).sum(2))

def log_prior__one_gaussian(z, means, log_vars):
    return by_dimension(z, means.mean(0, keepdim=True), log_vars.mean(0, keepdim=True)).sum(2)[:, 0]

def log_prior__standard_normal(z, means, log_vars):
    return -0.5 * (z**2 + math.log(2 * math.pi)).sum(1)

def log_prior__prior_detached(z, means, log_vars):
    return mixed(by_dimension(z, means.detach(), log_vars.detach()).sum(2))

def log_prior__z_detached(z, means, log_vars):
    return mixed(by_dimension(z.detach(), means, log_vars).sum(2))

def log_prior__arguments_swapped(z, means, log_vars):
    return mixed(by_dimension(z, log_vars, means).sum(2))
