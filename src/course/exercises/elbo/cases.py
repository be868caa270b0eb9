import torch
import torch.nn.functional as F
from torch import nn
from torch.distributions import Normal, kl_divergence

def negative_elbo__right_1(x, encoder, decoder):
    h = encoder(x)
    latent = h.shape[1] // 2
    q = Normal(h[:, :latent], torch.exp(0.5 * h[:, latent:]))
    p = Normal(torch.zeros(latent), torch.ones(latent))
    kl = kl_divergence(q, p).sum(1).mean()
    reconstruction = F.binary_cross_entropy_with_logits(decoder(q.rsample()), x, reduction="sum") / len(x)
    return reconstruction + kl

def negative_elbo__right_2(x, encoder, decoder):
    mu, log_var = torch.chunk(encoder(x), 2, dim=-1)
    std = log_var.mul(0.5).exp()
    eps = torch.randn(std.shape)
    recon = decoder(eps * std + mu)
    BCE = nn.BCEWithLogitsLoss(reduction="sum")(recon, x)
    KLD = -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())
    return (BCE + KLD) / x.size(0)

def negative_elbo__right_3(x, encoder, decoder):
    out = encoder(x)
    mu, log_var = out.split(out.shape[1] // 2, dim=1)
    z = torch.normal(mu, (log_var / 2).exp())
    logits = decoder(z)
    log_likelihood = (x * F.logsigmoid(logits) + (1 - x) * F.logsigmoid(-logits)).sum(1)
    kl = 0.5 * torch.sum(mu**2 + torch.exp(log_var) - log_var - 1, dim=1)
    elbo = log_likelihood - kl
    return -elbo.mean()

def negative_elbo__right_4(x, encoder, decoder):
    mu, log_var = encoder(x).chunk(2, dim=1)
    sigma = torch.exp(log_var).sqrt()
    z = mu - sigma * torch.randn_like(sigma)
    logits = decoder(z)
    total = 0
    for i in range(batch_size):
        total = total + (F.softplus(logits[i]) - x[i] * logits[i]).sum()
    for j in range(latent):
        total = total + (0.5 * (mu[:, j] ** 2 + sigma[:, j] ** 2 - 1) - torch.log(sigma[:, j])).sum()
    return total / batch_size

def negative_elbo__wrong_mean_over_pixels(x, encoder, decoder):
    mu, log_var = encoder(x).chunk(2, 1)
    z = torch.normal(mu, torch.exp(0.5 * log_var))
    kl = torch.mean(-0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp(), dim=1))
    return F.binary_cross_entropy_with_logits(decoder(z), x) + kl

def negative_elbo__wrong_mean_over_pixels_kl_summed(x, encoder, decoder):
    mu, log_var = encoder(x).chunk(2, 1)
    z = mu + torch.randn_like(mu) * log_var.div(2).exp()
    return nn.BCEWithLogitsLoss()(decoder(z), x) - 0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())

def negative_elbo__wrong_sums(x, encoder, decoder):
    mu, log_var = encoder(x).chunk(2, 1)
    q = Normal(mu, torch.exp(log_var / 2))
    kl = kl_divergence(q, Normal(torch.zeros_like(mu), torch.ones_like(mu))).sum()
    return F.binary_cross_entropy_with_logits(decoder(q.rsample()), x, reduction="sum") + kl

def negative_elbo__wrong_draw_detached(x, encoder, decoder):
    mu, log_var = encoder(x).chunk(2, 1)
    z = Normal(mu, torch.exp(0.5 * log_var)).sample()
    logits = decoder(z)
    reconstruction = (F.softplus(logits) - x * logits).sum(1)
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(1)
    return (reconstruction + kl).mean()

def negative_elbo__wrong_kl_subtracted(x, encoder, decoder):
    mu, log_var = encoder(x).chunk(2, 1)
    z = torch.normal(mu, torch.exp(0.5 * log_var))
    reconstruction = F.binary_cross_entropy_with_logits(decoder(z), x, reduction="sum") / x.shape[0]
    kl = 0.5 * torch.sum(1 + log_var - mu**2 - torch.exp(log_var)) / x.shape[0]
    return reconstruction + kl

def negative_elbo__wrong_no_draw(x, encoder, decoder):
    mu, log_var = encoder(x).chunk(2, 1)
    logits = decoder(mu)
    return (F.softplus(logits) - x * logits).sum(1).mean() - 0.5 * (1 + log_var - mu**2 - log_var.exp()).sum(1).mean()

def negative_elbo__wrong_log_sigma(x, encoder, decoder):
    mu, log_sigma = encoder(x).chunk(2, 1)
    q = Normal(mu, log_sigma.exp())
    kl = kl_divergence(q, Normal(torch.zeros(8), torch.ones(8))).sum(1)
    return (F.binary_cross_entropy_with_logits(decoder(q.rsample()), x, reduction="none").sum(1) + kl).mean()

