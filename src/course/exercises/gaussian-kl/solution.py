import torch

def kl_divergence(mu_q, log_var_q, mu_p, log_var_p):
    ratio = torch.exp(log_var_q - log_var_p)
    distance = (mu_q - mu_p) ** 2 / torch.exp(log_var_p)
    return 0.5 * (ratio + distance - 1 - log_var_q + log_var_p).sum(1)
