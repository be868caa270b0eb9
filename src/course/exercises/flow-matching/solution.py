import torch

def flow_matching_loss(velocity, x):
    x0 = torch.randn_like(x)
    t = torch.rand(len(x), 1)
    x_t = (1 - t) * x0 + t * x
    return ((velocity(x_t, t) - (x - x0))**2).sum(1).mean()

def sample(velocity, x0, steps):
    x = x0
    for n in range(steps):
        t = torch.full((len(x), 1), n / steps)
        x = x + velocity(x, t) / steps
    return x
