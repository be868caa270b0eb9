# torch.nn.functional.
import math

import torch
from program import has_both_signs, is_tensor, logits_loss, refuse, rows, rows_cross_entropy, strided, unsupported, zero_padded
from torch.nn.functional import conv2d, linear, log_softmax, one_hot, relu, softmax, softplus


def _only(callee, name, value, default=None):  # a setting that has its default value here
    if value is not default and value != default:
        unsupported(f"{name}={value} of {callee}")


def _one_reduction(size_average, reduce, reduction):  # the first two are from before PyTorch 0.4
    if size_average is None and reduce is None:
        return reduction
    if reduce is not None and not reduce:
        return "none"
    return "mean" if size_average is None or size_average else "sum"


def _reduced(losses, reduction, callee="loss"):
    if reduction == "mean":
        return losses.mean()
    if reduction == "sum":
        return losses.sum()
    if reduction != "none":
        refuse(callee, f'There is no reduction "{reduction}": it is "mean", "sum" or "none".')
    return losses


def _given(input, result, inplace):
    return input.copy_(result) if inplace else result


# Activations

def gelu(input, approximate="none"):
    if approximate == "tanh":
        return 0.5 * input * (1 + (math.sqrt(2 / math.pi) * (input + 0.044715 * input**3)).tanh())
    return 0.5 * input * (1 + (input / math.sqrt(2)).erf())

def silu(input, inplace=False):
    return _given(input, input * input.sigmoid(), inplace)

def mish(input, inplace=False):
    return _given(input, input * softplus(input).tanh(), inplace)

def elu(input, alpha=1.0, inplace=False):
    return _given(input, torch.where(input > 0, input, alpha * input.clamp(max=0).exp() - alpha), inplace)

def celu(input, alpha=1.0, inplace=False):
    return _given(input, torch.where(input > 0, input, alpha * (input.clamp(max=0) / alpha).exp() - alpha), inplace)

def selu(input, inplace=False):
    return _given(input, 1.0507009873554805 * elu(input, 1.6732632423543772), inplace)

def relu6(input, inplace=False):
    return hardtanh(input, 0, 6, inplace)

def hardtanh(input, min_val=-1.0, max_val=1.0, inplace=False):
    clamped = input.clamp(min_val, max_val)
    return _given(input, torch.where((input > min_val) & (input < max_val), clamped, clamped.detach()), inplace)  # the bounds have no slope

def hardsigmoid(input, inplace=False):
    return _given(input, hardtanh(input + 3, 0, 6) / 6, inplace)

def hardswish(input, inplace=False):
    return _given(input, input * (input + 3).clamp(0, 6) / 6, inplace)

def softsign(input):
    return input / (1 + input.abs())

def tanhshrink(input):
    return input - input.tanh()

def softshrink(input, lambd=0.5):
    return relu(input - lambd) - relu(-input - lambd)

def hardshrink(input, lambd=0.5):
    return input * (input.abs() > lambd)

def threshold(input, threshold, value, inplace=False):
    return _given(input, torch.where(input > threshold, input, float(value)), inplace)

def prelu(input, weight):
    slopes = weight.reshape([-1] + [1] * (input.ndim - 2)) if weight.numel() > 1 else weight.reshape([])
    return torch.where(input > 0, input, slopes * input)

def glu(input, dim=-1):
    a, b = input.chunk(2, dim)
    return a * b.sigmoid()

def softmin(input, dim=None, dtype=None):
    return softmax(-input, dim)

def normalize(input, p=2.0, dim=1, eps=1e-12):
    return input / input.norm(p, dim, True).clamp(min=eps)

def gumbel_softmax(logits, tau=1, hard=False, eps=1e-10, dim=-1):  # Jang et al. 2017
    noise = -(-torch.rand_like(logits).log()).log()
    soft = softmax((logits + noise) / tau, dim)
    if not hard:
        return soft
    chosen = one_hot(soft.argmax(dim), soft.shape[dim]).float().movedim(-1, dim)
    return soft + (chosen - soft).detach()

def dropout(input, p=0.5, training=True, inplace=False):
    return _given(input, input * (torch.rand_like(input) >= p) / (1 - p), inplace) if training and p > 0 else input

def dropout2d(input, p=0.5, training=True, inplace=False):
    return _given(input, input * (torch.rand(input.shape[0], input.shape[1], 1, 1) >= p) / (1 - p), inplace) if training and p > 0 else input


# Losses

def l1_loss(input, target, size_average=None, reduce=None, reduction="mean"):
    reduction = _one_reduction(size_average, reduce, reduction)
    return _reduced((input - target).abs(), reduction)

