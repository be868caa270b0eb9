import torch
import torch.nn.functional as F

def discriminator_loss__no_detach(discriminator, generator, x, z):
    return F.softplus(-discriminator(x)).mean() + F.softplus(discriminator(generator(z))).mean()

def discriminator_loss__z_detached(discriminator, generator, x, z):
    return F.softplus(-discriminator(x)).mean() + F.softplus(discriminator(generator(z.detach()))).mean()

def discriminator_loss__output_detached(discriminator, generator, x, z):
    return F.softplus(-discriminator(x)).mean() + F.softplus(discriminator(generator(z)).detach()).mean()

def discriminator_loss__all_detached(discriminator, generator, x, z):
    return (F.softplus(-discriminator(x)).mean() + F.softplus(discriminator(generator(z))).mean()).detach()

def discriminator_loss__swapped(discriminator, generator, x, z):
    return F.softplus(discriminator(x)).mean() + F.softplus(-discriminator(generator(z).detach())).mean()

def discriminator_loss__half(discriminator, generator, x, z):
    return 0.5 * (F.softplus(-discriminator(x)).mean() + F.softplus(discriminator(generator(z).detach())).mean())

def discriminator_loss__fake_only(discriminator, generator, x, z):
    return F.softplus(discriminator(generator(z).detach())).mean()

def discriminator_loss__real_detached(discriminator, generator, x, z):
    return F.softplus(-discriminator(x)).mean().detach() + F.softplus(discriminator(generator(z).detach())).mean()

def generator_loss__detached(discriminator, generator, z):
    return F.softplus(-discriminator(generator(z).detach())).mean()

def generator_loss__output_detached(discriminator, generator, z):
    return F.softplus(-discriminator(generator(z)).detach()).mean()

def generator_loss__zero_label(discriminator, generator, z):
    return F.softplus(discriminator(generator(z))).mean()

def generator_loss__saturating(discriminator, generator, z):
    return -F.softplus(discriminator(generator(z))).mean()

def generator_loss__sign(discriminator, generator, z):
    return -F.softplus(-discriminator(generator(z))).mean()
