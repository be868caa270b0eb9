import torch

def flow_matching_loss__target_reversed(velocity, x):
    x0, t = torch.randn_like(x), torch.rand(len(x), 1)
    x_t = (1 - t) * x0 + t * x
    return ((velocity(x_t, t) - (x0 - x))**2).sum(1).mean()

def flow_matching_loss__target_is_image(velocity, x):
    x0, t = torch.randn_like(x), torch.rand(len(x), 1)
    x_t = (1 - t) * x0 + t * x
    return ((velocity(x_t, t) - x)**2).sum(1).mean()

def flow_matching_loss__target_is_noise(velocity, x):
    x0, t = torch.randn_like(x), torch.rand(len(x), 1)
    x_t = (1 - t) * x0 + t * x
    return ((velocity(x_t, t) - x0)**2).sum(1).mean()

def flow_matching_loss__ends_swapped(velocity, x):
    x0, t = torch.randn_like(x), torch.rand(len(x), 1)
    x_t = t * x0 + (1 - t) * x
    return ((velocity(x_t, t) - (x - x0))**2).sum(1).mean()

def flow_matching_loss__time_reversed(velocity, x):
    x0, t = torch.randn_like(x), torch.rand(len(x), 1)
    x_t = t * x0 + (1 - t) * x
    return ((velocity(x_t, t) - (x0 - x))**2).sum(1).mean()

def flow_matching_loss__one_time_for_all(velocity, x):
    x0, t = torch.randn_like(x), torch.rand(1).expand(len(x), 1)
    x_t = (1 - t) * x0 + t * x
    return ((velocity(x_t, t) - (x - x0))**2).sum(1).mean()

def flow_matching_loss__normal_time(velocity, x):
    x0, t = torch.randn_like(x), torch.randn(len(x), 1)
    x_t = (1 - t) * x0 + t * x
    return ((velocity(x_t, t) - (x - x0))**2).sum(1).mean()

def flow_matching_loss__no_time(velocity, x):
    x0, t = torch.randn_like(x), torch.rand(len(x), 1)
    x_t = (1 - t) * x0 + t * x
    return ((velocity(x_t, torch.zeros_like(t)) - (x - x0))**2).sum(1).mean()

def flow_matching_loss__at_image(velocity, x):
    x0, t = torch.randn_like(x), torch.rand(len(x), 1)
    return ((velocity(x, t) - (x - x0))**2).sum(1).mean()

def flow_matching_loss__at_noise(velocity, x):
    x0, t = torch.randn_like(x), torch.rand(len(x), 1)
    return ((velocity(x0, t) - (x - x0))**2).sum(1).mean()

def flow_matching_loss__no_noise(velocity, x):
    x0, t = torch.zeros_like(x), torch.rand(len(x), 1)
    x_t = (1 - t) * x0 + t * x
    return ((velocity(x_t, t) - (x - x0))**2).sum(1).mean()

def flow_matching_loss__noise_added(velocity, x):
    x0, t = torch.randn_like(x), torch.rand(len(x), 1)
    x_t = x0 + t * x
    return ((velocity(x_t, t) - (x - x0))**2).sum(1).mean()

def flow_matching_loss__uniform_noise(velocity, x):
    x0, t = torch.rand_like(x), torch.rand(len(x), 1)
    x_t = (1 - t) * x0 + t * x
    return ((velocity(x_t, t) - (x - x0))**2).sum(1).mean()

def flow_matching_loss__one_noise_for_all(velocity, x):
    x0, t = torch.randn(x.shape[1]), torch.rand(len(x), 1)
    x_t = (1 - t) * x0 + t * x
    return ((velocity(x_t, t) - (x - x0))**2).sum(1).mean()

def flow_matching_loss__roots(velocity, x):
    x0, t = torch.randn_like(x), torch.rand(len(x), 1)
    x_t = (1 - t).sqrt() * x0 + t.sqrt() * x
    return ((velocity(x_t, t) - (x - x0))**2).sum(1).mean()

def flow_matching_loss__mean(velocity, x):
    x0, t = torch.randn_like(x), torch.rand(len(x), 1)
    x_t = (1 - t) * x0 + t * x
    return ((velocity(x_t, t) - (x - x0))**2).mean()

def flow_matching_loss__sum(velocity, x):
    x0, t = torch.randn_like(x), torch.rand(len(x), 1)
    x_t = (1 - t) * x0 + t * x
    return ((velocity(x_t, t) - (x - x0))**2).sum()

def flow_matching_loss__no_square(velocity, x):
    x0, t = torch.randn_like(x), torch.rand(len(x), 1)
    x_t = (1 - t) * x0 + t * x
    return (velocity(x_t, t) - (x - x0)).norm(dim=1).mean()

def sample__no_step_size(velocity, x0, steps):
    x = x0
    for n in range(steps):
        t = torch.full((len(x), 1), n / steps)
        x = x + velocity(x, t)
    return x

def sample__backwards(velocity, x0, steps):
    x = x0
    for n in range(steps):
        t = torch.full((len(x), 1), 1 - n / steps)
        x = x + velocity(x, t) / steps
    return x

def sample__subtracted(velocity, x0, steps):
    x = x0
    for n in range(steps):
        t = torch.full((len(x), 1), n / steps)
        x = x - velocity(x, t) / steps
    return x

def sample__time_stands(velocity, x0, steps):
    x = x0
    for n in range(steps):
        t = torch.zeros(len(x), 1)
        x = x + velocity(x, t) / steps
    return x

def sample__time_counts(velocity, x0, steps):
    x = x0
    for n in range(steps):
        t = torch.full((len(x), 1), float(n))
        x = x + velocity(x, t) / steps
    return x

def sample__time_late(velocity, x0, steps):
    x = x0
    for n in range(steps):
        t = torch.full((len(x), 1), (n + 1) / steps)
        x = x + velocity(x, t) / steps
    return x

def sample__time_to_one(velocity, x0, steps):
    x = x0
    for n in range(steps):
        t = torch.full((len(x), 1), n / (steps - 1))
        x = x + velocity(x, t) / steps
    return x

def sample__one_step_less(velocity, x0, steps):
    x = x0
    for n in range(steps - 1):
        t = torch.full((len(x), 1), n / steps)
        x = x + velocity(x, t) / steps
    return x

def sample__one_step_more(velocity, x0, steps):
    x = x0
    for n in range(steps + 1):
        t = torch.full((len(x), 1), n / steps)
        x = x + velocity(x, t) / steps
    return x

def sample__one_evaluation(velocity, x0, steps):
    return x0 + velocity(x0, torch.zeros(len(x0), 1))

def sample__from_start(velocity, x0, steps):
    x = x0
    for n in range(steps):
        t = torch.full((len(x), 1), n / steps)
        x = x + velocity(x0, t) / steps
    return x

def sample__last_step_only(velocity, x0, steps):
    x = x0
    for n in range(steps):
        t = torch.full((len(x), 1), n / steps)
        x = x0 + velocity(x, t) / steps
    return x

def sample__own_noise(velocity, x0, steps):
    x = torch.randn_like(x0)
    for n in range(steps):
        t = torch.full((len(x), 1), n / steps)
        x = x + velocity(x, t) / steps
    return x
