import torch

def binarise(logits):
    probabilities = logits.sigmoid()
    hard = (logits > 0).float()
    return hard + probabilities - probabilities.detach()
