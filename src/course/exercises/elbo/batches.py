import torch
from torch import nn

batch_size = 16
encoder = nn.Sequential(nn.Linear(784, 12), nn.Tanh(), nn.Linear(12, 16))
decoder = nn.Sequential(nn.Linear(8, 12), nn.Tanh(), nn.Linear(12, 784))
x = torch.rand(batch_size, 784)
scale = torch.where(torch.arange(16) < 8, 8.0, 3.0)  # of mu and of log_var: the KL counts beside the reconstruction

def check_negative_elbo(negative_elbo):
    return negative_elbo(1 * x, lambda images: scale * encoder(images), lambda z: 3 * decoder(z))
