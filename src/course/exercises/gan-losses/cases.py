import torch
import torch.nn.functional as F
from torch import nn

def discriminator_loss__right_1(real_logits, fake_logits):
    ones, zeros = torch.ones_like(real_logits), torch.zeros_like(fake_logits)
    return F.binary_cross_entropy_with_logits(real_logits, ones) + F.binary_cross_entropy_with_logits(fake_logits, zeros)

def discriminator_loss__right_2(real_logits, fake_logits):
    return -(F.logsigmoid(real_logits).mean() + F.logsigmoid(-fake_logits).mean())

def discriminator_loss__right_3(real_logits, fake_logits):
    criterion = nn.BCEWithLogitsLoss()
    on_real = criterion(real_logits, torch.ones(len(real_logits), 1))
    on_fake = criterion(fake_logits, torch.zeros(len(fake_logits), 1))
    return on_real + on_fake

def discriminator_loss__wrong_labels_swapped(real_logits, fake_logits):
    real = F.binary_cross_entropy_with_logits(real_logits, torch.zeros_like(real_logits))
    fake = F.binary_cross_entropy_with_logits(fake_logits, torch.ones_like(fake_logits))
    return real + fake

def discriminator_loss__wrong_half(real_logits, fake_logits):
    bce = nn.BCEWithLogitsLoss()
    return (bce(real_logits, torch.ones_like(real_logits)) + bce(fake_logits, torch.zeros_like(fake_logits))) / 2

def discriminator_loss__wrong_sign(real_logits, fake_logits):
    return -F.softplus(-real_logits).mean() - F.softplus(fake_logits).mean()

def discriminator_loss__wrong_one_mean(real_logits, fake_logits):
    logits = torch.cat([real_logits, fake_logits])
    labels = torch.cat([torch.ones_like(real_logits), torch.zeros_like(fake_logits)])
    return F.binary_cross_entropy_with_logits(logits, labels)

def discriminator_loss__wrong_unstable(real_logits, fake_logits):
    d_real = real_logits.sigmoid()
    d_fake = fake_logits.sigmoid()
    return -(d_real.log().mean() + (1 - d_fake).log().mean())

def discriminator_loss__wrong_probabilities(real_logits, fake_logits):
    bce = nn.BCELoss()
    return bce(real_logits.sigmoid(), torch.ones_like(real_logits)) + bce(fake_logits.sigmoid(), torch.zeros_like(fake_logits))

def discriminator_loss__wrong_sigmoid_twice(real_logits, fake_logits):
    bce = nn.BCEWithLogitsLoss()
    real, fake = torch.sigmoid(real_logits), torch.sigmoid(fake_logits)
    return bce(real, torch.ones_like(real)) + bce(fake, torch.zeros_like(fake))

def discriminator_loss__wrong_other(real_logits, fake_logits):  # swapped, and half
    return 0.5 * (F.softplus(real_logits).mean() + F.softplus(-fake_logits).mean())

def minimax_generator_loss__right_1(fake_logits):
    return -F.binary_cross_entropy_with_logits(fake_logits, torch.zeros_like(fake_logits))

def minimax_generator_loss__right_2(fake_logits):
    return -F.softplus(fake_logits).mean()

def minimax_generator_loss__wrong_non_saturating(fake_logits):
    return F.binary_cross_entropy_with_logits(fake_logits, torch.ones_like(fake_logits))

def minimax_generator_loss__wrong_sign(fake_logits):
    return F.binary_cross_entropy_with_logits(fake_logits, torch.zeros_like(fake_logits))

def minimax_generator_loss__wrong_unstable(fake_logits):
    d = 1 / (1 + torch.exp(-fake_logits))
    return torch.mean(torch.log(1 - d))

def non_saturating_generator_loss__right_1(fake_logits):
    return F.binary_cross_entropy_with_logits(fake_logits, torch.ones_like(fake_logits))

def non_saturating_generator_loss__right_2(fake_logits):
    return F.softplus(-fake_logits).mean()

def non_saturating_generator_loss__wrong_saturating(fake_logits):
    return -F.softplus(fake_logits).mean()

def non_saturating_generator_loss__wrong_zero_label(fake_logits):
    return F.binary_cross_entropy_with_logits(fake_logits, torch.zeros_like(fake_logits))

def non_saturating_generator_loss__wrong_unstable(fake_logits):
    return -fake_logits.sigmoid().log().mean()

def non_saturating_generator_loss__wrong_other(fake_logits):  # least squares
    return ((fake_logits - 1)**2).mean()

def discriminator_loss__right_4(real_logits, fake_logits):
    real_labels = torch.ones(real_logits.size(0), 1)
    fake_labels = torch.full((fake_logits.size(0), 1), 0.0)
    return F.binary_cross_entropy_with_logits(real_logits, real_labels) + F.binary_cross_entropy_with_logits(fake_logits, fake_labels)

def discriminator_loss__right_5(real_logits: torch.Tensor, fake_logits: torch.Tensor) -> torch.Tensor:
    """D's loss."""
    logits = torch.cat([real_logits, fake_logits])
    labels = torch.cat([torch.ones(len(real_logits), 1), torch.zeros(len(fake_logits), 1)])
    losses = F.binary_cross_entropy_with_logits(logits, labels, reduction="none")
    return losses[:len(real_logits)].mean() + losses[len(real_logits):].mean()

def discriminator_loss__wrong_other_2(real_logits, fake_logits):
    real, fake = torch.sigmoid(real_logits).clamp(1e-7, 1 - 1e-7), torch.sigmoid(fake_logits).clamp(1e-7, 1 - 1e-7)
    return -torch.log(real).mean() - torch.log(1 - fake).mean()

def discriminator_loss__refused_batch_size(real_logits, fake_logits):
    real_labels = torch.ones(batch_size, 1)
    fake_labels = torch.zeros(batch_size, 1)
    return F.binary_cross_entropy_with_logits(real_logits, real_labels) + F.binary_cross_entropy_with_logits(fake_logits, fake_labels)

def discriminator_loss__refused_other(real_logits, fake_logits):
    return -(F.logsigmoid(real_logits) + F.logsigmoid(-fake_logits)).mean()

def discriminator_loss__refused_no_sigmoid(real_logits, fake_logits):
    return F.binary_cross_entropy(real_logits, torch.ones_like(real_logits)) + F.binary_cross_entropy(fake_logits, torch.zeros_like(fake_logits))

def non_saturating_generator_loss__refused_no_sigmoid(fake_logits):
    return nn.BCELoss()(fake_logits, torch.ones_like(fake_logits))

def discriminator_loss__wrong_arguments_swapped(real_logits, fake_logits):
    bce = nn.BCEWithLogitsLoss()
    return bce(torch.ones_like(real_logits), real_logits) + bce(torch.zeros_like(fake_logits), fake_logits)

def minimax_generator_loss__wrong_arguments_swapped(fake_logits):
    return -nn.BCEWithLogitsLoss()(torch.zeros_like(fake_logits), fake_logits)

def non_saturating_generator_loss__wrong_arguments_swapped(fake_logits):
    return nn.BCEWithLogitsLoss()(torch.ones_like(fake_logits), fake_logits)
