import torch.nn.functional as F

def discriminator_loss(real_logits, fake_logits):
    on_real = -F.logsigmoid(real_logits).mean()
    on_fake = -F.logsigmoid(-fake_logits).mean()
    return on_real + on_fake

def minimax_generator_loss(fake_logits):
    return F.logsigmoid(-fake_logits).mean()

def non_saturating_generator_loss(fake_logits):
    return -F.logsigmoid(fake_logits).mean()
