import torch

def gradient_penalty(critic, real, fake):
    t = torch.rand(len(real), 1)
    between = (t * real + (1 - t) * fake).requires_grad_()
    gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    return ((gradient.norm(dim=1) - 1)**2).mean()
