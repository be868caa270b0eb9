import math

import torch

def bound(log_w):
    return (torch.logsumexp(log_w, 0) - math.log(len(log_w))).mean()
