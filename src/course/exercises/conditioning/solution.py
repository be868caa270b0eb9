import torch
import torch.nn.functional as F

def with_class(x, labels):
    return torch.cat([x, F.one_hot(labels, 10).float()], dim=1)
