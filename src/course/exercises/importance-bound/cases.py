import math

import torch
import torch.nn.functional as F

def bound__right_1(log_w):
    top = log_w.max(1).values
    return (top + torch.log(torch.exp(log_w - top[:, None]).mean(1))).mean()

def bound__right_2(log_w):
    batch, K = log_w.shape
    total = log_w[:, 0]
    for k in range(1, K):
        total = torch.logaddexp(total, log_w[:, k])
    return (total - math.log(K)).sum() / batch

def bound__right_3(log_w):
    K = log_w.size(1)
    return (log_w[:, 0] - F.log_softmax(log_w, dim=1)[:, 0]).mean() - math.log(K)

def bound__right_4(log_w):
    m = log_w.amax(dim=1, keepdim=True).detach()
    w = (log_w - m).exp()
    return torch.mean(torch.log(w.sum(1) / w.shape[1]) + m[:, 0])

def bound__right_5(log_w):
    count = torch.tensor(float(log_w.shape[1]))
    return torch.logsumexp(log_w - torch.log(count), dim=1).mean()

def bound__wrong_elbo(log_w):
    return log_w.mean(1).mean()

def bound__wrong_underflow(log_w):
    w = torch.exp(log_w)
    return torch.log(w.sum(1) / w.shape[1]).mean()

def bound__wrong_no_log_count(log_w):
    top, _ = log_w.max(1)
    return (top + (log_w - top[:, None]).exp().sum(1).log()).mean()

def bound__wrong_wrong_axis(log_w):
    return (log_w.logsumexp(dim=0) - math.log(log_w.size(0))).mean(0)

def bound__wrong_maximum(log_w):
    return log_w.max(dim=-1)[0].mean()

def bound__wrong_weights_detached(log_w):
    with torch.no_grad():
        weights = F.softmax(log_w, dim=1)
    return torch.mean(torch.sum(weights * log_w, dim=1))

def bound__wrong_first_draw(log_w):
    return log_w[:, :1].mean()

def bound__wrong_other_1(log_w):
    return (torch.exp(log_w).mean(1) + 1e-8).log().mean()

def bound__wrong_other_2(log_w):
    return -torch.logsumexp(log_w, 1).sum()

def bound__right_6(log_w):
    return (torch.logsumexp(log_w, dim=1) - math.log(samples)).sum() / batch_size

def bound__right_7(log_w):
    top = log_w.max(dim=1, keepdim=True)[0]
    log_w -= top
    return (torch.log(torch.exp(log_w).mean(1)) + top[:, 0]).mean()

def bound__wrong_maximum_of_all(log_w):
    top = log_w.max()
    return (top + torch.log(torch.exp(log_w - top).mean(1))).mean()

def bound__wrong_wrong_count(log_w):
    return (torch.logsumexp(log_w, 1) - math.log(batch_size)).mean()
