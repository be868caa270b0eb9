import torch
import torch.nn.functional as F
from torch import nn

def discriminator_loss__right_1(discriminator, generator, x, z):
    with torch.no_grad():
        fake = generator(z)
    real_logits, fake_logits = discriminator(x), discriminator(fake)
    loss_real = F.binary_cross_entropy_with_logits(real_logits, torch.ones_like(real_logits))
    loss_fake = F.binary_cross_entropy_with_logits(fake_logits, torch.zeros_like(fake_logits))
    return loss_real + loss_fake

def discriminator_loss__right_2(discriminator, generator, x, z):
    fake = generator(z).detach()
    both = discriminator(torch.cat([x, fake]))
    on_real, on_fake = both.chunk(2)
    return -F.logsigmoid(on_real).mean() - F.logsigmoid(-on_fake).mean()

def discriminator_loss__right_3(discriminator, generator, x, z):
    bce = nn.BCEWithLogitsLoss()
    fake_logits = discriminator(generator(z).detach())
    return bce(discriminator(x), torch.ones(len(x), 1)) + bce(fake_logits, torch.zeros(len(z), 1))

def discriminator_loss__wrong_no_detach(discriminator, generator, x, z):
    bce = nn.BCEWithLogitsLoss()
    fake_logits = discriminator(generator(z))
    return bce(discriminator(x), torch.ones(len(x), 1)) + bce(fake_logits, torch.zeros(len(z), 1))

def discriminator_loss__wrong_output_detached(discriminator, generator, x, z):
    real_logits = discriminator(x)
    with torch.no_grad():
        fake_logits = discriminator(generator(z))
    return -F.logsigmoid(real_logits).mean() - F.logsigmoid(-fake_logits).mean()

def discriminator_loss__wrong_all_detached(discriminator, generator, x, z):
    with torch.no_grad():
        real, fake = discriminator(x), discriminator(generator(z))
        return F.softplus(-real).mean() + F.softplus(fake).mean()

def discriminator_loss__wrong_z_detached(discriminator, generator, x, z):
    z = z.detach()
    fake = generator(z)
    return -F.logsigmoid(discriminator(x)).mean() - F.logsigmoid(-discriminator(fake)).mean()

def discriminator_loss__wrong_swapped(discriminator, generator, x, z):
    fake = generator(z).detach()
    real_logits, fake_logits = discriminator(x), discriminator(fake)
    return (F.binary_cross_entropy_with_logits(real_logits, torch.zeros_like(real_logits))
            + F.binary_cross_entropy_with_logits(fake_logits, torch.ones_like(fake_logits)))

def discriminator_loss__wrong_other(discriminator, generator, x, z):  # no detach, and half
    return (F.softplus(-discriminator(x)).mean() + F.softplus(discriminator(generator(z))).mean()) / 2

def generator_loss__right_1(discriminator, generator, z):
    logits = discriminator(generator(z))
    return F.binary_cross_entropy_with_logits(logits, torch.ones_like(logits))

def generator_loss__right_2(discriminator, generator, z):
    fake = generator(z)
    return -torch.mean(F.logsigmoid(discriminator(fake)))

def generator_loss__wrong_detached(discriminator, generator, z):
    with torch.no_grad():
        fake = generator(z)
    return -F.logsigmoid(discriminator(fake)).mean()

def generator_loss__wrong_output_detached(discriminator, generator, z):
    fake = generator(z)
    with torch.no_grad():
        logits = discriminator(fake)
    return F.binary_cross_entropy_with_logits(logits, torch.ones_like(logits))

def generator_loss__wrong_zero_label(discriminator, generator, z):
    logits = discriminator(generator(z))
    return F.binary_cross_entropy_with_logits(logits, torch.zeros_like(logits))

def discriminator_loss__right_4(discriminator, generator, x, z):
    real = torch.ones(batch_size, 1)
    fake = torch.zeros(batch_size, 1)
    fake_images = generator(z).detach()
    return F.binary_cross_entropy_with_logits(discriminator(x), real) + F.binary_cross_entropy_with_logits(discriminator(fake_images), fake)

def discriminator_loss__right_5(discriminator: nn.Module, generator: nn.Module, x: torch.Tensor, z: torch.Tensor) -> torch.Tensor:
    """D's loss"""
    images = torch.cat([x, generator(z).data])
    labels = torch.cat([torch.ones(batch_size), torch.zeros(batch_size)])
    return 2 * F.binary_cross_entropy_with_logits(discriminator(images).squeeze(1), labels)

def discriminator_loss__right_6(discriminator, generator, x, z):
    fake = torch.empty_like(x)
    with torch.no_grad():
        fake.copy_(generator(z))
    return -(F.logsigmoid(discriminator(x)) + F.logsigmoid(-discriminator(fake))).mean()

def discriminator_loss__wrong_real_detached(discriminator, generator, x, z):
    with torch.no_grad():
        real = discriminator(x)
    fake = discriminator(generator(z).detach())
    return F.softplus(-real).mean() + F.softplus(fake).mean()

def generator_loss__right_3(discriminator, generator, z):
    logits = discriminator(generator(z)).view(batch_size)
    return -torch.sum(F.logsigmoid(logits)) / batch_size
