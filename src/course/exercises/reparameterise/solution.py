import torch

def reparameterise(mu, log_var):
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * torch.randn_like(mu)
