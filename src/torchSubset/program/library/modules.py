# torch.nn: modules that call functions.
import torch
import torch.nn.functional as F
from program import refuse, unsupported
from torch import nn


class GELU(nn.Module):
    def __init__(self, approximate="none"):
        super().__init__()
        self.approximate = approximate

    def forward(self, input):
        return F.gelu(input, self.approximate)

class SiLU(nn.Module):
    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace

    def forward(self, input):
        return F.silu(input, self.inplace)

class Mish(SiLU):
    def forward(self, input):
        return F.mish(input, self.inplace)

class ELU(nn.Module):
    def __init__(self, alpha=1.0, inplace=False):
        super().__init__()
        self.alpha, self.inplace = alpha, inplace

    def forward(self, input):
        return F.elu(input, self.alpha, self.inplace)

class CELU(ELU):
    def forward(self, input):
        return F.celu(input, self.alpha, self.inplace)

class SELU(SiLU):
    def forward(self, input):
        return F.selu(input, self.inplace)

class ReLU6(SiLU):
    def forward(self, input):
        return F.relu6(input, self.inplace)

class Hardsigmoid(SiLU):
    def forward(self, input):
        return F.hardsigmoid(input, self.inplace)

class Hardswish(SiLU):
    def forward(self, input):
        return F.hardswish(input, self.inplace)

class Hardtanh(nn.Module):
    def __init__(self, min_val=-1.0, max_val=1.0, inplace=False):
        super().__init__()
        self.min_val, self.max_val, self.inplace = min_val, max_val, inplace

    def forward(self, input):
        return F.hardtanh(input, self.min_val, self.max_val, self.inplace)

class Softsign(nn.Module):
    def forward(self, input):
        return F.softsign(input)

class Tanhshrink(nn.Module):
    def forward(self, input):
        return F.tanhshrink(input)

class LogSigmoid(nn.Module):
    def forward(self, input):
        return F.logsigmoid(input)

