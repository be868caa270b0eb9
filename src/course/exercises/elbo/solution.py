import torch
import torch.nn.functional as F

def negative_elbo(x, encoder, decoder):
    mu, log_var = encoder(x).chunk(2, 1)
    z = mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)
    reconstruction = F.binary_cross_entropy_with_logits(decoder(z), x, reduction="none").sum(1).mean()
    kl = 0.5 * (mu**2 + log_var.exp() - log_var - 1).sum(1).mean()
    return reconstruction + kl
