# A VAE with Bernoulli pixels or Gaussian ones, whose sigma is trained: Kingma & Welling 2013, https://arxiv.org/abs/1312.6114
import math

import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets
from torchvision.utils import save_image

gaussian = 1  # 1: Gaussian pixels; 0: Bernoulli pixels
beta = 1.0
lr = 0.003
latent = 8
hidden = 256
batch_size = 128
torch.manual_seed(1)

mnist = datasets.MNIST("data", train=True, download=True)
images = mnist.data.view(-1, 784) / 255  # [60000, 784] in [0, 1]
loader = DataLoader(images, batch_size, shuffle=True, drop_last=True)

encoder = nn.Sequential(nn.Linear(784, hidden), nn.ReLU(), nn.Linear(hidden, 2 * latent))
decoder = nn.Sequential(nn.Linear(latent, hidden), nn.ReLU(), nn.Linear(hidden, 784))
log_sigma = nn.Parameter(torch.tensor(-1.0))
optimiser = torch.optim.Adam([*encoder.parameters(), *decoder.parameters(), log_sigma], lr=lr)

def bernoulli_log_likelihood(x, logits):
    # x: [batch, pixels] in [0, 1], grey pixels as they are; logits: [batch, pixels]: the probability of ink is sigmoid(logits).
    # Return log p(x) for each image in nats: [batch], the sum over pixels. It must be right for logits of 200 and -200, too.
    raise NotImplementedError("Write this function.")

def gaussian_log_likelihood(x, mean, log_sigma):
    # x and mean: [batch, pixels]; log_sigma: one number, the logarithm of the standard deviation of every pixel.
    # Return the log density of x for each image in nats, with all constants: [batch], the sum over pixels.
    raise NotImplementedError("Write this function.")

for x in loader:  # one epoch; a real run has several
    mu, log_var = encoder(x).chunk(2, 1)
    output = decoder(mu + torch.exp(0.5 * log_var) * torch.randn_like(mu))
    if gaussian:
        reconstruction = -gaussian_log_likelihood(x, output.sigmoid(), log_sigma).mean()
    else:
        reconstruction = -bernoulli_log_likelihood(x, output).mean()
    kl = 0.5 * (mu**2 + log_var.exp() - log_var - 1).sum(1).mean()
    optimiser.zero_grad()
    (reconstruction + beta * kl).backward()
    optimiser.step()

with torch.no_grad():
    pictures = decoder(torch.randn(100, latent)).sigmoid()
save_image(pictures.view(-1, 1, 28, 28), "samples.png", nrow=10)
