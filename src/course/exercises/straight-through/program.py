# Bengio et al. 2013, https://arxiv.org/abs/1308.3432
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets
from torchvision.utils import save_image

lr = 0.005
bits = 32
hidden = 256
batch_size = 128
torch.manual_seed(1)

mnist = datasets.MNIST("data", train=True, download=True)
images = mnist.data.view(-1, 784) / 255  # [60000, 784] in [0, 1]
loader = DataLoader(images, batch_size, shuffle=True, drop_last=True)

encoder = nn.Sequential(nn.Linear(784, hidden), nn.ReLU(), nn.Linear(hidden, bits))
decoder = nn.Sequential(nn.Linear(bits, hidden), nn.ReLU(), nn.Linear(hidden, 784))
optimiser = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], lr=lr)

def binarise(logits):
    # logits: [batch, bits].
    # Return the bits, [batch, bits]: 1.0 where the logit is above 0, and 0.0 elsewhere.
    # Their gradient with respect to the logits is that of sigmoid(logits).
    raise NotImplementedError("Write this function.")

for x in loader:  # one epoch; a real run has several
    code = binarise(encoder(x))
    reconstruction = F.binary_cross_entropy_with_logits(decoder(code), x, reduction="none").sum(1).mean()
    optimiser.zero_grad()
    reconstruction.backward()
    optimiser.step()

with torch.no_grad():
    codes = (torch.randn(100, bits) > 0).float()
    pictures = decoder(codes).sigmoid()
save_image(pictures.view(-1, 1, 28, 28), "samples.png", nrow=10)
