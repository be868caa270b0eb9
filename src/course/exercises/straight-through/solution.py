import torch

def binarise(logits):
    probabilities = logits.sigmoid()
    hard = (logits > 0).float()
    return hard + (probabilities - probabilities.detach())  # grouped so that the values are exactly 0 or 1
