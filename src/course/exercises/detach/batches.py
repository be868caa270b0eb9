import torch
from torch import nn

batch_size = 16
discriminator = nn.Sequential(nn.Linear(784, 5), nn.Tanh(), nn.Linear(5, 1))
generator = nn.Sequential(nn.Linear(64, 4), nn.Tanh(), nn.Linear(4, 784), nn.Tanh())
x = torch.rand(batch_size, 784)
z = nn.Parameter(torch.randn(batch_size, 64))

def check_discriminator_loss(discriminator_loss):
    return discriminator_loss(discriminator, generator, 2 * x - 1, 1 * z)

def check_generator_loss(generator_loss):
    return generator_loss(discriminator, generator, 1 * z)
