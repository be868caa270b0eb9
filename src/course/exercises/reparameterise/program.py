# Kingma & Welling 2013, https://arxiv.org/abs/1312.6114
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets
from torchvision.utils import save_image

beta = 1.0
lr = 0.001
latent = 2
hidden = 256
batch_size = 128
torch.manual_seed(1)

mnist = datasets.MNIST("data", train=True, download=True)
images = mnist.data.view(-1, 784) / 255  # [60000, 784] in [0, 1]
loader = DataLoader(images, batch_size, shuffle=True, drop_last=True)

encoder = nn.Sequential(nn.Linear(784, hidden), nn.ReLU(), nn.Linear(hidden, 2 * latent))
decoder = nn.Sequential(nn.Linear(latent, hidden), nn.ReLU(), nn.Linear(hidden, 784))
optimiser = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], lr=lr)

def reparameterise(mu, log_var):
    # mu and log_var: [batch, latent], the logarithm of the variance.
    # Return a draw from N(mu, exp(log_var)) for each image, as a function of mu and log_var.
    raise NotImplementedError("Write this function.")

for x in loader:  # one epoch; a real run has several
    mu, log_var = encoder(x).chunk(2, dim=1)
    z = reparameterise(mu, log_var)
    reconstruction = F.binary_cross_entropy_with_logits(decoder(z), x, reduction="none").sum(dim=1).mean()
    kl = 0.5 * (mu**2 + log_var.exp() - log_var - 1).sum(dim=1).mean()
    optimiser.zero_grad()
    (reconstruction + beta * kl).backward()
    optimiser.step()

with torch.no_grad():
    pictures = decoder(torch.randn(100, latent)).sigmoid()
save_image(pictures.view(-1, 1, 28, 28), "samples.png", nrow=10)
