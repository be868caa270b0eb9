# Goodfellow et al. 2014, https://arxiv.org/abs/1406.2661
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets
from torchvision.utils import save_image

saturating = 0  # 1: the generator minimises log(1 - D) instead
lr = 0.0005
latent = 64
hidden = 128
batch_size = 128
torch.manual_seed(1)

mnist = datasets.MNIST("data", train=True, download=True)
images = mnist.data.view(-1, 784) / 255  # [60000, 784] in [0, 1]
loader = DataLoader(images, batch_size, shuffle=True, drop_last=True)

generator = nn.Sequential(
    nn.Linear(latent, hidden), nn.BatchNorm1d(hidden), nn.ReLU(),
    nn.Linear(hidden, 2 * hidden), nn.BatchNorm1d(2 * hidden), nn.ReLU(), nn.Linear(2 * hidden, 784), nn.Tanh())
discriminator = nn.Sequential(  # [batch, 1]: the logit of D, the probability that an image is real
    nn.Linear(784, 2 * hidden), nn.LeakyReLU(0.2), nn.Dropout(0.3),
    nn.Linear(2 * hidden, hidden), nn.LeakyReLU(0.2), nn.Dropout(0.3), nn.Linear(hidden, 1))
g_optimiser = torch.optim.Adam(generator.parameters(), lr=lr, betas=(0.5, 0.999))
d_optimiser = torch.optim.Adam(discriminator.parameters(), lr=lr, betas=(0.5, 0.999))

# Logits are [batch, 1]. They may be as large as 120 in either direction: nothing may overflow.

def discriminator_loss(real_logits, fake_logits):
    # Return one number: the mean of -log D over the real images plus the mean of -log(1 - D) over the generated ones.
    raise NotImplementedError("Write this function.")

def minimax_generator_loss(fake_logits):
    # Return one number: the generator's part of the minimax game, the mean of log(1 - D). It is minimised.
    raise NotImplementedError("Write this function.")

def non_saturating_generator_loss(fake_logits):
    # Return one number: the mean of -log D. It is minimised.
    raise NotImplementedError("Write this function.")

for x in loader:  # one epoch; a real run has several
    fake = generator(torch.randn(batch_size, latent)).detach()
    d_loss = discriminator_loss(discriminator(2 * x - 1), discriminator(fake))
    d_optimiser.zero_grad()
    d_loss.backward()
    d_optimiser.step()

    logits = discriminator(generator(torch.randn(batch_size, latent)))
    g_loss = minimax_generator_loss(logits) if saturating else non_saturating_generator_loss(logits)
    g_optimiser.zero_grad()
    g_loss.backward()
    g_optimiser.step()

generator.eval()
with torch.no_grad():
    pictures = generator(torch.randn(100, latent)) / 2 + 0.5
save_image(pictures.view(-1, 1, 28, 28), "samples.png", nrow=10)
