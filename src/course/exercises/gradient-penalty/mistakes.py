import torch

def gradient_penalty__no_one(critic, real, fake):
    t = torch.rand(len(real), 1)
    between = (t * real + (1 - t) * fake).requires_grad_()
    gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    return (gradient.norm(dim=1)**2).mean()

def gradient_penalty__squared_norm(critic, real, fake):
    t = torch.rand(len(real), 1)
    between = (t * real + (1 - t) * fake).requires_grad_()
    gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    return (((gradient**2).sum(1) - 1)**2).mean()

def gradient_penalty__no_square(critic, real, fake):
    t = torch.rand(len(real), 1)
    between = (t * real + (1 - t) * fake).requires_grad_()
    gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    return (gradient.norm(dim=1) - 1).mean()

def gradient_penalty__absolute(critic, real, fake):
    t = torch.rand(len(real), 1)
    between = (t * real + (1 - t) * fake).requires_grad_()
    gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    return (gradient.norm(dim=1) - 1).abs().mean()

def gradient_penalty__above_one_only(critic, real, fake):
    t = torch.rand(len(real), 1)
    between = (t * real + (1 - t) * fake).requires_grad_()
    gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    return (torch.relu(gradient.norm(dim=1) - 1)**2).mean()

def gradient_penalty__whole_batch(critic, real, fake):
    t = torch.rand(len(real), 1)
    between = (t * real + (1 - t) * fake).requires_grad_()
    gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    return (gradient.norm() - 1)**2

def gradient_penalty__mean_over_pixels(critic, real, fake):
    t = torch.rand(len(real), 1)
    between = (t * real + (1 - t) * fake).requires_grad_()
    gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    return (((gradient**2).mean(1).add(1e-12).sqrt() - 1)**2).mean()

def gradient_penalty__single_pixels(critic, real, fake):
    t = torch.rand(len(real), 1)
    between = (t * real + (1 - t) * fake).requires_grad_()
    gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    return ((gradient - 1)**2).mean()

def gradient_penalty__absolute_values(critic, real, fake):
    t = torch.rand(len(real), 1)
    between = (t * real + (1 - t) * fake).requires_grad_()
    gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    return ((gradient.abs().sum(1) - 1)**2).mean()

def gradient_penalty__sum(critic, real, fake):
    t = torch.rand(len(real), 1)
    between = (t * real + (1 - t) * fake).requires_grad_()
    gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    return ((gradient.norm(dim=1) - 1)**2).sum()

def gradient_penalty__mean_first(critic, real, fake):
    t = torch.rand(len(real), 1)
    between = (t * real + (1 - t) * fake).requires_grad_()
    gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    return (gradient.norm(dim=1).mean() - 1)**2

def gradient_penalty__gradient_of_mean(critic, real, fake):
    t = torch.rand(len(real), 1)
    between = (t * real + (1 - t) * fake).requires_grad_()
    gradient, = torch.autograd.grad(critic(between).mean(), between, create_graph=True)
    return ((gradient.norm(dim=1) - 1)**2).mean()

def gradient_penalty__no_graph(critic, real, fake):
    t = torch.rand(len(real), 1)
    between = (t * real + (1 - t) * fake).requires_grad_()
    gradient, = torch.autograd.grad(critic(between).sum(), between)
    return ((gradient.norm(dim=1) - 1)**2).mean()

def gradient_penalty__root_of_zero(critic, real, fake):
    t = torch.rand(len(real), 1)
    between = (t * real + (1 - t) * fake).requires_grad_()
    gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    return (((gradient**2).sum(1).sqrt() - 1)**2).mean()

def gradient_penalty__one_for_all(critic, real, fake):
    t = torch.rand(1)
    between = (t * real + (1 - t) * fake).requires_grad_()
    gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    return ((gradient.norm(dim=1) - 1)**2).mean()

def gradient_penalty__one_per_pixel(critic, real, fake):
    t = torch.rand_like(real)
    between = (t * real + (1 - t) * fake).requires_grad_()
    gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    return ((gradient.norm(dim=1) - 1)**2).mean()

def gradient_penalty__normal_number(critic, real, fake):
    t = torch.randn(len(real), 1)
    between = (t * real + (1 - t) * fake).requires_grad_()
    gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    return ((gradient.norm(dim=1) - 1)**2).mean()

def gradient_penalty__halfway(critic, real, fake):
    between = (0.5 * (real + fake)).requires_grad_()
    gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    return ((gradient.norm(dim=1) - 1)**2).mean()

def gradient_penalty__at_real(critic, real, fake):
    between = real.clone().requires_grad_()
    gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    return ((gradient.norm(dim=1) - 1)**2).mean()

def gradient_penalty__at_fake(critic, real, fake):
    between = fake.clone().requires_grad_()
    gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    return ((gradient.norm(dim=1) - 1)**2).mean()

def gradient_penalty__no_segment(critic, real, fake):
    t = torch.rand(len(real), 1)
    between = (real + t * fake).requires_grad_()
    gradient, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    return ((gradient.norm(dim=1) - 1)**2).mean()

def gradient_penalty__scores(critic, real, fake):
    t = torch.rand(len(real), 1)
    between = (t * real + (1 - t) * fake).requires_grad_()
    return ((critic(between) - 1)**2).mean()
