# Lipman et al. 2023, https://arxiv.org/abs/2210.02747
import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets
from torchvision.utils import save_image

lr = 0.001
steps = 10
hidden = 256
batch_size = 128
torch.manual_seed(1)

mnist = datasets.MNIST("data", train=True, download=True)
images = mnist.data.view(-1, 784) / 255  # [60000, 784] in [0, 1]
loader = DataLoader(images, batch_size, shuffle=True, drop_last=True)

net = nn.Sequential(nn.Linear(785, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU(), nn.Linear(hidden, 784), nn.Tanh())
optimiser = torch.optim.Adam(net.parameters(), lr=lr)

def velocity(x_t, t):  # x_t: [batch, 784], t: [batch, 1]
    # Up to t = 0.9 the network predicts the image to which x_t moves. Later it predicts less of the way, as 1 - t is kept at 0.1 or more.
    return (net(torch.cat([x_t, t], 1)) - x_t) / (1 - t).clamp(min=0.1)

def flow_matching_loss(velocity, x):
    # x: [batch, d]. velocity(x_t, t) takes [batch, d] and [batch, 1], and returns [batch, d].
    # For each image draw x_0 from N(0, I) and one t, uniform on [0, 1]. x_t moves straight from x_0 at t = 0 to x at t = 1.
    # Return one number: the squared difference between velocity(x_t, t) and the velocity of x_t on this line,
    # summed over d, and the mean of that over the batch.
    raise NotImplementedError("Write this function.")

def sample(velocity, x0, steps):
    # x0: noise, [batch, d]. Follow the velocity from t = 0 to t = 1 by Euler's method with this number of equal steps.
    # Each step evaluates the velocity where the point is, at the time when the step begins.
    # Return where x0 arrives, [batch, d].
    raise NotImplementedError("Write this function.")

for x in loader:  # one epoch; a real run has several
    loss = flow_matching_loss(velocity, 2 * x - 1)
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()

with torch.no_grad():
    pictures = sample(velocity, torch.randn(100, 784), steps) / 2 + 0.5
save_image(pictures.view(-1, 1, 28, 28), "samples.png", nrow=10)
