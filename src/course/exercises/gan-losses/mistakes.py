import torch
import torch.nn.functional as F

def discriminator_loss__labels_swapped(real_logits, fake_logits):
    return F.softplus(real_logits).mean() + F.softplus(-fake_logits).mean()

def discriminator_loss__sign(real_logits, fake_logits):
    return F.logsigmoid(real_logits).mean() + F.logsigmoid(-fake_logits).mean()

def discriminator_loss__both_real(real_logits, fake_logits):
    return F.softplus(-real_logits).mean() + F.softplus(-fake_logits).mean()

def discriminator_loss__fake_sign(real_logits, fake_logits):
    return F.softplus(-real_logits).mean() - F.softplus(fake_logits).mean()

def discriminator_loss__half(real_logits, fake_logits):
    return 0.5 * (F.softplus(-real_logits).mean() + F.softplus(fake_logits).mean())

def discriminator_loss__one_mean(real_logits, fake_logits):
    return torch.cat([F.softplus(-real_logits), F.softplus(fake_logits)]).mean()

def discriminator_loss__batch_size(real_logits, fake_logits):
    real, fake = torch.ones(len(real_logits), 1), torch.zeros(len(real_logits), 1)
    return F.binary_cross_entropy_with_logits(real_logits, real) + F.binary_cross_entropy_with_logits(fake_logits, fake)

def discriminator_loss__sum(real_logits, fake_logits):
    return F.softplus(-real_logits).sum() + F.softplus(fake_logits).sum()

def discriminator_loss__real_only(real_logits, fake_logits):
    return F.softplus(-real_logits).mean()

def discriminator_loss__fake_only(real_logits, fake_logits):
    return F.softplus(fake_logits).mean()

def discriminator_loss__scores(real_logits, fake_logits):
    return fake_logits.mean() - real_logits.mean()

def discriminator_loss__logits_as_probabilities(real_logits, fake_logits):
    return -torch.log(real_logits).mean() - torch.log(1 - fake_logits).mean()

def discriminator_loss__no_sigmoid(real_logits, fake_logits):
    return F.binary_cross_entropy(real_logits, torch.ones_like(real_logits)) + F.binary_cross_entropy(fake_logits, torch.zeros_like(fake_logits))

def discriminator_loss__sigmoid_twice(real_logits, fake_logits):
    return F.softplus(-torch.sigmoid(real_logits)).mean() + F.softplus(torch.sigmoid(fake_logits)).mean()

def discriminator_loss__unstable(real_logits, fake_logits):
    return -torch.log(torch.sigmoid(real_logits)).mean() - torch.log(1 - torch.sigmoid(fake_logits)).mean()

def discriminator_loss__small_number(real_logits, fake_logits):
    return -torch.log(torch.sigmoid(real_logits) + 1e-8).mean() - torch.log(1 - torch.sigmoid(fake_logits) + 1e-8).mean()

def discriminator_loss__probabilities(real_logits, fake_logits):
    real, fake = torch.sigmoid(real_logits), torch.sigmoid(fake_logits)
    return F.binary_cross_entropy(real, torch.ones_like(real)) + F.binary_cross_entropy(fake, torch.zeros_like(fake))

def discriminator_loss__arguments_swapped(real_logits, fake_logits):
    real, fake = torch.ones_like(real_logits), torch.zeros_like(fake_logits)
    return F.binary_cross_entropy_with_logits(real, real_logits) + F.binary_cross_entropy_with_logits(fake, fake_logits)

def minimax_generator_loss__sign(fake_logits):
    return -F.logsigmoid(-fake_logits).mean()

def minimax_generator_loss__non_saturating(fake_logits):
    return -F.logsigmoid(fake_logits).mean()

def minimax_generator_loss__log_d(fake_logits):
    return F.logsigmoid(fake_logits).mean()

def minimax_generator_loss__no_log(fake_logits):
    return (1 - torch.sigmoid(fake_logits)).mean()

def minimax_generator_loss__sum(fake_logits):
    return F.logsigmoid(-fake_logits).sum()

def minimax_generator_loss__no_sigmoid(fake_logits):
    return -F.binary_cross_entropy(fake_logits, torch.zeros_like(fake_logits))

def minimax_generator_loss__unstable(fake_logits):
    return torch.log(1 - torch.sigmoid(fake_logits)).mean()

def minimax_generator_loss__arguments_swapped(fake_logits):
    return -F.binary_cross_entropy_with_logits(torch.zeros_like(fake_logits), fake_logits)

def non_saturating_generator_loss__sign(fake_logits):
    return F.logsigmoid(fake_logits).mean()

def non_saturating_generator_loss__saturating(fake_logits):
    return F.logsigmoid(-fake_logits).mean()

def non_saturating_generator_loss__zero_label(fake_logits):
    return -F.logsigmoid(-fake_logits).mean()

def non_saturating_generator_loss__no_log(fake_logits):
    return -torch.sigmoid(fake_logits).mean()

def non_saturating_generator_loss__score(fake_logits):
    return -fake_logits.mean()

def non_saturating_generator_loss__sum(fake_logits):
    return -F.logsigmoid(fake_logits).sum()

def non_saturating_generator_loss__no_sigmoid(fake_logits):
    return F.binary_cross_entropy(fake_logits, torch.ones_like(fake_logits))

def non_saturating_generator_loss__unstable(fake_logits):
    return -torch.log(torch.sigmoid(fake_logits)).mean()

def non_saturating_generator_loss__arguments_swapped(fake_logits):
    return F.binary_cross_entropy_with_logits(torch.ones_like(fake_logits), fake_logits)
