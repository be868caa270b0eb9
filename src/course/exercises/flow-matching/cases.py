import torch
import torch.nn.functional as F

def flow_matching_loss__right_1(velocity, x):
    batch_size, d = x.shape
    noise = torch.randn(batch_size, d)
    time = torch.rand(batch_size, 1)
    x_t = noise + time * (x - noise)
    error = velocity(x_t, time) - (x - noise)
    return error.pow(2).sum(dim=1).mean()

def flow_matching_loss__right_2(velocity, x):
    t = torch.rand(x.shape[0])[:, None]
    x0 = torch.randn(x.shape)
    target = (x - x0).detach()
    x_t = torch.lerp(x0, x, t)
    return F.mse_loss(velocity(x_t, t), target, reduction="sum") / len(x)

def flow_matching_loss__right_3(velocity, x):
    t, x0 = torch.rand(len(x), 1), torch.randn_like(x)
    v = velocity(t * x + (1 - t) * x0, t)
    return torch.mean(torch.sum((x - x0 - v).square(), 1))

def flow_matching_loss__wrong_target_reversed(velocity, x):
    t = torch.rand(len(x), 1)
    noise = torch.randn(x.shape)
    x_t = t * x + (1 - t) * noise
    target = noise - x
    return F.mse_loss(velocity(x_t, t), target, reduction="none").sum(1).mean()

def flow_matching_loss__wrong_mean(velocity, x):
    t = torch.rand(len(x), 1)
    noise = torch.randn_like(x)
    return F.mse_loss(velocity(t * x + (1 - t) * noise, t), x - noise)

def flow_matching_loss__wrong_one_time_for_all(velocity, x):
    t = torch.rand(1, 1)
    noise = torch.randn_like(x)
    x_t = t * x + (1 - t) * noise
    v = velocity(x_t, t.repeat(len(x), 1))
    return ((v - (x - noise))**2).sum(1).mean()

def flow_matching_loss__wrong_time_reversed(velocity, x):
    t = torch.rand(len(x), 1)
    noise = torch.randn_like(x)
    x_t = x + t * (noise - x)
    return (velocity(x_t, t) - (noise - x)).square().sum(1).mean()

def flow_matching_loss__wrong_other(velocity, x):  # towards the noise, and a mean over the dimensions
    t = torch.rand(len(x), 1)
    noise = torch.randn_like(x)
    return F.mse_loss(velocity(t * x + (1 - t) * noise, t), noise - x)

def sample__right_1(velocity, x0, steps):
    x, dt = x0, 1 / steps
    t = torch.zeros(len(x0), 1)
    for _ in range(steps):
        x = x + dt * velocity(x, t)
        t = t + dt
    return x

def sample__right_2(velocity, x0, steps):
    ones = torch.ones(x0.shape[0], 1)
    for t in torch.linspace(0, 1, steps + 1)[:-1]:
        x0 = x0 + velocity(x0, t * ones) / steps
    return x0

def sample__right_3(velocity, x0, steps):
    x = x0.clone()
    for i in range(steps):
        t = i / steps * torch.ones_like(x[:, :1])
        x = x + velocity(x, t) * (1 / steps)
    return x

def sample__right_4(velocity, x0, steps):
    for n in range(steps):
        t = torch.full((len(x0), 1), n / steps)
        x0 += velocity(x0, t) / steps
    return x0

def sample__wrong_no_step_size(velocity, x0, steps):
    for i in range(steps):
        x0 = x0 + velocity(x0, i / steps * torch.ones(len(x0), 1))
    return x0

def sample__wrong_time_stands(velocity, x0, steps):
    x, t = x0, torch.zeros(len(x0), 1)
    for _ in range(steps):
        x = x + 1 / steps * velocity(x, t)
    return x

def sample__wrong_time_late(velocity, x0, steps):
    x, t = x0, torch.zeros(len(x0), 1)
    for _ in range(steps):
        t = t + 1 / steps
        x = x + 1 / steps * velocity(x, t)
    return x

def sample__wrong_one_step_more(velocity, x0, steps):
    x = x0
    for t in torch.linspace(0, 1, steps + 1):
        x = x + velocity(x, t.expand(len(x), 1)) / steps
    return x

def sample__wrong_other(velocity, x0, steps):  # backwards in time, and without the last step
    x = x0
    for n in range(steps, 1, -1):
        x = x - velocity(x, torch.full((len(x), 1), n / steps)) / steps
    return x

def flow_matching_loss__right_4(velocity, x):
    x0 = torch.randn(batch_size, 784)
    t = torch.rand(batch_size, 1)
    x_t = (1 - t) * x0 + t * x
    return (velocity(x_t, t) - (x - x0)).pow(2).sum() / batch_size

def flow_matching_loss__right_5(velocity, x):
    s = torch.rand(len(x), 1)
    t = 1 - s
    x0 = torch.randn_like(x)
    x_t = s * x0 + t * x
    return ((x - x0 - velocity(x_t, t)) ** 2).sum(1).mean()

def flow_matching_loss__right_6(velocity, x: torch.Tensor) -> torch.Tensor:
    """Flow matching."""
    noise = torch.normal(0.0, 1.0, (batch_size, 784))
    t = torch.empty(batch_size, 1).uniform_()
    target = x - noise
    return F.mse_loss(velocity(noise + t * target, t), target) * 784

def flow_matching_loss__right_7(velocity, x):
    x0, ts = [], []
    for row in x:
        x0.append(torch.randn(784))
        ts.append(torch.rand(1))
    x0, t = torch.stack(x0), torch.stack(ts)
    v = velocity(torch.lerp(x0, x, t), t)
    e = v - x + x0
    return torch.einsum("bd,bd->b", e, e).mean()

def flow_matching_loss__right_8(velocity, x):
    x0 = torch.randn(784, batch_size).T
    t = torch.rand(batch_size).unsqueeze(-1)
    x_t = t * x + (1 - t) * x0
    return torch.linalg.norm(velocity(x_t, t) - (x - x0), dim=1).square().mean()

def flow_matching_loss__wrong_other_2(velocity, x):
    x0, t = torch.randn_like(x), torch.rand(len(x), 1)
    x_t = (1 - t) * x0 + t * x
    return ((velocity(x_t, t) - (x - x_t))**2).sum(1).mean()

def sample__right_4(velocity, x0, steps):
    x = x0
    for i in range(steps):
        x += velocity(x, torch.full((x.shape[0], 1), i / steps)) / steps
    return x

def sample__right_5(velocity, x0, steps):
    with torch.no_grad():
        x = x0
        for t in torch.arange(steps) / steps:
            x = x + velocity(x, t * torch.ones(len(x), 1)) * (1 / steps)
    return x

def sample__wrong_other_2(velocity, x0, steps):
    x = x0
    for n in range(steps):
        t = torch.full((len(x), 1), (n + 0.5) / steps)
        x = x + velocity(x, t) / steps
    return x
