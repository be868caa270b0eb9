import torch

def binarise__no_gradient(logits):
    return (logits > 0).float()

def binarise__identity(logits):
    return (logits > 0).float() + logits - logits.detach()

def binarise__probabilities(logits):
    return logits.sigmoid()

def binarise__rounded_logits(logits):
    return torch.round(logits) + logits - logits.detach()

def binarise__rounded_without_gradient(logits):
    return torch.round(logits)

def binarise__signs(logits):
    hard, soft = logits.sign(), logits.tanh()
    return hard + soft - soft.detach()

def binarise__signs_with_sigmoid(logits):
    hard, soft = logits.sign(), logits.sigmoid()
    return hard + soft - soft.detach()

def binarise__above_half(logits):
    soft = logits.sigmoid()
    return (logits > 0.5).float() + soft - soft.detach()

def binarise__inverted(logits):
    soft = logits.sigmoid()
    return (logits < 0).float() + soft - soft.detach()

def binarise__twice(logits):
    soft = logits.sigmoid()
    return (logits > 0).float() + 2 * (soft - soft.detach())

def binarise__negative(logits):
    soft = logits.sigmoid()
    return (logits > 0).float() - soft + soft.detach()

def binarise__sum(logits):
    return (logits > 0).float() + logits.sigmoid()

def binarise__product(logits):
    return (logits > 0).float() * logits.sigmoid()

def binarise__drawn(logits):
    soft = logits.sigmoid()
    hard = (torch.rand_like(soft) < soft).float()
    return hard + soft - soft.detach()
