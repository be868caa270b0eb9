import torch

def parts(mu_q, log_var_q, mu_p, log_var_p):
    return torch.exp(log_var_q - log_var_p), (mu_q - mu_p) ** 2 / torch.exp(log_var_p), log_var_p - log_var_q

def divergence(mu_q, log_var_q, mu_p, log_var_p):
    ratio, distance, logs = parts(mu_q, log_var_q, mu_p, log_var_p)
    return 0.5 * (ratio + distance - 1 + logs)

def kl_divergence__reversed(mu_q, log_var_q, mu_p, log_var_p):
    return divergence(mu_p, log_var_p, mu_q, log_var_q).sum(1)

def kl_divergence__no_half(mu_q, log_var_q, mu_p, log_var_p):
    return 2 * divergence(mu_q, log_var_q, mu_p, log_var_p).sum(1)

def kl_divergence__logs_not_halved(mu_q, log_var_q, mu_p, log_var_p):
    ratio, distance, logs = parts(mu_q, log_var_q, mu_p, log_var_p)
    return (0.5 * (ratio + distance - 1) + logs).sum(1)

def kl_divergence__one_not_halved(mu_q, log_var_q, mu_p, log_var_p):
    return (divergence(mu_q, log_var_q, mu_p, log_var_p) - 0.5).sum(1)

def kl_divergence__mean(mu_q, log_var_q, mu_p, log_var_p):
    return divergence(mu_q, log_var_q, mu_p, log_var_p).mean(1)

def kl_divergence__per_dimension(mu_q, log_var_q, mu_p, log_var_p):
    return divergence(mu_q, log_var_q, mu_p, log_var_p)

def kl_divergence__sum_over_batch(mu_q, log_var_q, mu_p, log_var_p):
    return divergence(mu_q, log_var_q, mu_p, log_var_p).sum()

def kl_divergence__mean_over_batch(mu_q, log_var_q, mu_p, log_var_p):
    return divergence(mu_q, log_var_q, mu_p, log_var_p).sum(1).mean()

def kl_divergence__mean_of_all(mu_q, log_var_q, mu_p, log_var_p):
    return divergence(mu_q, log_var_q, mu_p, log_var_p).mean()

def kl_divergence__log_sigma(mu_q, log_var_q, mu_p, log_var_p):
    return divergence(mu_q, 2 * log_var_q, mu_p, 2 * log_var_p).sum(1)

def kl_divergence__no_one(mu_q, log_var_q, mu_p, log_var_p):
    return (divergence(mu_q, log_var_q, mu_p, log_var_p) + 0.5).sum(1)

def kl_divergence__negative(mu_q, log_var_q, mu_p, log_var_p):
    return -divergence(mu_q, log_var_q, mu_p, log_var_p).sum(1)

def kl_divergence__no_means(mu_q, log_var_q, mu_p, log_var_p):
    ratio, _, logs = parts(mu_q, log_var_q, mu_p, log_var_p)
    return 0.5 * (ratio - 1 + logs).sum(1)

def kl_divergence__distance_not_divided(mu_q, log_var_q, mu_p, log_var_p):
    ratio, _, logs = parts(mu_q, log_var_q, mu_p, log_var_p)
    return 0.5 * (ratio + (mu_q - mu_p) ** 2 - 1 + logs).sum(1)

def kl_divergence__distance_by_sigma(mu_q, log_var_q, mu_p, log_var_p):
    ratio, _, logs = parts(mu_q, log_var_q, mu_p, log_var_p)
    return 0.5 * (ratio + (mu_q - mu_p) ** 2 / torch.exp(0.5 * log_var_p) - 1 + logs).sum(1)

def kl_divergence__distance_by_q(mu_q, log_var_q, mu_p, log_var_p):
    ratio, _, logs = parts(mu_q, log_var_q, mu_p, log_var_p)
    return 0.5 * (ratio + (mu_q - mu_p) ** 2 / torch.exp(log_var_q) - 1 + logs).sum(1)

def kl_divergence__distance_not_squared(mu_q, log_var_q, mu_p, log_var_p):
    ratio, _, logs = parts(mu_q, log_var_q, mu_p, log_var_p)
    return 0.5 * (ratio + (mu_q - mu_p) / torch.exp(log_var_p) - 1 + logs).sum(1)

def kl_divergence__variance_not_divided(mu_q, log_var_q, mu_p, log_var_p):
    _, distance, logs = parts(mu_q, log_var_q, mu_p, log_var_p)
    return 0.5 * (torch.exp(log_var_q) + distance - 1 + logs).sum(1)

def kl_divergence__logs_reversed(mu_q, log_var_q, mu_p, log_var_p):
    ratio, distance, logs = parts(mu_q, log_var_q, mu_p, log_var_p)
    return 0.5 * (ratio + distance - 1 - logs).sum(1)

def kl_divergence__no_log_of_p(mu_q, log_var_q, mu_p, log_var_p):
    ratio, distance, _ = parts(mu_q, log_var_q, mu_p, log_var_p)
    return 0.5 * (ratio + distance - 1 - log_var_q).sum(1)

def kl_divergence__standard_prior(mu_q, log_var_q, mu_p, log_var_p):
    return 0.5 * (mu_q**2 + log_var_q.exp() - log_var_q - 1).sum(1)

def kl_divergence__one_draw(mu_q, log_var_q, mu_p, log_var_p):
    eps = torch.randn_like(mu_q)
    z = mu_q + torch.exp(0.5 * log_var_q) * eps
    return 0.5 * ((z - mu_p) ** 2 / torch.exp(log_var_p) + log_var_p - eps**2 - log_var_q).sum(1)

def kl_divergence__prior_detached(mu_q, log_var_q, mu_p, log_var_p):
    return divergence(mu_q, log_var_q, mu_p.detach(), log_var_p.detach()).sum(1)
