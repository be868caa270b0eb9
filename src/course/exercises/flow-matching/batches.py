import torch
from torch import nn

batch_size = 16
net = nn.Sequential(nn.Linear(784, 6), nn.Tanh(), nn.Linear(6, 784))
time = nn.Linear(1, 784)
x = torch.rand(batch_size, 784)
x0 = torch.randn(100, 784)

def velocity(x_t, t):
    return net(x_t) + time(t)

def check_flow_matching_loss(flow_matching_loss):
    return flow_matching_loss(velocity, 2 * x - 1)

def check_sample(sample):
    with torch.no_grad():  # as the program samples
        return sample(velocity, 1 * x0, 3), sample(velocity, 1 * x0, 2)
