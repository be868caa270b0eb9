import torch
import torch.nn.functional as F

def posterior(x, encoder):
    mu, log_var = encoder(x).chunk(2, 1)
    return mu, log_var, mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)

def errors(x, logits):
    return F.binary_cross_entropy_with_logits(logits, x, reduction="none")

def kls(mu, log_var):
    return 0.5 * (mu**2 + log_var.exp() - log_var - 1)

def negative_elbo__mean_over_pixels(x, encoder, decoder):
    mu, log_var, z = posterior(x, encoder)
    return errors(x, decoder(z)).mean() + kls(mu, log_var).sum(1).mean()

def negative_elbo__mean_over_latent(x, encoder, decoder):
    mu, log_var, z = posterior(x, encoder)
    return errors(x, decoder(z)).sum(1).mean() + kls(mu, log_var).mean()

def negative_elbo__means(x, encoder, decoder):
    mu, log_var, z = posterior(x, encoder)
    return errors(x, decoder(z)).mean() + kls(mu, log_var).mean()

def negative_elbo__sums(x, encoder, decoder):
    mu, log_var, z = posterior(x, encoder)
    return errors(x, decoder(z)).sum() + kls(mu, log_var).sum()

def negative_elbo__kl_summed(x, encoder, decoder):
    mu, log_var, z = posterior(x, encoder)
    return errors(x, decoder(z)).sum(1).mean() + kls(mu, log_var).sum()

def negative_elbo__mean_over_pixels_kl_summed(x, encoder, decoder):
    mu, log_var, z = posterior(x, encoder)
    return errors(x, decoder(z)).mean() + kls(mu, log_var).sum()

def negative_elbo__per_image(x, encoder, decoder):
    mu, log_var, z = posterior(x, encoder)
    return errors(x, decoder(z)).sum(1) + kls(mu, log_var).sum(1)

def negative_elbo__positive(x, encoder, decoder):
    mu, log_var, z = posterior(x, encoder)
    return -errors(x, decoder(z)).sum(1).mean() - kls(mu, log_var).sum(1).mean()

def negative_elbo__kl_subtracted(x, encoder, decoder):
    mu, log_var, z = posterior(x, encoder)
    return errors(x, decoder(z)).sum(1).mean() - kls(mu, log_var).sum(1).mean()

def negative_elbo__reconstruction_subtracted(x, encoder, decoder):
    mu, log_var, z = posterior(x, encoder)
    return kls(mu, log_var).sum(1).mean() - errors(x, decoder(z)).sum(1).mean()

def negative_elbo__no_kl(x, encoder, decoder):
    _, _, z = posterior(x, encoder)
    return errors(x, decoder(z)).sum(1).mean()

def negative_elbo__kl_twice(x, encoder, decoder):
    mu, log_var, z = posterior(x, encoder)
    return errors(x, decoder(z)).sum(1).mean() + 2 * kls(mu, log_var).sum(1).mean()

def negative_elbo__log_var_added(x, encoder, decoder):
    mu, log_var, z = posterior(x, encoder)
    return errors(x, decoder(z)).sum(1).mean() + (kls(mu, log_var) + log_var).sum(1).mean()

def negative_elbo__no_one(x, encoder, decoder):
    mu, log_var, z = posterior(x, encoder)
    return errors(x, decoder(z)).sum(1).mean() + (kls(mu, log_var) + 0.5).sum(1).mean()

def negative_elbo__no_draw(x, encoder, decoder):
    mu, log_var = encoder(x).chunk(2, 1)
    return errors(x, decoder(mu)).sum(1).mean() + kls(mu, log_var).sum(1).mean()

def negative_elbo__variance_for_sigma(x, encoder, decoder):
    mu, log_var = encoder(x).chunk(2, 1)
    z = mu + torch.exp(log_var) * torch.randn_like(mu)
    return errors(x, decoder(z)).sum(1).mean() + kls(mu, log_var).sum(1).mean()

def negative_elbo__log_sigma(x, encoder, decoder):
    mu, log_sigma = encoder(x).chunk(2, 1)
    z = mu + torch.exp(log_sigma) * torch.randn_like(mu)
    return errors(x, decoder(z)).sum(1).mean() + kls(mu, 2 * log_sigma).sum(1).mean()

def negative_elbo__halves_swapped(x, encoder, decoder):
    log_var, mu = encoder(x).chunk(2, 1)
    z = mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)
    return errors(x, decoder(z)).sum(1).mean() + kls(mu, log_var).sum(1).mean()

def negative_elbo__draw_detached(x, encoder, decoder):
    mu, log_var, z = posterior(x, encoder)
    return errors(x, decoder(z.detach())).sum(1).mean() + kls(mu, log_var).sum(1).mean()

def negative_elbo__sigmoid_twice(x, encoder, decoder):
    mu, log_var, z = posterior(x, encoder)
    return errors(x, decoder(z).sigmoid()).sum(1).mean() + kls(mu, log_var).sum(1).mean()

def negative_elbo__no_sigmoid(x, encoder, decoder):
    mu, log_var, z = posterior(x, encoder)
    return F.binary_cross_entropy(decoder(z), x, reduction="none").sum(1).mean() + kls(mu, log_var).sum(1).mean()

def negative_elbo__squared_error(x, encoder, decoder):
    mu, log_var, z = posterior(x, encoder)
    return ((decoder(z).sigmoid() - x) ** 2).sum(1).mean() + kls(mu, log_var).sum(1).mean()

def negative_elbo__from_prior(x, encoder, decoder):
    mu, log_var = encoder(x).chunk(2, 1)
    return errors(x, decoder(torch.randn_like(mu))).sum(1).mean() + kls(mu, log_var).sum(1).mean()

def negative_elbo__one_noise_for_all(x, encoder, decoder):
    mu, log_var = encoder(x).chunk(2, 1)
    z = mu + torch.exp(0.5 * log_var) * torch.randn(mu.shape[1])
    return errors(x, decoder(z)).sum(1).mean() + kls(mu, log_var).sum(1).mean()

def negative_elbo__kl_estimated(x, encoder, decoder):
    mu, log_var, z = posterior(x, encoder)
    kl = 0.5 * (z**2 - (z - mu) ** 2 / log_var.exp() - log_var)
    return errors(x, decoder(z)).sum(1).mean() + kl.sum(1).mean()

def negative_elbo__kl_detached(x, encoder, decoder):
    mu, log_var, z = posterior(x, encoder)
    return errors(x, decoder(z)).sum(1).mean() + kls(mu, log_var).sum(1).mean().detach()

def negative_elbo__arguments_swapped(x, encoder, decoder):
    mu, log_var, z = posterior(x, encoder)
    return errors(decoder(z), x).sum(1).mean() + kls(mu, log_var).sum(1).mean()
