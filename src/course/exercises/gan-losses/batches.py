import torch
from torch import nn

real_logits = nn.Parameter(2 * torch.randn(128, 1))
fake_logits = nn.Parameter(2 * torch.randn(96, 1) - 1)  # the two batches have different sizes

def check_discriminator_loss(discriminator_loss):
    return (
        discriminator_loss(1 * real_logits, 1 * fake_logits),
        discriminator_loss(120 + real_logits, fake_logits - 120),
        discriminator_loss(real_logits - 120, 120 + fake_logits))

def check_minimax_generator_loss(minimax_generator_loss):
    return minimax_generator_loss(1 * fake_logits), minimax_generator_loss(120 + fake_logits)

def check_non_saturating_generator_loss(non_saturating_generator_loss):
    return non_saturating_generator_loss(1 * fake_logits), non_saturating_generator_loss(120 + fake_logits), non_saturating_generator_loss(fake_logits - 120)
