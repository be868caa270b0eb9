import torch

def reparameterise__no_noise(mu, log_var):
    return mu

def reparameterise__variance_for_sigma(mu, log_var):
    return mu + log_var.exp() * torch.randn_like(mu)

def reparameterise__half_variance(mu, log_var):
    return mu + 0.5 * log_var.exp() * torch.randn_like(mu)

def reparameterise__log_for_sigma(mu, log_var):
    return mu + log_var * torch.randn_like(mu)

def reparameterise__half_log_for_sigma(mu, log_var):
    return mu + 0.5 * log_var * torch.randn_like(mu)

def reparameterise__root_of_log(mu, log_var):
    return mu + log_var.sqrt() * torch.randn_like(mu)

def reparameterise__inverse_sigma(mu, log_var):
    return mu + torch.exp(-0.5 * log_var) * torch.randn_like(mu)

def reparameterise__one_for_all(mu, log_var):
    return mu + torch.exp(0.5 * log_var) * torch.randn(mu.shape[1])

def reparameterise__one_per_image(mu, log_var):
    return mu + torch.exp(0.5 * log_var) * torch.randn(len(mu), 1)

def reparameterise__uniform_noise(mu, log_var):
    return mu + torch.exp(0.5 * log_var) * torch.rand_like(mu)

def reparameterise__no_mean(mu, log_var):
    return torch.exp(0.5 * log_var) * torch.randn_like(mu)

def reparameterise__no_scale(mu, log_var):
    return mu + torch.randn_like(mu)

def reparameterise__mean_scaled(mu, log_var):
    return torch.exp(0.5 * log_var) * (mu + torch.randn_like(mu))

def reparameterise__no_gradient(mu, log_var):
    with torch.no_grad():
        return mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)

def reparameterise__mean_detached(mu, log_var):
    return mu.detach() + torch.exp(0.5 * log_var) * torch.randn_like(mu)

def reparameterise__sigma_detached(mu, log_var):
    return mu + torch.exp(0.5 * log_var).detach() * torch.randn_like(mu)

def reparameterise__arguments_swapped(mu, log_var):
    return log_var + torch.exp(0.5 * mu) * torch.randn_like(mu)
