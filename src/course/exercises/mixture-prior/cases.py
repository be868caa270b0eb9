import math

import torch
import torch.nn.functional as F
from torch.distributions import Categorical, Independent, MixtureSameFamily, Normal

def log_prior__right_1(z, means, log_vars):
    components = Normal(means, torch.exp(0.5 * log_vars))
    log_probs = components.log_prob(z.unsqueeze(1)).sum(-1)
    return torch.logsumexp(log_probs, dim=1) - math.log(means.shape[0])

def log_prior__right_2(z, means, log_vars):
    K = means.size(0)
    each = []
    for k in range(K):
        p = Independent(Normal(means[k], log_vars[k].exp().sqrt()), 1)
        each.append(p.log_prob(z))
    return torch.stack(each).logsumexp(0) - math.log(K)

def log_prior__right_3(z, means, log_vars):
    K, d = means.shape
    precision = torch.exp(-log_vars)
    distance = (z**2) @ precision.T - 2 * z @ (means * precision).T + (means**2 * precision).sum(1)
    each = -0.5 * (distance + log_vars.sum(1) + d * math.log(2 * math.pi)) + math.log(1 / K)
    top = each.max(1, keepdim=True).values
    return torch.log(torch.exp(each - top).sum(1)) + top[:, 0]

def log_prior__right_4(z, means, log_vars):
    sigma = torch.exp(log_vars / 2)
    total = None
    for m, s in zip(means, sigma):
        log_p = (-0.5 * ((z - m) / s).square() - torch.log(s) - 0.5 * math.log(2 * math.pi)).sum(dim=1)
        total = log_p if total is None else torch.logaddexp(total, log_p)
    return total - math.log(len(means))

def log_prior__right_5(z, means, log_vars):
    each = Normal(means[None], torch.exp(0.5 * log_vars)[None]).log_prob(z[:, None, :]).sum(2)
    weights = torch.zeros(means.shape[0]).log_softmax(0)
    return (each + weights).logsumexp(1)

def log_prior__wrong_mean_of_logs(z, means, log_vars):
    log_probs = Normal(means, torch.exp(0.5 * log_vars)).log_prob(z.unsqueeze(1)).sum(-1)
    return log_probs.mean(dim=1)

def log_prior__wrong_underflow(z, means, log_vars):
    densities = Normal(means, torch.exp(0.5 * log_vars)).log_prob(z[:, None]).sum(2).exp()
    return torch.log(densities.sum(1) / len(means))

def log_prior__wrong_no_log_count(z, means, log_vars):
    return Normal(means, torch.exp(0.5 * log_vars)).log_prob(z[:, None]).sum(2).logsumexp(1)

def log_prior__wrong_mixture_per_dimension(z, means, log_vars):
    each = Normal(means, torch.exp(0.5 * log_vars)).log_prob(z[:, None])
    return (torch.logsumexp(each, dim=1) - math.log(means.shape[0])).sum(dim=1)

def log_prior__wrong_log_sigma(z, means, log_vars):
    each = Normal(means, log_vars.exp()).log_prob(z[:, None]).sum(2)
    return each.logsumexp(1) - math.log(len(means))

def log_prior__wrong_no_constant(z, means, log_vars):
    variance = torch.exp(log_vars)
    each = -0.5 * ((z[:, None] - means) ** 2 / variance).sum(2) - 0.5 * torch.log(variance).sum(1)
    return each.logsumexp(1) - math.log(len(means))

def log_prior__wrong_maximum(z, means, log_vars):
    each = Normal(means, torch.exp(0.5 * log_vars)).log_prob(z[:, None]).sum(2)
    return each.max(dim=1).values

def log_prior__wrong_standard_normal(z, means, log_vars):
    return Normal(torch.zeros_like(z), torch.ones_like(z)).log_prob(z).sum(1)

def log_prior__wrong_other_1(z, means, log_vars):
    each = -0.5 * ((z[:, None] - means) ** 2 / torch.exp(log_vars)).sum(2)
    return torch.logsumexp(each, 1)

def log_prior__wrong_other_2(z, means, log_vars):
    each = Normal(means, torch.exp(0.5 * log_vars)).log_prob(z[:, None]).mean(2)
    return each.logsumexp(1)

def log_prior__right_6(z, means, log_vars):
    mix = Categorical(logits=torch.zeros(components))
    comp = Independent(Normal(means, torch.exp(0.5 * log_vars)), 1)
    return MixtureSameFamily(mix, comp).log_prob(z)

def log_prior__right_7(z: torch.Tensor, means: torch.Tensor, log_vars: torch.Tensor) -> torch.Tensor:
    """log p(z)"""
    z = z.unsqueeze(1).expand(batch_size, components, latent)
    log_n = -0.5 * (math.log(2 * math.pi) + log_vars + (z - means) ** 2 * torch.exp(-log_vars))
    return torch.logsumexp(log_n.sum(dim=-1), dim=-1) - math.log(components)

def log_prior__right_8(z, means, log_vars):
    logs = torch.empty(batch_size, components)
    for k in range(components):
        logs[:, k] = Normal(means[k], torch.exp(0.5 * log_vars[k])).log_prob(z).sum(1)
    return torch.logsumexp(logs, 1) - math.log(components)

def log_prior__wrong_maximum_of_all(z, means, log_vars):
    each = Normal(means, torch.exp(0.5 * log_vars)).log_prob(z[:, None]).sum(2)
    top = each.max()
    return top + torch.log(torch.exp(each - top).mean(1))

def log_prior__wrong_other_3(z, means, log_vars):
    each = Normal(means, torch.exp(0.5 * log_vars)).log_prob(z[:, None]).sum(2)
    return torch.logsumexp(each, 1) - math.log(batch_size)

def log_prior__wrong_arguments_swapped(z, means, log_vars):
    each = Normal(log_vars, torch.exp(0.5 * means)).log_prob(z[:, None]).sum(2)
    return torch.logsumexp(each, 1) - math.log(len(means))
