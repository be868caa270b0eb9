import torch.nn.functional as F

def discriminator_loss(discriminator, generator, x, z):
    fake = generator(z).detach()
    on_real = F.softplus(-discriminator(x)).mean()
    on_fake = F.softplus(discriminator(fake)).mean()
    return on_real + on_fake

def generator_loss(discriminator, generator, z):
    return F.softplus(-discriminator(generator(z))).mean()

def generator_loss__z_detached(discriminator, generator, z):
    return F.softplus(-discriminator(generator(z.detach()))).mean()
