import torch
from torch import nn

critic = nn.Sequential(nn.Linear(4, 6), nn.Tanh(), nn.Linear(6, 1))
nn.init.normal_(critic[0].weight, 0, 0.6)
nn.init.normal_(critic[2].weight, 0, 0.8)
flat = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 1))  # its gradient is 0 at each image
nn.init.constant_(flat[0].bias, -100)
real = nn.Parameter(torch.randn(5, 4))
fake = nn.Parameter(torch.randn(5, 4))

def check_gradient_penalty(gradient_penalty):
    return gradient_penalty(critic, real.detach(), fake.detach()), gradient_penalty(flat, real.detach(), fake.detach())
