# Gulrajani et al. 2017, https://arxiv.org/abs/1704.00028
import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets
from torchvision.utils import save_image

lambda_ = 10.0
critic_steps = 3
lr = 0.0002
latent = 64
hidden = 128
batch_size = 64
torch.manual_seed(1)

mnist = datasets.MNIST("data", train=True, download=True)
images = mnist.data.view(-1, 784) / 255  # [60000, 784] in [0, 1]
loader = DataLoader(images, batch_size, shuffle=True, drop_last=True)

generator = nn.Sequential(
    nn.Linear(latent, hidden), nn.BatchNorm1d(hidden), nn.ReLU(),
    nn.Linear(hidden, 2 * hidden), nn.BatchNorm1d(2 * hidden), nn.ReLU(), nn.Linear(2 * hidden, 784), nn.Tanh())
critic = nn.Sequential(
    nn.Linear(784, 2 * hidden), nn.LeakyReLU(0.2), nn.Linear(2 * hidden, hidden), nn.LeakyReLU(0.2), nn.Linear(hidden, 1))
g_optimiser = torch.optim.Adam(generator.parameters(), lr=lr, betas=(0.0, 0.9))
critic_optimiser = torch.optim.Adam(critic.parameters(), lr=lr, betas=(0.0, 0.9))

def gradient_penalty(critic, real, fake):
    # critic: [batch, 784] -> [batch, 1]; real and fake: [batch, 784].
    # Draw a point between each real image and the generated one in the same row, with one number per image, uniform on [0, 1].
    # Return one number: the mean over these points of (the length of the critic's gradient there - 1)**2.
    # It is minimised by the critic, so its own gradient must reach the critic's parameters.
    raise NotImplementedError("Write this function.")

batches = iter(loader)
for _ in range(len(loader) // critic_steps):  # one epoch; a real run has several
    for _ in range(critic_steps):
        real, fake = 2 * next(batches) - 1, generator(torch.randn(batch_size, latent)).detach()
        negative_gap = critic(fake).mean() - critic(real).mean()
        penalty = gradient_penalty(critic, real, fake)
        critic_optimiser.zero_grad()
        (negative_gap + lambda_ * penalty).backward()
        critic_optimiser.step()

    g_loss = -critic(generator(torch.randn(batch_size, latent))).mean()
    g_optimiser.zero_grad()
    g_loss.backward()
    g_optimiser.step()

generator.eval()
with torch.no_grad():
    pictures = generator(torch.randn(100, latent)) / 2 + 0.5
save_image(pictures.view(-1, 1, 28, 28), "samples.png", nrow=10)
