import math

import torch

def bound(log_w):
    return (torch.logsumexp(log_w, 1) - math.log(log_w.shape[1])).mean()