def negative_elbo__wrong_other_1(x, encoder, decoder):
    mu, log_var = encoder(x).chunk(2, 1)
    z = mu + torch.exp(log_var) * torch.randn_like(mu)
    kl = -0.5 * torch.mean(1 + log_var - mu**2 - log_var.exp())
    return F.binary_cross_entropy_with_logits(decoder(z), x) + kl

def negative_elbo__wrong_other_2(x, encoder, decoder):
    mu, log_var = encoder(x).chunk(2, 1)
    z = mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)
    return F.mse_loss(decoder(z), x, reduction="sum") / len(x) + 0.5 * (mu**2 + log_var.exp() - log_var - 1).sum(1).mean()

def negative_elbo__right_5(x, encoder, decoder):
    h = encoder(x)
    mu, log_var = h[:, :latent], h[:, latent:]
    z = mu + torch.exp(0.5 * log_var) * torch.randn(batch_size, latent)
    reconstruction = F.binary_cross_entropy_with_logits(decoder(z), x, reduction="sum") / batch_size
    kl = -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp()) / batch_size
    return reconstruction + kl

def negative_elbo__right_6(x, encoder, decoder):
    mu, log_var = encoder(x).view(batch_size, 2, latent).unbind(1)
    z = torch.empty(batch_size, latent).normal_() * log_var.mul(0.5).exp() + mu
    logits = decoder(z)
    reconstruction = (F.softplus(logits) - x * logits).sum(-1).mean(0)
    kl = (0.5 * (mu.pow(2) + log_var.exp() - 1 - log_var)).sum(-1).mean(0)
    loss = reconstruction
    loss += kl
    return loss

def negative_elbo__right_7(x, encoder, decoder):
    def sample(mu, log_var):
        return torch.stack([m + torch.exp(0.5 * v) * torch.randn(latent) for m, v in zip(mu, log_var)])
    mu, log_var = encoder(x).chunk(2, 1)
    logits = decoder(sample(mu, log_var))
    losses = []
    for i in range(batch_size):
        reconstruction = F.binary_cross_entropy_with_logits(logits[i], x[i], reduction="sum")
        kl = 0.5 * (mu[i] ** 2 + log_var[i].exp() - log_var[i] - 1).sum()
        losses.append(reconstruction + kl)
    return sum(losses) / len(losses)

def negative_elbo__wrong_kl_estimated(x, encoder, decoder):
    mu, log_var = encoder(x).chunk(2, 1)
    q = Normal(mu, torch.exp(0.5 * log_var))
    z = q.rsample()
    p = Normal(torch.zeros(latent), torch.ones(latent))
    kl = (q.log_prob(z) - p.log_prob(z)).sum(1).mean()
    return F.binary_cross_entropy_with_logits(decoder(z), x, reduction="none").sum(1).mean() + kl

def negative_elbo__wrong_one_noise_for_all(x, encoder, decoder):
    mu, log_var = encoder(x).chunk(2, 1)
    z = mu + torch.exp(0.5 * log_var) * torch.randn(latent)
    return F.binary_cross_entropy_with_logits(decoder(z), x, reduction="none").sum(1).mean() + 0.5 * (mu**2 + log_var.exp() - log_var - 1).sum(1).mean()

def negative_elbo__wrong_kl_detached(x, encoder, decoder):
    mu, log_var = encoder(x).chunk(2, 1)
    z = mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)
    return F.binary_cross_entropy_with_logits(decoder(z), x, reduction="none").sum(1).mean() + 0.5 * (mu**2 + log_var.exp() - log_var - 1).sum(1).mean().detach()

def negative_elbo__wrong_other_3(x, encoder, decoder):
    mu, log_var = encoder(x).chunk(2, 1)
    sigma = torch.exp(0.5 * log_var)
    z = mu + sigma * torch.randn_like(mu)
    kl = 0.5 * (mu**2 + sigma - torch.log(sigma) - 1).sum(1).mean()
    return F.binary_cross_entropy_with_logits(decoder(z), x, reduction="none").sum(1).mean() + kl

def negative_elbo__refused_no_sigmoid(x, encoder, decoder):
    mu, log_var = encoder(x).chunk(2, 1)
    z = mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)
    kl = 0.5 * (mu**2 + log_var.exp() - log_var - 1).sum(1).mean()
    return F.binary_cross_entropy(decoder(z), x, reduction="none").sum(1).mean() + kl

def negative_elbo__wrong_arguments_swapped(x, encoder, decoder):
    mu, log_var = encoder(x).chunk(2, 1)
    z = mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)
    reconstruction = F.binary_cross_entropy_with_logits(x, decoder(z), reduction="sum") / len(x)
    return reconstruction - 0.5 * (1 + log_var - mu**2 - log_var.exp()).sum(1).mean()
