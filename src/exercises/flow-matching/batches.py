import torch
from torch import nn

net = nn.Sequential(nn.Linear(4, 6), nn.Tanh(), nn.Linear(6, 3))
nn.init.normal_(net[0].weight)
x = nn.Parameter(torch.randn(5, 3))
x0 = nn.Parameter(torch.randn(4, 3))

def velocity(x_t, t):
    return net(torch.cat([x_t, t], 1))

def check_flow_matching_loss(flow_matching_loss):
    return flow_matching_loss(velocity, x.detach())

def check_sample(sample):
    return sample(velocity, x0, 3), sample(velocity, x0, 4)
