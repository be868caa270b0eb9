"""A VAE of convolutions."""
from torch.distributions import Normal

from cases import CONV
from layers import Dense, Conv, ConvTranspose, image, rows
from vae_parts import bernoulli, divergence

CASES = [{**CONV, "hidden": 16, "beta": 1}]


def reference(p, h):
    deep = {"glorot": True}
    down1, down2 = Conv(p, "encoder/down1", 1, 32, 2, **deep), Conv(p, "encoder/down2", 32, 64, 2, **deep)
    hidden = Dense(p, "encoder/hidden", 7 * 7 * 64, h["hidden"], **deep)
    mu, log_variance = (Dense(p, f"encoder/{name}", h["hidden"], h["latent"]) for name in ("mu", "logVar"))
    project = Dense(p, "decoder/project", h["latent"], 7 * 7 * 64)
    up1, up2 = ConvTranspose(p, "decoder/up1", 64, 64, **deep), ConvTranspose(p, "decoder/up2", 64, 32, **deep)
    logits = Conv(p, "decoder/logits", 32, 1, 1, **deep)

    def loss(at):
        features = hidden(rows(down2(down1(image(at.x, 28, 1)).relu()).relu())).relu()
        q = Normal(mu(features), log_variance(features).exp().sqrt())
        z = q.loc + q.scale * at.normal("eps", h["latent"], "eps")
        decoded = rows(logits(up2(up1(image(project(z).relu(), 7, 64)).relu()).relu()))
        return [("reconstruction", bernoulli(decoded, at.x), 1), ("kl", divergence(q).sum(1).mean(), h["beta"])]

    return [("negative-elbo", ["encoder", "decoder"], loss)]
