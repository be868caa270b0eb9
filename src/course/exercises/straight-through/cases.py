import torch
import torch.nn.functional as F

def binarise__right_1(logits):
    p = torch.sigmoid(logits)
    return (p > 0.5).float().detach() + (p - p.detach())

def binarise__right_2(logits):
    p = torch.sigmoid(logits)
    b = torch.round(p)
    return p + (b - p).detach()

def binarise__right_3(logits):
    p = torch.sigmoid(logits)
    with torch.no_grad():
        residual = torch.where(logits > 0, torch.ones_like(p), torch.zeros_like(p)) - p
    return residual + p

def binarise__right_4(logits):
    p = 1 / (1 + torch.exp(-logits))
    return torch.heaviside(logits, torch.zeros(1)).detach() - p.detach() + p

def binarise__right_5(logits):
    soft = torch.sigmoid(logits)
    hard = soft.ge(0.5).to(logits.dtype)
    return hard - soft.detach() + soft

def binarise__wrong_no_gradient(logits):
    p = torch.sigmoid(logits)
    b = torch.round(p)
    return p + (b - p)

def binarise__wrong_identity(logits):
    bits = torch.where(logits > 0, 1.0, 0.0)
    return logits + (bits - logits).detach()

def binarise__wrong_sum(logits):
    p = torch.sigmoid(logits)
    return torch.round(p).detach() + p

def binarise__wrong_probabilities(logits):
    p = 1 / (1 + torch.exp(-logits))
    hard = (p > 0.5).float()
    return hard + p - hard

def binarise__wrong_negative(logits):
    p = torch.sigmoid(logits)
    hard = (p > 0.5).float()
    return hard.detach() + p.detach() - p

def binarise__wrong_drawn(logits):
    p = torch.sigmoid(logits)
    return p + ((torch.rand(p.shape) < p).float() - p).detach()

def binarise__wrong_above_half(logits):
    p = torch.sigmoid(logits)
    hard = (logits >= 0.5).float()
    return (hard - p).detach() + p

def binarise__wrong_other(logits):  # bits of ±1, and the gradient of the identity
    return torch.sign(logits).detach() + logits - logits.detach()

def binarise__right_6(logits):
    p = torch.sigmoid(logits)
    hard = torch.zeros(batch_size, bits)
    hard[logits > 0] = 1.0
    return hard + p - p.detach()

def binarise__right_7(logits):
    out = []
    for row in logits:
        p = torch.sigmoid(row)
        b = torch.where(row > 0, torch.ones(bits), torch.zeros(bits))
        out.append(b.detach() - p.detach() + p)
    return torch.stack(out, 0)

def binarise__wrong_other_2(logits):
    p = torch.sigmoid(logits)
    hard = (logits > 0).float()
    return hard * p / p.detach()
