# torch.optim.lr_scheduler. Each is a rule: the learning rate of a parameter group from its first one, the number of calls of step(), and the group's number.
import math

from program import refuse, unsupported


def _scheduled(optimizer, rule, last_epoch):
    if last_epoch != -1:
        unsupported("last_epoch of a scheduler", "training begins at its first step")
    return optimizer._schedule(rule)

def LambdaLR(optimizer, lr_lambda, last_epoch=-1, verbose=False):
    if isinstance(lr_lambda, (list, tuple)):
        if len(lr_lambda) != len(optimizer.param_groups):
            refuse("LambdaLR", f"Expected {len(optimizer.param_groups)} lr_lambdas, but got {len(lr_lambda)}")
        return _scheduled(optimizer, lambda lr, epoch, group: lr * lr_lambda[group](epoch), last_epoch)
    return _scheduled(optimizer, lambda lr, epoch, group: lr * lr_lambda(epoch), last_epoch)

def StepLR(optimizer, step_size, gamma=0.1, last_epoch=-1, verbose=False):
    return _scheduled(optimizer, lambda lr, epoch, group: lr * gamma ** (epoch // step_size), last_epoch)

def MultiStepLR(optimizer, milestones, gamma=0.1, last_epoch=-1, verbose=False):
    return _scheduled(optimizer, lambda lr, epoch, group: lr * gamma ** sum([1 * (epoch >= milestone) for milestone in milestones]), last_epoch)

def ExponentialLR(optimizer, gamma, last_epoch=-1, verbose=False):
    return _scheduled(optimizer, lambda lr, epoch, group: lr * gamma ** epoch, last_epoch)

def ConstantLR(optimizer, factor=1 / 3, total_iters=5, last_epoch=-1, verbose=False):
    return _scheduled(optimizer, lambda lr, epoch, group: lr * (factor + (1 - factor) * (epoch >= total_iters)), last_epoch)

def LinearLR(optimizer, start_factor=1 / 3, end_factor=1.0, total_iters=5, last_epoch=-1, verbose=False):
    return _scheduled(optimizer, lambda lr, epoch, group: lr * (start_factor + (end_factor - start_factor) * min(epoch, total_iters) / total_iters), last_epoch)

def PolynomialLR(optimizer, total_iters=5, power=1.0, last_epoch=-1, verbose=False):
    return _scheduled(optimizer, lambda lr, epoch, group: lr * (1 - min(epoch, total_iters) / total_iters) ** power, last_epoch)

def CosineAnnealingLR(optimizer, T_max, eta_min=0, last_epoch=-1, verbose=False):
    return _scheduled(optimizer, lambda lr, epoch, group: eta_min + (lr - eta_min) * (1 + math.cos(math.pi * epoch / T_max)) / 2, last_epoch)

def CosineAnnealingWarmRestarts(optimizer, T_0, T_mult=1, eta_min=0, last_epoch=-1, verbose=False):
    if T_mult != 1:
        unsupported("T_mult of CosineAnnealingWarmRestarts", "write the learning rate as a function of the step, with LambdaLR")
    return _scheduled(optimizer, lambda lr, epoch, group: eta_min + (lr - eta_min) * (1 + math.cos(math.pi * (epoch % T_0) / T_0)) / 2, last_epoch)

# PyTorch refuses steps after the last one. Here the last learning rate stays.
def OneCycleLR(optimizer, max_lr, total_steps=None, epochs=None, steps_per_epoch=None, pct_start=0.3, anneal_strategy="cos", cycle_momentum=True,
               base_momentum=0.85, max_momentum=0.95, div_factor=25.0, final_div_factor=1e4, three_phase=False, last_epoch=-1, verbose=False):
    if cycle_momentum:
        unsupported("the changing momentum of OneCycleLR", "write cycle_momentum=False")
    if total_steps is None and (epochs is None or steps_per_epoch is None):
        refuse("OneCycleLR", "You must define either total_steps OR (epochs AND steps_per_epoch)")
    if anneal_strategy != "cos" and anneal_strategy != "linear":
        refuse("OneCycleLR", f'anneal_strategy is "cos" or "linear", not "{anneal_strategy}".')
    end = (epochs * steps_per_epoch if total_steps is None else total_steps) - 1
    up = pct_start * (end + 1) - 1

    def between(first, last, share):
        return last + (first - last) * ((1 + math.cos(math.pi * share)) / 2 if anneal_strategy == "cos" else 1 - share)

    def rule(lr, epoch, group):
        most = max_lr[group] if isinstance(max_lr, (list, tuple)) else max_lr
        first = most / div_factor
        last = first / final_div_factor
        at = min(epoch, end)
        if at <= up:
            return between(first, most, at / up)
        if not three_phase:
            return between(most, last, (at - up) / (end - up))
        if at <= 2 * up:
            return between(most, first, (at - up) / up)
        return between(first, last, (at - 2 * up) / (end - 2 * up))

    return _scheduled(optimizer, rule, last_epoch)