def huber_loss(input, target, reduction="mean", delta=1.0):
    d = (input - target).abs()
    near = d.clamp(max=delta)
    return _reduced(0.5 * near**2 + delta * (d - near), reduction)

def smooth_l1_loss(input, target, size_average=None, reduce=None, reduction="mean", beta=1.0):
    reduction = _one_reduction(size_average, reduce, reduction)
    return l1_loss(input, target, reduction=reduction) if beta == 0 else huber_loss(input, target, reduction, beta) / beta

def _refuse_number(callee, target):
    if not is_tensor(target):
        tensor = {0: "torch.zeros_like(input)", 1: "torch.ones_like(input)"}.get(target, f"torch.full_like(input, {target})")
        refuse(callee, f"The target must be a tensor: write {tensor}, where input is the first argument. (argument 'target' must be Tensor)")

def _same_shape(callee, input, target):
    _refuse_number(callee, target)
    if input.shape != target.shape:
        refuse(callee, f"The input is {list(input.shape)}, and the target {list(target.shape)}. (Using a target size that is different to the input size)")

def _bounded_log(p):  # at least -100; its derivative is finite at 0, too
    return torch.where(p > 0, torch.where(p > 0, p, 1.0).log().clamp(min=-100), 1e12 * p - 100)

def binary_cross_entropy(input, target, weight=None, size_average=None, reduce=None, reduction="mean"):
    reduction = _one_reduction(size_average, reduce, reduction)
    _same_shape("binary_cross_entropy", input, target)
    if has_both_signs(input):
        refuse("binary_cross_entropy", "The input must be probabilities, and it has negative numbers: apply torch.sigmoid to it, or use binary_cross_entropy_with_logits (nn.BCEWithLogitsLoss), which takes logits. (all elements of input should be between 0 and 1)")
    losses = -(target * _bounded_log(input) + (1 - target) * _bounded_log(1 - input))
    return _reduced(losses if weight is None else weight * losses, reduction)

def nll_loss(input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction="mean", label_smoothing=0.0):
    reduction = _one_reduction(size_average, reduce, reduction)
    at = 0 if input.ndim == 1 else 1
    classes = input.shape[at]
    is_class = target.is_floating_point()  # probabilities of the classes
    rows = input if at == 0 else input.movedim(1, -1)  # [..., classes]
    if is_class:
        chosen = target if at == 0 else target.movedim(1, -1)
    else:
        one = ((target[..., None] == torch.arange(classes)) & (target[..., None] != ignore_index)).float()
        chosen = one
    if label_smoothing > 0:
        counted = 1.0 if is_class else (target != ignore_index).float()[..., None]
        chosen = (1 - label_smoothing) * chosen + label_smoothing / classes * counted
    losses = -(chosen * rows * (1.0 if weight is None else weight)).sum(-1)
    if reduction != "mean":
        return _reduced(losses, reduction, "nll_loss")
    if is_class:
        return losses.mean()
    return losses.sum() / (one * (1.0 if weight is None else weight)).sum()

def cross_entropy(input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction="mean", label_smoothing=0.0):
    reduction = _one_reduction(size_average, reduce, reduction)
    if weight is None and label_smoothing == 0 and ignore_index == -100 and input.ndim == 2:
        return rows_cross_entropy(input, target, reduction)
    return nll_loss(log_softmax(input, 0 if input.ndim == 1 else 1), target, weight, None, ignore_index, None, reduction, label_smoothing)

def binary_cross_entropy_with_logits(input, target, weight=None, size_average=None, reduce=None, reduction="mean", pos_weight=None):
    reduction = _one_reduction(size_average, reduce, reduction)
    _refuse_number("binary_cross_entropy_with_logits", target)
    if weight is None and pos_weight is None:
        return logits_loss(input, target, reduction)
    _same_shape("binary_cross_entropy_with_logits", input, target)
    more = 1 if pos_weight is None else 1 + (pos_weight - 1) * target
    losses = (1 - target) * input + more * softplus(-input)
    return _reduced(losses if weight is None else weight * losses, reduction)

def mse_loss(input, target, size_average=None, reduce=None, reduction="mean"):
    reduction = _one_reduction(size_average, reduce, reduction)
    return _reduced((input - target)**2, reduction, "mse_loss")

def kl_div(input, target, size_average=None, reduce=None, reduction="mean", log_target=False):
    reduction = _one_reduction(size_average, reduce, reduction)
    losses = target.exp() * (target - input) if log_target else torch.xlogy(target, target) - target * input
    return losses.sum() / len(input) if reduction == "batchmean" else _reduced(losses, reduction)

