/** A small program, for tests. */

/** A VAE whose KL has a weight, a setting that changes during a run. */
export const SMALL_VAE = `import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets
from torchvision.utils import save_image

beta = 2.0
hidden = 8
images = datasets.MNIST("data", train=True, download=True).data.view(-1, 784) / 255
loader = DataLoader(images, 16, shuffle=True, drop_last=True)
encoder = nn.Sequential(nn.Linear(784, hidden), nn.ReLU(), nn.Linear(hidden, 4))
decoder = nn.Sequential(nn.Linear(2, hidden), nn.ReLU(), nn.Linear(hidden, 784), nn.Sigmoid())
optimiser = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], lr=0.001)
for x in loader:
    mu, log_var = encoder(x).chunk(2, 1)
    z = mu + (0.5 * log_var).exp() * torch.randn_like(mu)
    error = ((decoder(z) - x)**2).sum(1).mean()
    kl = 0.5 * (mu**2 + log_var.exp() - log_var - 1).sum(1).mean()
    optimiser.zero_grad()
    (error + beta * kl).backward()
    optimiser.step()
save_image(decoder(torch.randn(100, 2)), "samples.png")
`;
