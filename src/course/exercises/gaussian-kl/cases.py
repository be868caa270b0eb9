import torch
import torch.nn.functional as F
from torch.distributions import Independent, Normal
from torch.distributions import kl_divergence as kl_of

def kl_divergence__right_1(mu_q, log_var_q, mu_p, log_var_p):
    q = Normal(mu_q, torch.exp(0.5 * log_var_q))
    p = Normal(mu_p, torch.exp(0.5 * log_var_p))
    return kl_of(q, p).sum(dim=1)

def kl_divergence__right_2(mu_q, log_var_q, mu_p, log_var_p):
    q = Independent(Normal(mu_q, (log_var_q / 2).exp()), 1)
    p = Independent(Normal(mu_p, (log_var_p / 2).exp()), 1)
    return torch.distributions.kl_divergence(q, p)

def kl_divergence__right_3(mu_q, log_var_q, mu_p, log_var_p):
    sigma_q, sigma_p = log_var_q.exp().sqrt(), log_var_p.exp().sqrt()
    kl = torch.log(sigma_p / sigma_q) + (sigma_q**2 + (mu_q - mu_p).pow(2)) / (2 * sigma_p**2) - 0.5
    return kl.sum(-1)

def kl_divergence__right_4(mu_q, log_var_q, mu_p, log_var_p):
    total = torch.zeros(len(mu_q))
    for i in range(mu_q.shape[1]):
        precision = torch.exp(-log_var_p[:, i])
        total = total + log_var_q[:, i].exp() * precision + precision * (mu_p[:, i] - mu_q[:, i]) ** 2 + log_var_p[:, i] - log_var_q[:, i]
    return 0.5 * (total - mu_q.shape[1])

def kl_divergence__right_5(mu_q, log_var_q, mu_p, log_var_p):
    d = mu_q.size(1)
    trace = (log_var_q - log_var_p).exp().sum(1)
    mahalanobis = ((mu_p - mu_q) * torch.exp(-0.5 * log_var_p)).square().sum(1)
    return 0.5 * (trace + mahalanobis - d + log_var_p.sum(1) - log_var_q.sum(1))

def kl_divergence__wrong_reversed(mu_q, log_var_q, mu_p, log_var_p):
    q = Normal(mu_q, torch.exp(0.5 * log_var_q))
    p = Normal(mu_p, torch.exp(0.5 * log_var_p))
    return kl_of(p, q).sum(1)

def kl_divergence__wrong_standard_prior(mu_q, log_var_q, mu_p, log_var_p):
    return -0.5 * torch.sum(1 + log_var_q - mu_q.pow(2) - log_var_q.exp(), dim=1)

def kl_divergence__wrong_log_sigma(mu_q, log_var_q, mu_p, log_var_p):
    return kl_of(Normal(mu_q, log_var_q.exp()), Normal(mu_p, log_var_p.exp())).sum(1)

def kl_divergence__wrong_mean(mu_q, log_var_q, mu_p, log_var_p):
    v_q, v_p = log_var_q.exp(), log_var_p.exp()
    return torch.mean(0.5 * (v_q / v_p + (mu_q - mu_p) ** 2 / v_p - 1 + torch.log(v_p / v_q)), dim=1)

def kl_divergence__wrong_logs_not_halved(mu_q, log_var_q, mu_p, log_var_p):
    v_q, v_p = log_var_q.exp(), log_var_p.exp()
    return (torch.log(v_p) - torch.log(v_q) + (v_q + (mu_q - mu_p) ** 2) / (2 * v_p) - 0.5).sum(1)

def kl_divergence__wrong_no_one(mu_q, log_var_q, mu_p, log_var_p):
    s_q, s_p = torch.exp(log_var_q / 2), torch.exp(log_var_p / 2)
    return ((s_p / s_q).log() + (s_q**2 + (mu_q - mu_p) ** 2) / (2 * s_p**2)).sum(1)

def kl_divergence__wrong_one_draw(mu_q, log_var_q, mu_p, log_var_p):
    q = Normal(mu_q, torch.exp(0.5 * log_var_q))
    z = q.rsample()
    return (q.log_prob(z) - Normal(mu_p, torch.exp(0.5 * log_var_p)).log_prob(z)).sum(1)

def kl_divergence__wrong_mean_of_all(mu_q, log_var_q, mu_p, log_var_p):
    return kl_of(Normal(mu_q, log_var_q.div(2).exp()), Normal(mu_p, log_var_p.div(2).exp())).mean()

def kl_divergence__wrong_other_1(mu_q, log_var_q, mu_p, log_var_p):
    v_q, v_p = log_var_q.exp(), log_var_p.exp()
    return (v_q / v_p + (mu_q - mu_p) ** 2 / v_p + log_var_p - log_var_q).sum(1)

def kl_divergence__wrong_other_2(mu_q, log_var_q, mu_p, log_var_p):
    return (mu_q - mu_p).pow(2).sum(1)

def kl_divergence__right_6(mu_q: torch.Tensor, log_var_q: torch.Tensor, mu_p: torch.Tensor, log_var_p: torch.Tensor) -> torch.Tensor:
    """KL(q || p)."""
    inv = torch.exp(-log_var_p)
    diff = mu_q - mu_p
    quad = torch.einsum("bd,bd,bd->b", diff, inv, diff)
    tr = torch.einsum("bd,bd->b", torch.exp(log_var_q), inv)
    return 0.5 * (quad + tr - latent + log_var_p.sum(-1) - log_var_q.sum(-1))

def kl_divergence__right_7(mu_q, log_var_q, mu_p, log_var_p):
    kl = F.mse_loss(mu_q, mu_p, reduction="none") * torch.exp(-log_var_p)
    kl += torch.exp(log_var_q - log_var_p)
    kl -= 1 + log_var_q - log_var_p
    return kl.mul(0.5).sum(axis=1)

def kl_divergence__wrong_other_3(mu_q, log_var_q, mu_p, log_var_p):
    return 0.5 * (torch.exp(log_var_q - log_var_p) + (mu_q + mu_p)**2 / torch.exp(log_var_p) - 1 - log_var_q + log_var_p).sum(1)