def gaussian_nll_loss(input, target, var, full=False, eps=1e-6, reduction="mean"):
    if var.shape != input.shape and var.ndim == input.ndim - 1:
        var = var[..., None]
    safe = var + (var.clamp(min=eps) - var).detach()
    losses = 0.5 * (safe.log() + (input - target)**2 / safe) + (0.5 * math.log(2 * math.pi) if full else 0)
    return _reduced(losses, reduction)

def poisson_nll_loss(input, target, log_input=True, full=False, size_average=None, eps=1e-8, reduce=None, reduction="mean"):
    reduction = _one_reduction(size_average, reduce, reduction)
    losses = input.exp() - target * input if log_input else input - target * (input + eps).log()
    if full:
        large = target > 1
        safe = torch.where(large, target, 2.0)
        stirling = safe * safe.log() - safe + 0.5 * (2 * math.pi * safe).log()
        losses = losses + torch.where(large, stirling, 0.0)
    return _reduced(losses, reduction)

def hinge_embedding_loss(input, target, margin=1.0, size_average=None, reduce=None, reduction="mean"):
    reduction = _one_reduction(size_average, reduce, reduction)
    return _reduced(torch.where(target == -1, 0.0, input) + torch.where(target == 1, 0.0, relu(margin - input)), reduction)

def soft_margin_loss(input, target, size_average=None, reduce=None, reduction="mean"):
    reduction = _one_reduction(size_average, reduce, reduction)
    return _reduced(softplus(-target * input), reduction)

def margin_ranking_loss(input1, input2, target, margin=0.0, size_average=None, reduce=None, reduction="mean"):
    reduction = _one_reduction(size_average, reduce, reduction)
    return _reduced(relu(-target * (input1 - input2) + margin), reduction)

def multilabel_soft_margin_loss(input, target, weight=None, size_average=None, reduce=None, reduction="mean"):
    reduction = _one_reduction(size_average, reduce, reduction)
    losses = target * softplus(-input) + (1 - target) * softplus(input)
    return _reduced((losses if weight is None else weight * losses).mean(-1), reduction)

def cosine_similarity(x1, x2, dim=1, eps=1e-8):
    def squares(x):
        return (x * x).sum(dim)
    if x1.shape != x2.shape:
        x1, x2 = torch.broadcast_tensors(x1, x2)
    return (x1 * x2).sum(dim) / ((squares(x1) * squares(x2)).clamp(min=eps * eps)).sqrt()

def cosine_embedding_loss(input1, input2, target, margin=0.0, size_average=None, reduce=None, reduction="mean"):
    reduction = _one_reduction(size_average, reduce, reduction)
    dim = input1.ndim - 1
    product, a, b = (input1 * input2).sum(dim), (input1**2).sum(dim) + 1e-12, (input2**2).sum(dim) + 1e-12
    cosine = product / (a * b).sqrt()
    return _reduced(torch.where(target == 1, 1 - cosine, 0.0) + torch.where(target == -1, relu(cosine - margin), 0.0), reduction)

def pairwise_distance(x1, x2, p=2.0, eps=1e-6, keepdim=False):
    return (x1 - x2 + eps).norm(p, -1, keepdim)

def triplet_margin_loss(anchor, positive, negative, margin=1.0, p=2.0, eps=1e-6, swap=False, size_average=None, reduce=None, reduction="mean"):
    reduction = _one_reduction(size_average, reduce, reduction)
    near, far = pairwise_distance(anchor, positive, p, eps), pairwise_distance(anchor, negative, p, eps)
    if swap:
        far = torch.minimum(far, pairwise_distance(positive, negative, p, eps))
    return _reduced(relu(near - far + margin), reduction)


# Normalisation

def _normalised(x, dims, eps):
    mean = x.mean(dims, True)
    return (x - mean) * ((x - mean)**2).mean(dims, True).add(eps).rsqrt()

def layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-5):
    rank = len(normalized_shape)
    if list(input.shape[input.ndim - rank:]) != list(normalized_shape):
        refuse("layer_norm", f"x is {list(input.shape)}, and the last dimensions should be {list(normalized_shape)}.")
    x = _normalised(input, [-1 - i for i in range(rank)], eps)
    x = x if weight is None else x * weight
    return x if bias is None else x + bias

def _per_channel(x, weight, bias):
    shape = [-1] + [1] * (x.ndim - 2)
    x = x if weight is None else x * weight.reshape(shape)
    return x if bias is None else x + bias.reshape(shape)

