import torch
from torch import nn

real_logits = nn.Parameter(2 * torch.randn(9, 1))
fake_logits = nn.Parameter(2 * torch.randn(6, 1))
extreme_real = nn.Parameter(torch.full((4, 1), 120.0))
extreme_fake = nn.Parameter(torch.full((3, 1), 120.0))

def check_discriminator_loss(discriminator_loss):
    return (
        discriminator_loss(real_logits, fake_logits),
        discriminator_loss(extreme_real, -extreme_fake),
        discriminator_loss(-extreme_real, extreme_fake))

def check_minimax_generator_loss(minimax_generator_loss):
    return minimax_generator_loss(fake_logits), minimax_generator_loss(extreme_fake)

def check_non_saturating_generator_loss(non_saturating_generator_loss):
    return non_saturating_generator_loss(fake_logits), non_saturating_generator_loss(extreme_fake), non_saturating_generator_loss(-extreme_fake)
