"""What is compared: each model under the settings that change its formulas, small enough for a quick test."""
import gans
import vaes

SMALL = {"latent": 4, "hidden": 16, "batch": 8}
GREY = {"pixels": "grey", "likelihood": "bernoulli"}
CONV = {"latent": 4, "batch": 2}  # their channels are fixed

# model: (its reference, the settings of each case)
CASES = {
    "ae": (vaes.ae, [SMALL]),
    "vae": (vaes.vae, [
        {**SMALL, **GREY, "beta": 1},
        {**SMALL, **GREY, "beta": 2.5, "batch": 16, "latent": 2, "hidden": 32},
        {**SMALL, **GREY, "beta": 1, "likelihood": "gaussian", "sigma": 0.3},
        {**SMALL, **GREY, "beta": 1, "likelihood": "gaussian-learned", "sigma": 0.5},
        {**SMALL, **GREY, "beta": 1, "pixels": "binary"},
    ]),
    "beta-vae": (vaes.beta_vae, [
        {**SMALL, "beta": 4, "warmUp": 0, "freeBits": 0},
        {**SMALL, "latent": 8, "beta": 4, "warmUp": 10, "freeBits": 0.05},
    ]),
    "conv-vae": (vaes.conv_vae, [{**CONV, "hidden": 16, "beta": 1}]),
    "cvae": (vaes.cvae, [{**SMALL, "beta": 1}]),
    "vae-gan": (gans.vae_gan, [{**CONV, "gamma": 0.01}]),
    "gan": (gans.gan, [
        {**SMALL, "loss": loss, "dropout": dropout, "batchNorm": norm}
        for loss in ("non-saturating", "saturating", "least-squares") for dropout, norm in ((0, "off"), (0.3, "on"))
    ]),
    "cgan": (gans.cgan, [
        {**SMALL, "condition": condition, "batchNorm": norm}
        for condition in ("projection", "concat") for norm in ("on", "off")
    ]),
    "acgan": (gans.acgan, [{**SMALL, "fakeClass": weight} for weight in (0, 1)]),
    "dcgan": (gans.dcgan, [CONV]),
    "wgan": (gans.wgan, [{**SMALL, "clip": 0.01, "criticSteps": 5}]),
    "wgan-gp": (gans.wgan_gp, [
        {**SMALL, "architecture": "dense", "lambda": 10, "criticSteps": 5},
        {**CONV, "hidden": 16, "batch": 4, "architecture": "conv", "lambda": 10, "criticSteps": 5},
    ]),
    "sngan": (gans.sngan, [SMALL]),
    "completion-cvae": (vaes.completion_cvae, [{**SMALL, "beta": 1, "visible": v} for v in ("half", "three-quarters")]),
    "completion-cgan": (gans.completion_cgan, [{**SMALL, "lambda": 0.1, "visible": v} for v in ("half", "three-quarters")]),
}

# Three whole steps with the model's optimiser; `clip` such that some weights are clipped and others not.
OPTIMISED = {
    "vae": {**SMALL, **GREY, "beta": 1, "lr": 1e-3},
    "wgan": {**SMALL, "clip": 0.1, "criticSteps": 2, "lr": 1e-3},
}
