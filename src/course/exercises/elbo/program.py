# Kingma & Welling 2013, https://arxiv.org/abs/1312.6114
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets
from torchvision.utils import save_image

lr = 0.001
latent = 8
hidden = 256
batch_size = 128
torch.manual_seed(1)

mnist = datasets.MNIST("data", train=True, download=True)
images = mnist.data.view(-1, 784) / 255  # [60000, 784] in [0, 1]
loader = DataLoader(images, batch_size, shuffle=True, drop_last=True)

encoder = nn.Sequential(nn.Linear(784, hidden), nn.ReLU(), nn.Linear(hidden, 2 * latent))
decoder = nn.Sequential(nn.Linear(latent, hidden), nn.ReLU(), nn.Linear(hidden, 784))
optimiser = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], lr=lr)

def negative_elbo(x, encoder, decoder):
    # x: [batch, pixels] in [0, 1]. encoder(x): [batch, 2 * latent], first mu, then log_var, the logarithm of the variance.
    # decoder(z): [batch, pixels], the logits of Bernoulli pixels. The prior is N(0, I).
    # Return one number in nats: the mean over the batch of -ELBO, with one draw of z for each image and the KL in closed form.
    # Name its two terms, which become curves, reconstruction and kl; both are means over the batch.
    raise NotImplementedError("Write this function.")

for x in loader:  # one epoch; a real run has several
    loss = negative_elbo(x, encoder, decoder)
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()

with torch.no_grad():
    pictures = decoder(torch.randn(100, latent)).sigmoid()
save_image(pictures.view(-1, 1, 28, 28), "samples.png", nrow=10)
