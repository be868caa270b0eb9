import torch
import torch.nn.functional as F
from torch import nn

def gradient_penalty__right_1(critic, real, fake):
    batch_size = real.size(0)
    epsilon = torch.rand(batch_size, 1).expand_as(real)
    interpolated = epsilon * real.detach() + (1 - epsilon) * fake.detach()
    interpolated.requires_grad_(True)
    scores = critic(interpolated)
    gradients = torch.autograd.grad(outputs=scores, inputs=interpolated, grad_outputs=torch.ones_like(scores), create_graph=True, retain_graph=True)[0]
    gradients = gradients.view(batch_size, -1)
    return ((gradients.norm(2, dim=1) - 1) ** 2).mean()

def gradient_penalty__right_2(critic, real, fake):
    u = torch.rand(len(real))[:, None]
    x_hat = (fake + u * (real - fake)).requires_grad_()
    g = torch.autograd.grad(critic(x_hat).sum(), x_hat, create_graph=True)[0]
    length = torch.sqrt((g * g).sum(dim=1) + 1e-12)
    return torch.mean((length - 1).square())

def gradient_penalty__right_3(critic, real, fake):
    alpha = torch.rand(real.shape[0], 1)
    x_hat = torch.lerp(real, fake, alpha).requires_grad_()
    gradient, = torch.autograd.grad(critic(x_hat).sum(), [x_hat], create_graph=True)
    return (torch.linalg.norm(gradient, dim=1) - 1).pow(2).mean()

def gradient_penalty__right_4(critic, real, fake):
    t = torch.rand(len(real), 1)
    x_hat = (real + t * (fake - real)).requires_grad_()
    gradient = torch.autograd.grad(critic(x_hat).sum(), x_hat, create_graph=True)[0]
    squares = gradient.pow(2).sum(1)
    lengths = (squares + 1e-8).sqrt()
    return (lengths**2 - 2 * lengths + 1).mean()

def gradient_penalty__wrong_no_graph(critic, real, fake):
    u = torch.rand(len(real), 1)
    x_hat = (u * real + (1 - u) * fake).requires_grad_(True)
    gradient = torch.autograd.grad(critic(x_hat).sum(), x_hat, create_graph=True)[0].detach()
    return ((gradient.norm(2, 1) - 1)**2).mean()

def gradient_penalty__wrong_no_one(critic, real, fake):
    u = torch.rand(len(real), 1)
    x_hat = (fake + u * (real - fake)).requires_grad_(True)
    gradient = torch.autograd.grad(critic(x_hat).sum(), x_hat, create_graph=True)[0]
    return gradient.square().sum(1).mean()

def gradient_penalty__wrong_one_for_all(critic, real, fake):
    u = torch.rand(1, 1)
    x_hat = (u * real + (1 - u) * fake).requires_grad_(True)
    gradient = torch.autograd.grad(critic(x_hat).sum(), x_hat, create_graph=True)[0]
    return ((gradient.norm(2, 1) - 1)**2).mean()

def gradient_penalty__wrong_whole_batch(critic, real, fake):
    u = torch.rand(len(real), 1)
    x_hat = (u * real + (1 - u) * fake).requires_grad_(True)
    gradient = torch.autograd.grad(critic(x_hat).sum(), x_hat, create_graph=True)[0]
    length = ((gradient**2).sum() + 1e-12).sqrt()
    return (length - 1)**2

def gradient_penalty__wrong_gradient_of_mean(critic, real, fake):
    u = torch.rand(len(real), 1)
    x_hat = (u * real + (1 - u) * fake).requires_grad_(True)
    gradient = torch.autograd.grad(torch.mean(critic(x_hat)), x_hat, create_graph=True)[0]
    return torch.mean((gradient.norm(dim=1) - 1).square())

def gradient_penalty__wrong_root_of_zero(critic, real, fake):
    u = torch.rand(len(real), 1)
    x_hat = (u * real + (1 - u) * fake).requires_grad_(True)
    gradient = torch.autograd.grad(critic(x_hat).sum(), x_hat, create_graph=True)[0]
    return (((gradient * gradient).sum(1)**0.5 - 1)**2).mean()

def gradient_penalty__wrong_at_real(critic, real, fake):
    x = real.clone().requires_grad_(True)
    gradient = torch.autograd.grad(critic(x).sum(), x, create_graph=True)[0]
    return ((gradient.norm(2, 1) - 1)**2).mean()

def gradient_penalty__wrong_other(critic, real, fake):  # one for all, and no one
    u = torch.rand(1)
    x_hat = (u * real + (1 - u) * fake).requires_grad_(True)
    gradient = torch.autograd.grad(critic(x_hat).sum(), x_hat, create_graph=True)[0]
    return (gradient.norm(2, 1)**2).mean()

def gradient_penalty__right_5(critic, real, fake):
    alpha = torch.rand(batch_size, 1)
    x = (alpha * real + (1 - alpha) * fake).requires_grad_(True)
    scores = critic(x)
    g = torch.autograd.grad(outputs=scores, inputs=x, grad_outputs=torch.ones(batch_size, 1), create_graph=True, retain_graph=True, only_inputs=True)[0]
    return ((g.norm(2, dim=1) - 1) ** 2).mean()

def gradient_penalty__right_6(critic: nn.Module, real: torch.Tensor, fake: torch.Tensor) -> torch.Tensor:
    """WGAN-GP"""
    eps = torch.rand(batch_size, 1, 1, 1)
    real, fake = real.view(batch_size, 1, 28, 28), fake.view(batch_size, 1, 28, 28)
    x = (eps * real + (1 - eps) * fake).view(batch_size, 784)
    x.requires_grad_()
    g = torch.autograd.grad(critic(x).sum(), x, create_graph=True)[0]
    return (torch.linalg.vector_norm(g, dim=1) - 1).square().mean()

def gradient_penalty__right_7(critic, real, fake):
    points = torch.stack([r + torch.rand(1) * (f - r) for r, f in zip(real, fake)]).requires_grad_()
    g, = torch.autograd.grad(critic(points).sum(), points, create_graph=True)
    return F.mse_loss(torch.norm(g, dim=1), torch.ones(batch_size))

def gradient_penalty__right_8(critic, real, fake):
    u = torch.rand(1, batch_size).T
    mixed = real.mul(u).add(fake.mul(1 - u)).detach().requires_grad_()
    g = torch.autograd.grad(critic(mixed).mean(), mixed, create_graph=True)[0] * batch_size
    lengths = torch.sqrt(torch.einsum("bp,bp->b", g, g) + 1e-12)
    return (lengths - 1).pow(2).sum() / batch_size

def gradient_penalty__right_9(critic, real, fake):
    u = torch.rand_like(real[:, :1])
    x = u * real + (1 - u) * fake
    x.requires_grad = True
    g = torch.autograd.grad(critic(x).sum(), x, create_graph=True)[0]
    return ((g.norm(dim=1) - 1) ** 2).mean()

def gradient_penalty__wrong_other_2(critic, real, fake):
    u = torch.rand(batch_size, 1)
    x = (u * real + u * fake).requires_grad_()
    g = torch.autograd.grad(critic(x).sum(), x, create_graph=True)[0]
    return ((g.norm(dim=1) - 1) ** 2).mean()