class Softmax(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.dim = dim

    def forward(self, input):
        return F.softmax(input, self.dim)

class LogSoftmax(Softmax):
    def forward(self, input):
        return F.log_softmax(input, self.dim)

class Softmin(Softmax):
    def forward(self, input):
        return F.softmin(input, self.dim)

class GLU(nn.Module):
    def __init__(self, dim=-1):
        super().__init__()
        self.dim = dim

    def forward(self, input):
        return F.glu(input, self.dim)

class PReLU(nn.Module):
    def __init__(self, num_parameters=1, init=0.25):
        super().__init__()
        self.weight = nn.Parameter(torch.full((num_parameters,), init))

    def forward(self, input):
        return F.prelu(input, self.weight)

class _Affine(nn.Module):  # layers with a weight of ones and a bias of zeros
    def begin(self, shape, affine):
        self.weight = nn.Parameter(torch.ones(shape)) if affine else None
        self.bias = nn.Parameter(torch.zeros(shape)) if affine else None

class LayerNorm(_Affine):
    def __init__(self, normalized_shape, eps=1e-5, elementwise_affine=True):
        super().__init__()
        self.normalized_shape = [normalized_shape] if isinstance(normalized_shape, int) else list(normalized_shape)
        self.eps = eps
        self.begin(self.normalized_shape, elementwise_affine)

    def forward(self, input):
        return F.layer_norm(input, self.normalized_shape, self.weight, self.bias, self.eps)

class GroupNorm(_Affine):
    def __init__(self, num_groups, num_channels, eps=1e-5, affine=True):
        super().__init__()
        self.num_groups, self.eps = num_groups, eps
        self.begin([num_channels], affine)

    def forward(self, input):
        return F.group_norm(input, self.num_groups, self.weight, self.bias, self.eps)

class InstanceNorm2d(_Affine):
    def __init__(self, num_features, eps=1e-5, momentum=0.1, affine=False):
        super().__init__()
        self.eps = eps
        self.begin([num_features], affine)

    def forward(self, input):
        return F.instance_norm(input, weight=self.weight, bias=self.bias, eps=self.eps)

class Dropout2d(nn.Module):
    def __init__(self, p=0.5, inplace=False):
        super().__init__()
        self.p, self.inplace = p, inplace

    def forward(self, input):
        return F.dropout2d(input, self.p, self.training, self.inplace)

class AvgPool2d(nn.Module):
    def __init__(self, kernel_size, stride=None, padding=0):
        super().__init__()
        self.kernel_size, self.stride, self.padding = kernel_size, stride, padding

    def forward(self, input):
        return F.avg_pool2d(input, self.kernel_size, self.stride, self.padding)

class MaxPool2d(AvgPool2d):
    def forward(self, input):
        return F.max_pool2d(input, self.kernel_size, self.stride, self.padding)

class AvgPool1d(AvgPool2d):
    def forward(self, input):
        return F.avg_pool1d(input, self.kernel_size, self.stride, self.padding)

class AdaptiveAvgPool2d(nn.Module):
    def __init__(self, output_size):
        super().__init__()
        self.output_size = output_size

    def forward(self, input):
        return F.adaptive_avg_pool2d(input, self.output_size)

class Upsample(nn.Module):
    def __init__(self, size=None, scale_factor=None, mode="nearest", align_corners=None):
        super().__init__()
        self.size, self.scale_factor, self.mode, self.align_corners = size, scale_factor, mode, align_corners

    def forward(self, input):
        return F.interpolate(input, self.size, self.scale_factor, self.mode, self.align_corners)

class UpsamplingNearest2d(Upsample):
    def forward(self, input):
        return F.interpolate(input, self.size, self.scale_factor)

class PixelShuffle(nn.Module):
    def __init__(self, upscale_factor):
        super().__init__()
        self.upscale_factor = upscale_factor

    def forward(self, input):
        return F.pixel_shuffle(input, self.upscale_factor)

class Bilinear(nn.Module):
    def __init__(self, in1_features, in2_features, out_features, bias=True):
        super().__init__()
        bound = in1_features**-0.5
        self.weight = nn.Parameter(torch.rand(out_features, in1_features, in2_features))
        nn.init.uniform_(self.weight, -bound, bound)
        self.bias = None
        if bias:
            self.bias = nn.Parameter(torch.zeros(out_features))
            nn.init.uniform_(self.bias, -bound, bound)

    def forward(self, input1, input2):
        return F.bilinear(input1, input2, self.weight, self.bias)

class ModuleList(nn.Sequential):
    def __init__(self, modules=()):
        super().__init__(*modules)

class _Loss(nn.Module):
    def __init__(self, size_average=None, reduce=None, reduction="mean"):
        super().__init__()
        self.options = {"size_average": size_average, "reduce": reduce, "reduction": reduction}

class MSELoss(_Loss):
    def forward(self, input, target):
        return F.mse_loss(input, target, **self.options)

class L1Loss(_Loss):
    def forward(self, input, target):
        return F.l1_loss(input, target, **self.options)

class BCELoss(_Loss):
    def __init__(self, weight=None, size_average=None, reduce=None, reduction="mean"):
        super().__init__(size_average, reduce, reduction)
        self.weight = weight

    def forward(self, input, target):
        return F.binary_cross_entropy(input, target, self.weight, **self.options)

class BCEWithLogitsLoss(_Loss):
    def __init__(self, weight=None, size_average=None, reduce=None, reduction="mean", pos_weight=None):
        super().__init__(size_average, reduce, reduction)
        self.weight, self.pos_weight = weight, pos_weight

    def forward(self, input, target):
        return F.binary_cross_entropy_with_logits(input, target, self.weight, pos_weight=self.pos_weight, **self.options)

class NLLLoss(_Loss):
    def __init__(self, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction="mean"):
        super().__init__(size_average, reduce, reduction)
        self.weight, self.ignore_index = weight, ignore_index

    def forward(self, input, target):
        return F.nll_loss(input, target, self.weight, ignore_index=self.ignore_index, **self.options)

class CrossEntropyLoss(_Loss):
    def __init__(self, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction="mean", label_smoothing=0.0):
        super().__init__(size_average, reduce, reduction)
        self.weight, self.ignore_index, self.label_smoothing = weight, ignore_index, label_smoothing

    def forward(self, input, target):
        return F.cross_entropy(input, target, self.weight, ignore_index=self.ignore_index, label_smoothing=self.label_smoothing, **self.options)

class SmoothL1Loss(_Loss):
    def __init__(self, size_average=None, reduce=None, reduction="mean", beta=1.0):
        super().__init__(size_average, reduce, reduction)
        self.beta = beta

    def forward(self, input, target):
        return F.smooth_l1_loss(input, target, beta=self.beta, **self.options)

class HuberLoss(nn.Module):
    def __init__(self, reduction="mean", delta=1.0):
        super().__init__()
        self.reduction, self.delta = reduction, delta

    def forward(self, input, target):
        return F.huber_loss(input, target, self.reduction, self.delta)

class KLDivLoss(_Loss):
    def __init__(self, size_average=None, reduce=None, reduction="mean", log_target=False):
        super().__init__(size_average, reduce, reduction)
        self.log_target = log_target

    def forward(self, input, target):
        return F.kl_div(input, target, log_target=self.log_target, **self.options)

class GaussianNLLLoss(nn.Module):
    def __init__(self, *, full=False, eps=1e-6, reduction="mean"):
        super().__init__()
        self.full, self.eps, self.reduction = full, eps, reduction

    def forward(self, input, target, var):
        return F.gaussian_nll_loss(input, target, var, self.full, self.eps, self.reduction)

class CosineSimilarity(nn.Module):
    def __init__(self, dim=1, eps=1e-8):
        super().__init__()
        self.dim, self.eps = dim, eps

    def forward(self, x1, x2):
        return F.cosine_similarity(x1, x2, self.dim, self.eps)

class TripletMarginLoss(_Loss):
    def __init__(self, margin=1.0, p=2.0, eps=1e-6, swap=False, size_average=None, reduce=None, reduction="mean"):
        super().__init__(size_average, reduce, reduction)
        self.margin, self.p, self.eps, self.swap = margin, p, eps, swap

    def forward(self, anchor, positive, negative):
        return F.triplet_margin_loss(anchor, positive, negative, self.margin, self.p, self.eps, self.swap, **self.options)

class MultiheadAttention(nn.Module):
    def __init__(self, embed_dim, num_heads, dropout=0.0, bias=True, *, batch_first=False):
        super().__init__()
        if dropout != 0:
            unsupported("dropout of nn.MultiheadAttention")
        if embed_dim % num_heads != 0:
            refuse("nn.MultiheadAttention", f"{embed_dim} dimensions cannot be {num_heads} heads of one size. (embed_dim must be divisible by num_heads)")
        self.num_heads, self.batch_first = num_heads, batch_first
        self.in_proj_weight = nn.Parameter(torch.rand(3 * embed_dim, embed_dim))
        nn.init.xavier_uniform_(self.in_proj_weight)
        self.in_proj_bias = nn.Parameter(torch.zeros(3 * embed_dim)) if bias else None
        self.out_proj = nn.Linear(embed_dim, embed_dim, bias)
        if bias:
            nn.init.zeros_(self.out_proj.bias)

    def forward(self, query, key, value, key_padding_mask=None, need_weights=True, attn_mask=None, average_attn_weights=True):
        if key_padding_mask is not None:
            unsupported("key_padding_mask of nn.MultiheadAttention")
        weights = self.in_proj_weight.chunk(3)
        biases = [None] * 3 if self.in_proj_bias is None else self.in_proj_bias.chunk(3)
        rows = [x if self.batch_first else x.transpose(0, 1) for x in (query, key, value)]  # [batch, length, embed_dim]
        q, k, v = [F.linear(x, w, b).unflatten(2, (self.num_heads, -1)).transpose(1, 2) for x, w, b in zip(rows, weights, biases)]
        scores = q @ k.transpose(-2, -1) / q.shape[-1]**0.5  # [batch, heads, length, length]
        if attn_mask is not None:
            scores = scores.masked_fill(attn_mask, -float("inf")) if attn_mask.dtype == torch.bool else scores + attn_mask
        shares = scores.softmax(-1)
        mixed = self.out_proj((shares @ v).transpose(1, 2).flatten(2))
        return mixed if self.batch_first else mixed.transpose(0, 1), (shares.mean(1) if average_attn_weights else shares) if need_weights else None

class GRUCell(nn.Module):
    def __init__(self, input_size, hidden_size, bias=True):
        super().__init__()
        _begin_cell(self, 3, input_size, hidden_size, bias)

    def forward(self, input, hx=None):
        h = torch.zeros(len(input), self.hidden_size) if hx is None else hx
        i_r, i_z, i_n = F.linear(input, self.weight_ih, self.bias_ih).chunk(3, 1)
        h_r, h_z, h_n = F.linear(h, self.weight_hh, self.bias_hh).chunk(3, 1)
        z = (i_z + h_z).sigmoid()
        n = (i_n + (i_r + h_r).sigmoid() * h_n).tanh()
        return n + z * (h - n)

class LSTMCell(nn.Module):
    def __init__(self, input_size, hidden_size, bias=True):
        super().__init__()
        _begin_cell(self, 4, input_size, hidden_size, bias)

    def forward(self, input, hx=None):
        h, c = (torch.zeros(len(input), self.hidden_size), torch.zeros(len(input), self.hidden_size)) if hx is None else hx
        i, f, g, o = (F.linear(input, self.weight_ih, self.bias_ih) + F.linear(h, self.weight_hh, self.bias_hh)).chunk(4, 1)
        c = f.sigmoid() * c + i.sigmoid() * g.tanh()
        return o.sigmoid() * c.tanh(), c

def _begin_cell(self, gates, input_size, hidden_size, bias):
    self.hidden_size = hidden_size
    bound = hidden_size**-0.5
    self.weight_ih = nn.Parameter(torch.rand(gates * hidden_size, input_size))
    self.weight_hh = nn.Parameter(torch.rand(gates * hidden_size, hidden_size))
    self.bias_ih = nn.Parameter(torch.rand(gates * hidden_size)) if bias else None
    self.bias_hh = nn.Parameter(torch.rand(gates * hidden_size)) if bias else None
    for one in self.parameters():
        nn.init.uniform_(one, -bound, bound)
