import torch
from torch import nn

encoder = nn.Sequential(nn.Linear(7, 12), nn.Tanh(), nn.Linear(12, 6))
decoder = nn.Sequential(nn.Linear(3, 12), nn.Tanh(), nn.Linear(12, 7))
x = torch.rand(5, 7)

def check_negative_elbo(negative_elbo):
    return negative_elbo(x, lambda images: 3 * encoder(images), lambda z: 3 * decoder(z))
