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