def group_norm(input, num_groups, weight=None, bias=None, eps=1e-5):
    if input.shape[1] % num_groups != 0:
        refuse("group_norm", f"{input.shape[1]} channels cannot be {num_groups} groups of one size.")
    groups = input.reshape(input.shape[0], num_groups, -1)
    return _per_channel(_normalised(groups, [2], eps).reshape(input.shape), weight, bias)

def instance_norm(input, running_mean=None, running_var=None, weight=None, bias=None, use_input_stats=True, momentum=0.1, eps=1e-5):
    if not use_input_stats:
        return batch_norm(input, running_mean, running_var, weight, bias, False, momentum, eps)
    return _per_channel(_normalised(input, list(range(2, input.ndim)), eps), weight, bias)

def batch_norm(input, running_mean, running_var, weight=None, bias=None, training=False, momentum=0.1, eps=1e-5):
    if training:
        return _per_channel(_normalised(input, [d for d in range(input.ndim) if d != 1], eps), weight, bias)
    shape = [-1] + [1] * (input.ndim - 2)
    return _per_channel((input - running_mean.reshape(shape)) * (running_var.reshape(shape) + eps).rsqrt(), weight, bias)


# Images

def _pair(value):
    return (value, value) if isinstance(value, int) else tuple(value) * (2 if len(value) == 1 else 1)

