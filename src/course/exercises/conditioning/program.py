# A conditional VAE: Sohn et al. 2015, https://papers.nips.cc/paper/5775
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
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
loader = DataLoader(TensorDataset(images, mnist.targets), batch_size, shuffle=True, drop_last=True)

encoder = nn.Sequential(nn.Linear(784 + 10, hidden), nn.ReLU(), nn.Linear(hidden, 2 * latent))
decoder = nn.Sequential(nn.Linear(latent + 10, hidden), nn.ReLU(), nn.Linear(hidden, 784))
optimiser = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], lr=lr)

def with_class(x, labels):
    # x: [batch, n]; labels: [batch], integers from 0 to 9.
    # Return [batch, n + 10]: first x, then ten columns. The column of the label is 1 and the others are 0; label 0 has the first one.
    raise NotImplementedError("Write this function.")

for x, y in loader:  # one epoch; a real run has several
    mu, log_var = encoder(with_class(x, y)).chunk(2, 1)
    z = mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)
    logits = decoder(with_class(z, y))
    reconstruction = F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(1).mean()
    kl = 0.5 * (mu**2 + log_var.exp() - log_var - 1).sum(1).mean()
    optimiser.zero_grad()
    (reconstruction + beta * kl).backward()
    optimiser.step()

with torch.no_grad():
    y = torch.arange(100) % 10
    pictures = decoder(with_class(torch.randn(100, latent), y)).sigmoid()
save_image(pictures.view(-1, 1, 28, 28), "samples.png", nrow=10)
