# Goodfellow et al. 2014, https://arxiv.org/abs/1406.2661
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets
from torchvision.utils import save_image

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

def discriminator_loss(discriminator, generator, x, z):
    # x: real images, [batch, 784]; z: noise, [batch, latent]. D is the sigmoid of the discriminator's output.
    # Return one number: the mean of -log D(x) plus the mean of -log(1 - D(G(z))).
    # Its gradient reaches the discriminator, through both terms, and does not reach the generator.
    raise NotImplementedError("Write this function.")

def generator_loss(discriminator, generator, z):
    # Return one number: the mean of -log D(G(z)). Its gradient reaches the generator.
    # It also reaches the discriminator, where d_optimiser.zero_grad() deletes it.
    raise NotImplementedError("Write this function.")

for x in loader:  # one epoch; a real run has several
    d_loss = discriminator_loss(discriminator, generator, 2 * x - 1, torch.randn(batch_size, latent))
    d_optimiser.zero_grad()
    d_loss.backward()
    d_optimiser.step()

    g_loss = generator_loss(discriminator, generator, torch.randn(batch_size, latent))
    g_optimiser.zero_grad()
    g_loss.backward()
    g_optimiser.step()

generator.eval()
with torch.no_grad():
    pictures = generator(torch.randn(100, latent)) / 2 + 0.5
save_image(pictures.view(-1, 1, 28, 28), "samples.png", nrow=10)
