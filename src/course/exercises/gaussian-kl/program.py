# A VAE whose prior depends on the class, as the prior network of Sohn et al. 2015, https://papers.nips.cc/paper/5775
# There, encoder and decoder get the class, too.
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
from torchvision import datasets
from torchvision.utils import save_image

beta = 1.0
lr = 0.002
latent = 2
hidden = 256
batch_size = 128
torch.manual_seed(1)

mnist = datasets.MNIST("data", train=True, download=True)
images = mnist.data.view(-1, 784) / 255  # [60000, 784] in [0, 1]
loader = DataLoader(TensorDataset(images, mnist.targets), batch_size, shuffle=True, drop_last=True)

encoder = nn.Sequential(nn.Linear(784, hidden), nn.ReLU(), nn.Linear(hidden, 2 * latent))
decoder = nn.Sequential(nn.Linear(latent, hidden), nn.ReLU(), nn.Linear(hidden, 784))
prior = nn.Sequential(nn.Linear(10, hidden), nn.ReLU(), nn.Linear(hidden, 2 * latent))  # a Gaussian for each class
optimiser = torch.optim.Adam([*encoder.parameters(), *decoder.parameters(), *prior.parameters()], lr=lr)

def kl_divergence(mu_q, log_var_q, mu_p, log_var_p):
    # All four are [batch, latent]; log_var is the logarithm of the variance.
    # q = N(mu_q, exp(log_var_q)) is the encoder's Gaussian, p = N(mu_p, exp(log_var_p)) the prior; their dimensions are independent.
    # Return KL(q || p) for each image in nats, in closed form: [batch], the sum over latent dimensions.
    raise NotImplementedError("Write this function.")

for x, y in loader:  # one epoch; a real run has several
    mu_p, log_var_p = prior(F.one_hot(y, 10).float()).chunk(2, 1)
    mu, log_var = encoder(x).chunk(2, 1)
    z = mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)
    reconstruction = F.binary_cross_entropy_with_logits(decoder(z), x, reduction="none").sum(1).mean()
    kl = kl_divergence(mu, log_var, mu_p, log_var_p).mean()
    optimiser.zero_grad()
    (reconstruction + beta * kl).backward()
    optimiser.step()

with torch.no_grad():
    y = torch.arange(100) % 10
    mu_p, log_var_p = prior(F.one_hot(y, 10).float()).chunk(2, 1)
    pictures = decoder(mu_p + torch.exp(0.5 * log_var_p) * torch.randn(100, latent)).sigmoid()
save_image(pictures.view(-1, 1, 28, 28), "samples.png", nrow=10)
