import torch
from torch.distributions import Normal

def reparameterise__right_1(mu, log_var):
    eps = torch.randn(mu.shape)
    return eps * (log_var / 2).exp() + mu

def reparameterise__right_2(mu, log_var):
    return torch.normal(mu, log_var.exp() ** 0.5)

def reparameterise__right_3(mu, log_var):
    return Normal(mu, torch.sqrt(torch.exp(log_var))).rsample()

def reparameterise__right_4(mu, log_var):
    sigma = torch.exp(log_var).sqrt()
    return mu - sigma * torch.randn_like(sigma)

def reparameterise__wrong_variance_for_sigma(mu, log_var):
    return torch.normal(mu, torch.exp(log_var))

def reparameterise__wrong_no_gradient(mu, log_var):
    return Normal(mu, torch.exp(0.5 * log_var)).sample()

def reparameterise__wrong_one_for_all(mu, log_var):
    eps = torch.randn(1, mu.size(1))
    return mu + eps * (log_var / 2).exp()

def reparameterise__wrong_log_for_sigma(mu, log_var):
    z = torch.randn(mu.size()) * log_var
    return z + mu

def reparameterise__wrong_no_noise(mu, log_var):
    eps = torch.zeros_like(mu)
    return mu + eps * torch.exp(0.5 * log_var)

def reparameterise__wrong_uniform_noise(mu, log_var):
    return mu + torch.rand(mu.shape) * torch.exp(log_var / 2)

def reparameterise__right_5(mu: torch.Tensor, log_var: torch.Tensor) -> torch.Tensor:
    """Draws z with the reparameterisation trick."""
    std = torch.exp(log_var / 2)
    eps = torch.empty_like(std).normal_()
    return eps.mul(std).add_(mu)

def reparameterise__right_6(mu, log_var):
    eps = torch.randn(latent, batch_size).T
    return mu + eps * torch.exp(0.5 * log_var)

def reparameterise__right_7(mu, log_var):
    columns = []
    for j in range(mu.shape[1]):
        eps = torch.randn(mu.shape[0])
        columns.append(mu[:, j] + torch.exp(0.5 * log_var[:, j]) * eps)
    return torch.stack(columns, dim=1)

def reparameterise__right_8(mu, log_var):
    eps = torch.zeros(batch_size, latent)
    for i in range(batch_size):
        eps[i] = torch.randn(latent)
    return mu + eps * torch.exp(0.5 * log_var)

def reparameterise__right_9(mu, log_var):
    eps = torch.normal(0.0, 1.0, size=mu.shape)
    return torch.addcmul(mu, eps, torch.exp(0.5 * log_var))

def reparameterise__wrong_mean_detached(mu, log_var):
    return mu.detach() + torch.exp(0.5 * log_var) * torch.randn_like(mu)

def reparameterise__wrong_half_variance(mu, log_var):
    eps = torch.randn_like(mu)
    return mu + 0.5 * torch.exp(log_var) * eps

def reparameterise__wrong_variance_for_sigma_2(mu, log_var):
    eps = torch.randn(latent, batch_size).T
    return mu + torch.exp(log_var) * eps

def reparameterise__wrong_other(mu, log_var):
    eps = torch.randn_like(mu)
    return mu + eps * torch.sqrt(1 + torch.exp(log_var))

def reparameterise__wrong_arguments_swapped(mu, log_var):
    std = mu.mul(0.5).exp()
    return torch.randn_like(std) * std + log_var
