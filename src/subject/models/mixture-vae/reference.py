"""A mixture of Gaussians as learned prior: free ones, or the encoder's answers to pseudo-inputs. Tomczak & Welling 2018."""
from torch.distributions import Categorical, Independent, MixtureSameFamily, Normal

from cases import SMALL
from vae_parts import PIXELS, bernoulli, MlpVae

CASES = [
    {**SMALL, "prior": "vamp", "components": 7},
    {**SMALL, "prior": "mixture", "components": 7},
    {**SMALL, "prior": "vamp", "components": 1, "latent": 2, "hidden": 32},
]

OPTIMISED = {**SMALL, "prior": "vamp", "components": 7, "lr": 1e-3}


def reference(p, h):
    net = MlpVae(p, h)
    count = h["components"]
    logits = p.near("prior/logits/table", (1, count), 0)[0]
    if h["prior"] == "vamp":
        pseudo_inputs = p.normal("prior/pseudoInputs/table", (count, PIXELS))
    else:
        means = p.normal("prior/mu/table", (count, h["latent"]))
        log_variances = p.near("prior/logVar/table", (count, h["latent"]), 0)

    def prior():
        each = net.posterior((pseudo_inputs - 2).sigmoid()) if h["prior"] == "vamp" else Normal(means, (log_variances / 2).exp())
        return MixtureSameFamily(Categorical(logits=logits), Independent(each, 1))

    def loss(at):
        q = net.posterior(at.x)
        z = q.loc + q.scale * at.normal("eps", h["latent"], "eps")
        kl = q.log_prob(z).sum(1) - prior().log_prob(z)
        return [("reconstruction", bernoulli(net.decode(z), at.x), 1), ("drawn-kl", kl.mean(), 1)]

    return [("negative-elbo-with-prior", ["encoder", "decoder", "prior"], loss)]
