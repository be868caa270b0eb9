# An importance-weighted autoencoder: Burda et al. 2016, https://arxiv.org/abs/1509.00519
import math

import torch
import torch.nn.functional as F
from torch import nn
from torch.distributions import Normal
from torch.utils.data import DataLoader
from torchvision import datasets
from torchvision.utils import save_image

samples = 5  # K
lr = 0.001
latent = 8
hidden = 128
batch_size = 64
torch.manual_seed(1)

mnist = datasets.MNIST("data", train=True, download=True)
images = mnist.data.view(-1, 784) / 255  # [60000, 784] in [0, 1]
loader = DataLoader(images, batch_size, shuffle=True, drop_last=True)

encoder = nn.Sequential(nn.Linear(784, hidden), nn.ReLU(), nn.Linear(hidden, 2 * latent))
decoder = nn.Sequential(nn.Linear(latent, hidden), nn.ReLU(), nn.Linear(hidden, 784))
optimiser = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], lr=lr)
prior = Normal(torch.zeros(latent), torch.ones(latent))

def bound(log_w):
    # log_w: [batch, K], for each image the logarithms in nats of K importance weights p(x, z) / q(z | x).
    # Return one number: the mean over the batch of log((w_1 + ... + w_K) / K).
    # It must be right for log weights near -600, too, where exp(-600) is 0 in single precision.
    raise NotImplementedError("Write this function.")

for x in loader:  # one epoch; a real run has several
    mu, log_var = encoder(x).chunk(2, 1)
    sigma = torch.exp(0.5 * log_var)
    q = Normal(mu[:, None], sigma[:, None])  # [batch, 1, latent]: K draws share it
    z = mu[:, None] + sigma[:, None] * torch.randn(batch_size, samples, latent)  # [batch, K, latent]
    logits = decoder(z)  # [batch, K, 784]
    log_likelihood = -F.binary_cross_entropy_with_logits(logits, x[:, None].expand_as(logits), reduction="none").sum(2)
    log_w = log_likelihood + prior.log_prob(z).sum(2) - q.log_prob(z).sum(2)
    negative_bound = -bound(log_w)
    optimiser.zero_grad()
    negative_bound.backward()
    optimiser.step()

with torch.no_grad():
    pictures = decoder(torch.randn(100, latent)).sigmoid()
save_image(pictures.view(-1, 1, 28, 28), "samples.png", nrow=10)
