# torch.distributions.
import math

import torch
import torch.nn.functional as F
from program import is_grey, refuse, unsupported


class Distribution:
    def sample(self, sample_shape=()):
        return self.rsample(sample_shape).detach()

def _noise(draw, sample_shape, *parameters):  # for parameters that are broadcast
    return draw([*sample_shape, *sum(parameters).shape])

class Normal(Distribution):
    def __init__(self, loc, scale, validate_args=None):
        self.loc, self.scale = torch.as_tensor(loc), torch.as_tensor(scale)
        self.mean, self.stddev = self.loc, self.scale

    def log_prob(self, value):
        return -(value - self.loc)**2 / (2 * self.scale**2) - torch.log(self.scale) - math.log(math.sqrt(2 * math.pi))

    def rsample(self, sample_shape=()):
        return self.loc + self.scale * _noise(torch.randn, sample_shape, self.loc, self.scale)

    def entropy(self):
        return 0.5 + 0.5 * math.log(2 * math.pi) + torch.log(self.scale)

    def cdf(self, value):
        return 0.5 * (1 + ((value - self.loc) / (self.scale * math.sqrt(2))).erf())

class Laplace(Distribution):
    def __init__(self, loc, scale, validate_args=None):
        self.loc, self.scale = torch.as_tensor(loc), torch.as_tensor(scale)
        self.mean = self.loc

    def log_prob(self, value):
        return -torch.log(2 * self.scale) - (value - self.loc).abs() / self.scale

    def rsample(self, sample_shape=()):
        u = _noise(torch.rand, sample_shape, self.loc, self.scale) - 0.5
        return self.loc - self.scale * u.sign() * (1 - 2 * u.abs()).log()

    def entropy(self):
        return 1 + torch.log(2 * self.scale)

class Uniform(Distribution):
    def __init__(self, low, high, validate_args=None):
        self.low, self.high = torch.as_tensor(low), torch.as_tensor(high)
        self.mean = (self.low + self.high) / 2

    def log_prob(self, value):
        return -torch.log(self.high - self.low) + 0 * value

    def rsample(self, sample_shape=()):
        return self.low + (self.high - self.low) * _noise(torch.rand, sample_shape, self.low, self.high)

    def entropy(self):
        return torch.log(self.high - self.low)

class Bernoulli(Distribution):
    def __init__(self, probs=None, logits=None, validate_args=None):
        self.logits = torch.logit(probs) if logits is None else logits
        self.probs = probs if logits is None else logits.sigmoid()
        self.mean, self._validates = self.probs, validate_args is None or validate_args

    def log_prob(self, value):
        if self._validates and is_grey(value):
            refuse("log_prob", "A Bernoulli variable is 0 or 1, and the images of a batch are grey: binarise them, as in (x > 0.5).float(), or give Bernoulli validate_args=False. (Expected value argument to be within the support (Boolean()) of the distribution Bernoulli)")
        return value * self.logits - F.softplus(self.logits)

    def rsample(self, sample_shape=()):
        refuse("Bernoulli", "Its samples have no gradient: use sample(). (NotImplementedError)")

    def sample(self):
        return torch.bernoulli(self.probs)

    def entropy(self):
        return F.softplus(self.logits) - self.logits * self.probs

class Categorical(Distribution):
    def __init__(self, probs=None, logits=None, validate_args=None):
        self.logits = (probs / probs.sum(-1, keepdim=True)).log() if logits is None else logits.log_softmax(-1)
        self.probs = self.logits.exp()

    def log_prob(self, value):
        return self.logits.gather(-1, value[..., None])[..., 0]

    def rsample(self, sample_shape=()):
        refuse("Categorical", "Its samples have no gradient: use sample(). (NotImplementedError)")

    def sample(self):
        u = torch.rand_like(self.logits)
        return (self.logits - (-u.log()).log()).argmax(-1)  # Gumbel 1954

    def entropy(self):
        return -(self.probs * self.logits).sum(-1)

class Independent(Distribution):
    def __init__(self, base_distribution, reinterpreted_batch_ndims, validate_args=None):
        self.base_dist, self.dims = base_distribution, [-1 - i for i in range(reinterpreted_batch_ndims)]
        self.mean = base_distribution.mean

    def log_prob(self, value):
        return self.base_dist.log_prob(value).sum(self.dims)

    def rsample(self, sample_shape=()):
        return self.base_dist.rsample(sample_shape)

    def entropy(self):
        return self.base_dist.entropy().sum(self.dims)

class MixtureSameFamily(Distribution):
    def __init__(self, mixture_distribution, component_distribution, validate_args=None):
        self.mixture, self.components = mixture_distribution, component_distribution
        self.dims = len(component_distribution.dims) if isinstance(component_distribution, Independent) else 0

    def log_prob(self, value):
        return torch.logsumexp(self.components.log_prob(value.unsqueeze(-1 - self.dims)) + self.mixture.logits.log_softmax(-1), -1)

    def rsample(self, sample_shape=()):
        unsupported("samples of MixtureSameFamily", "draw a component with torch.randint or Categorical, then a value of it")

def kl_divergence(p, q):
    if isinstance(p, Independent) and isinstance(q, Independent):
        return kl_divergence(p.base_dist, q.base_dist).sum(p.dims)
    if isinstance(p, Normal) and isinstance(q, Normal):
        ratio = (p.scale / q.scale)**2
        return 0.5 * (ratio + ((p.loc - q.loc) / q.scale)**2 - 1 - ratio.log())
    if isinstance(p, Bernoulli) and isinstance(q, Bernoulli):
        return p.probs * (p.logits - q.logits) + F.softplus(q.logits) - F.softplus(p.logits)
    if isinstance(p, Categorical) and isinstance(q, Categorical):
        return (p.probs * (p.logits - q.logits)).sum(-1)
    unsupported("kl_divergence of these distributions")
