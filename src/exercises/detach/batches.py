import torch
from torch import nn

discriminator = nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 1))
generator = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 3))
x = nn.Parameter(torch.randn(7, 3))
z = nn.Parameter(torch.randn(7, 2))

def check_discriminator_loss(discriminator_loss):
    return discriminator_loss(discriminator, generator, x.detach(), z)

def check_generator_loss(generator_loss):
    return generator_loss(discriminator, generator, z)