def pad(input, pad, mode="constant", value=None):
    fill = 0.0 if value is None else float(value)
    if mode == "constant":
        x = zero_padded(input, pad)
        return x if fill == 0 else x + fill * (1 - zero_padded(torch.ones(input.shape), pad))
    if min(pad) < 0:
        unsupported(f'negative amounts of pad with mode="{mode}"')
    x = input
    for i in range(len(pad) // 2):
        axis = input.ndim - 1 - i
        n, places = input.shape[axis], range(-pad[2 * i], input.shape[axis] + pad[2 * i + 1])
        if mode == "reflect":
            x = rows(x, axis, [abs(k) if k < n else 2 * n - 2 - k for k in places])
        elif mode == "replicate":
            x = rows(x, axis, [min(max(k, 0), n - 1) for k in places])
        elif mode == "circular":
            x = rows(x, axis, [k % n for k in places])
        else:
            refuse("pad", f'There is no mode "{mode}".')
    return x

def conv1d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    def single(value):
        return value if isinstance(value, int) else value[0]
    kernel = weight.shape[-1]
    ends = 0 if padding == "valid" else (kernel - 1) // 2 if padding == "same" else single(padding)
    x = zero_padded(input, (ends, ends)) if ends > 0 else input
    return conv2d(x[:, :, None], weight[:, :, None], bias, single(stride), 0, single(dilation), groups)[:, :, 0]

def max_pool1d(input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False):
    _only("max_pool1d", "dilation", dilation if isinstance(dilation, int) else dilation[0], 1)
    _only("max_pool1d", "ceil_mode", ceil_mode, False)
    _only("max_pool1d", "return_indices", return_indices, False)
    def single(value):
        return value if isinstance(value, int) else value[0]
    kernel, ends = single(kernel_size), single(padding)
    x = pad(input, (ends, ends), value=-1e30) if ends > 0 else input
    parts = _windows(x, input.ndim - 1, kernel, kernel if stride is None or stride == () else single(stride))
    most = parts[0]
    for part in parts[1:]:
        most = torch.maximum(most, part)
    return most

def _windows(x, axis, kernel, stride):  # the elements of each window along an axis: [kernel] tensors
    count = (x.shape[axis] - kernel) // stride + 1
    return [strided(x, axis, i, count, stride) for i in range(kernel)]

def _average(x, axis, kernel, stride):
    return sum(_windows(x, axis, kernel, stride)) / kernel

def avg_pool2d(input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None):
    _only("avg_pool2d", "ceil_mode", ceil_mode, False)
    (height, width), (down, across), (top, left) = _pair(kernel_size), _pair(kernel_size if stride is None or stride == () else stride), _pair(padding)
    if not count_include_pad and (top, left) != (0, 0):
        unsupported("count_include_pad=False of avg_pool2d")
    x = pad(input, (left, left, top, top)) if (top, left) != (0, 0) else input
    result = _average(_average(x, input.ndim - 1, width, across), input.ndim - 2, height, down)
    return result if divisor_override is None else result * (height * width / divisor_override)

def avg_pool1d(input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True):
    _only("avg_pool1d", "ceil_mode", ceil_mode, False)
    def single(value):
        return value if isinstance(value, int) else value[0]
    kernel, ends = single(kernel_size), single(padding)
    if not count_include_pad and ends != 0:
        unsupported("count_include_pad=False of avg_pool1d")
    x = pad(input, (ends, ends)) if ends else input
    return _average(x, input.ndim - 1, kernel, kernel if stride is None or stride == () else single(stride))

def _bins(length, count):  # [length, count]: the share of each element in the average of each bin
    edges = [(k * length // count, ((k + 1) * length + count - 1) // count) for k in range(count)]
    return torch.tensor([[1 / (end - start) if start <= i < end else 0.0 for start, end in edges] for i in range(length)])

def adaptive_avg_pool1d(input, output_size):
    return input @ _bins(input.shape[-1], output_size if isinstance(output_size, int) else output_size[0])

def adaptive_avg_pool2d(input, output_size):
    down, across = _pair(output_size)
    height, width = input.shape[-2], input.shape[-1]
    down, across = height if down is None else down, width if across is None else across
    return _bins(height, down).T @ input @ _bins(width, across)

def interpolate(input, size=None, scale_factor=None, mode="nearest", align_corners=None, recompute_scale_factor=None, antialias=False):
    linear = mode in ("linear", "bilinear", "trilinear")
    if not linear and mode != "area":
        _only("interpolate", "mode", mode, "nearest")
    _only("interpolate", "antialias", antialias, False)
    rank = input.ndim - 2
    def each(value):
        return [value] * rank if not isinstance(value, (tuple, list)) else list(value)
    sizes = each(size) if size is not None else [int(n * f) for n, f in zip(input.shape[2:], each(scale_factor))]
    scales = each(scale_factor) if size is None and not recompute_scale_factor else [new / old for new, old in zip(sizes, input.shape[2:])]
    x = input
    for i, (new, old, scale) in enumerate(zip(sizes, input.shape[2:], scales)):
        if linear or mode == "area":
            shares = _bins(old, new) if mode == "area" else _blends(old, new, scale, align_corners)
            x = (x.movedim(2 + i, -1) @ shares).movedim(-1, 2 + i)
        elif new != old:
            x = rows(x, 2 + i, [min(int(k / scale), old - 1) for k in range(new)])
    return x

def _blends(old, new, scale, align_corners):  # [old, new]: the shares of two neighbours in each interpolated value
    if align_corners:
        places = [k * (old - 1) / max(1, new - 1) for k in range(new)]
    else:
        places = [min(max((k + 0.5) / scale - 0.5, 0), old - 1) for k in range(new)]
    return torch.tensor([[max(0.0, 1 - abs(place - i)) for place in places] for i in range(old)])

def upsample_bilinear(input, size=None, scale_factor=None):
    return interpolate(input, size, scale_factor, "bilinear", True)

def upsample_nearest(input, size=None, scale_factor=None):
    return interpolate(input, size, scale_factor)

upsample = interpolate

def pixel_shuffle(input, upscale_factor):
    r = upscale_factor
    *before, channels, height, width = input.shape
    rank = len(before)
    x = input.reshape(before + [channels // r**2, r, r, height, width])
    order = list(range(rank)) + [rank + i for i in (0, 3, 1, 4, 2)]
    return x.permute(order).reshape(before + [channels // r**2, height * r, width * r])

def pixel_unshuffle(input, downscale_factor):
    r = downscale_factor
    *before, channels, height, width = input.shape
    rank = len(before)
    x = input.reshape(before + [channels, height // r, r, width // r, r])
    order = list(range(rank)) + [rank + i for i in (0, 2, 4, 1, 3)]
    return x.permute(order).reshape(before + [channels * r**2, height // r, width // r])

def bilinear(input1, input2, weight, bias=None):
    result = ((input1[..., None, :, None] * weight * input2[..., None, None, :]).sum([-1, -2]))
    return result if bias is None else result + bias

def embedding(input, weight, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False):
    _only("embedding", "max_norm", max_norm)
    _only("embedding", "scale_grad_by_freq", scale_grad_by_freq, False)
    if padding_idx is None:
        return weight[input]
    row = padding_idx + len(weight) if padding_idx < 0 else padding_idx
    fixed = (torch.arange(len(weight)) == row)[:, None]
    return torch.where(fixed, weight.detach(), weight)[input]

def scaled_dot_product_attention(query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False):
    _only("scaled_dot_product_attention", "dropout_p", dropout_p, 0.0)
    scores = query @ key.transpose(-2, -1) / math.sqrt(query.shape[-1])
    if is_causal:
        n, m = scores.shape[-2], scores.shape[-1]
        scores = scores.masked_fill(torch.arange(m) > torch.arange(n)[:, None], -math.inf)
    if attn_mask is not None:
        scores = scores.masked_fill(~attn_mask, -math.inf) if attn_mask.dtype == torch.bool else scores + attn_mask
    return scores.softmax(-1) @ value
