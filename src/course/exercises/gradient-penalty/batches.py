import torch
from torch import nn

batch_size = 16
critic = nn.Sequential(nn.Linear(784, 6), nn.Tanh(), nn.Linear(6, 1))
nn.init.normal_(critic[0].weight, 0, 0.03)
nn.init.normal_(critic[2].weight, 0, 0.8)
flat = nn.Sequential(nn.Linear(784, 3), nn.ReLU(), nn.Linear(3, 1))  # its gradient is 0 at each image
nn.init.constant_(flat[0].bias, -100)
real = nn.Parameter(torch.randn(batch_size, 784))
fake = nn.Parameter(torch.randn(batch_size, 784))

def check_gradient_penalty(gradient_penalty):
    images = real.detach(), fake.detach() / 3 + 0.5
    return gradient_penalty(critic, *images), gradient_penalty(flat, *images)
