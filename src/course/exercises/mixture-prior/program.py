# A VAE whose prior is a mixture of Gaussians with trained means and variances.
import math

import torch
import torch.nn.functional as F
from torch import nn
from torch.distributions import Normal
from torch.utils.data import DataLoader
from torchvision import datasets
from torchvision.utils import save_image

components = 10  # K
lr = 0.002
latent = 2
hidden = 256
batch_size = 128
torch.manual_seed(1)

mnist = datasets.MNIST("data", train=True, download=True)
images = mnist.data.view(-1, 784) / 255  # [60000, 784] in [0, 1]
loader = DataLoader(images, batch_size, shuffle=True, drop_last=True)

encoder = nn.Sequential(nn.Linear(784, hidden), nn.ReLU(), nn.Linear(hidden, 2 * latent))
decoder = nn.Sequential(nn.Linear(latent, hidden), nn.ReLU(), nn.Linear(hidden, 784))
means = nn.Parameter(torch.randn(components, latent))
log_vars = nn.Parameter(torch.full((components, latent), -1.0))
optimiser = torch.optim.Adam([*encoder.parameters(), *decoder.parameters(), means, log_vars], lr=lr)

def log_prior(z, means, log_vars):
    # z: [batch, d]; means and log_vars: [K, d], the logarithms of the variances.
    # The K Gaussians have independent dimensions and the weight 1/K each.
    # Return log p(z) for each row of z in nats, with all constants: [batch].
    # It must be right for z far from all means, too, where each density is 0 in single precision.
    raise NotImplementedError("Write this function.")

for x in loader:  # one epoch; a real run has several
    mu, log_var = encoder(x).chunk(2, 1)
    sigma = torch.exp(0.5 * log_var)
    z = mu + sigma * torch.randn_like(mu)
    reconstruction = F.binary_cross_entropy_with_logits(decoder(z), x, reduction="none").sum(1).mean()
    kl = (Normal(mu, sigma).log_prob(z).sum(1) - log_prior(z, means, log_vars)).mean()  # estimated with one draw
    optimiser.zero_grad()
    (reconstruction + kl).backward()
    optimiser.step()

with torch.no_grad():
    k = torch.randint(components, (100,))
    z = means[k] + torch.exp(0.5 * log_vars[k]) * torch.randn(100, latent)
    pictures = decoder(z).sigmoid()
save_image(pictures.view(-1, 1, 28, 28), "samples.png", nrow=10)
