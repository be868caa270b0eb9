"""The adversarial models, from their papers; what a function returns is said in vaes.py. Pixels are in [-1,1] here."""
import torch
import torch.nn.functional as F
from torch.distributions import Normal

from layers import BatchNorm, Conv, ConvTranspose, Dense, Embedding, SpectralDense, image, leaky, rows
from vaes import CLASSES, PIXELS, divergence, given_pixels


class MlpGenerator:
    def __init__(self, p, inputs, hidden, norm):
        self.layers = [Dense(p, "generator/hidden1", inputs, hidden), Dense(p, "generator/hidden2", hidden, 2 * hidden)]
        self.norms = [BatchNorm(p, f"generator/norm{i + 1}", (i + 1) * hidden) if norm else None for i in (0, 1)]
        self.pixels = Dense(p, "generator/pixels", 2 * hidden, PIXELS)

    def __call__(self, *inputs):
        a = torch.cat(inputs, 1)
        for layer, norm in zip(self.layers, self.norms):
            a = (norm(layer(a)) if norm else layer(a)).relu()
        return self.pixels(a).tanh()


class MlpFeatures:
    def __init__(self, p, network, hidden, inputs=PIXELS, layer=Dense):
        self.hidden1 = layer(p, f"{network}/hidden1", inputs, 2 * hidden)
        self.hidden2 = layer(p, f"{network}/hidden2", 2 * hidden, hidden)

    def __call__(self, x, masks=(1, 1)):
        return leaky(self.hidden2(leaky(self.hidden1(x)) * masks[0])) * masks[1]


class ConvGenerator:
    """Radford et al. 2016: strides for pooling, batch norm but for the last layer, ReLU, tanh."""

    def __init__(self, p, network, inputs):
        self.project, self.norm1 = Dense(p, f"{network}/project", inputs, 7 * 7 * 64), BatchNorm(p, f"{network}/norm1", 64)
        self.up1, self.norm2 = ConvTranspose(p, f"{network}/up1", 64, 32), BatchNorm(p, f"{network}/norm2", 32)
        self.up2 = ConvTranspose(p, f"{network}/up2", 32, 1)

    def __call__(self, *inputs):
        small = self.norm1(image(self.project(torch.cat(inputs, 1)), 7, 64)).relu()
        return rows(self.up2(self.norm2(self.up1(small)).relu()).tanh())


class ConvFeatures:
    def __init__(self, p, network):
        self.down1, self.down2 = Conv(p, f"{network}/down1", 1, 32, 2), Conv(p, f"{network}/down2", 32, 64, 2)

    def __call__(self, x):
        return rows(leaky(self.down2(leaky(self.down1(image(x, 28, 1))))))


def log_loss(logits, real):
    """−E log D where `real`, −E log(1 − D) otherwise. Goodfellow et al. 2014, eq. 1."""
    return F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, float(real)))


def gan(p, h):
    generate = MlpGenerator(p, h["latent"], h["hidden"], norm=h["batchNorm"] == "on")
    features, logit = MlpFeatures(p, "discriminator", h["hidden"]), Dense(p, "discriminator/logit", h["hidden"], 1)

    def judge(at, x, mask_name):
        widths = (2 * h["hidden"], h["hidden"])
        masks = [at.dropout(f"{mask_name}Dropout{i + 1}", widths[i], h["dropout"]) for i in (0, 1)] if h["dropout"] else (1, 1)
        return logit(features(x, masks))

    def discriminator(at):
        fake = generate(at.normal("zForDiscriminator", h["latent"], "z"))
        on_real, on_fake = judge(at, at.centred, "real"), judge(at, fake, "fake")
        if h["loss"] == "least-squares":  # Mao et al. 2017, eq. 2 with a = 0, b = c = 1
            return [("real", ((on_real - 1) ** 2).mean() / 2, 1), ("fake", (on_fake**2).mean() / 2, 1)]
        return [("real", log_loss(on_real, True), 1), ("fake", log_loss(on_fake, False), 1)]

    def generator(at):
        on_fake = judge(at, generate(at.normal("zForGenerator", h["latent"], "z")), "generated")
        loss = {
            "saturating": lambda: F.logsigmoid(-on_fake).mean(),  # E log(1 − D(G(z)))
            "non-saturating": lambda: log_loss(on_fake, True),
            "least-squares": lambda: ((on_fake - 1) ** 2).mean() / 2,
        }[h["loss"]]()
        return [("generator", loss, 1)]

    return [("discriminator", ["discriminator"], discriminator), ("generator", ["generator"], generator)]


def cgan(p, h):
    """Mirza & Osindero 2014 (concat), or the projection of Miyato & Koyama 2018, eq. 3."""
    concat = h["condition"] == "concat"
    generate = MlpGenerator(p, h["latent"] + CLASSES, h["hidden"], norm=h["batchNorm"] == "on")
    features = MlpFeatures(p, "discriminator", h["hidden"], PIXELS + (CLASSES if concat else 0))
    logit = Dense(p, "discriminator/logit", h["hidden"], 1)
    embed = None if concat else Embedding(p, "discriminator/classVector", CLASSES, h["hidden"])

    def judge(at, x):
        if concat:
            return logit(features(torch.cat([x, at.y], 1)))
        phi = features(x)
        return logit(phi) + torch.einsum("bh,bh->b", embed(at.labels), phi)[:, None]

    def discriminator(at):
        fake = generate(at.normal("zForDiscriminator", h["latent"], "z"), at.y)
        return [("real", log_loss(judge(at, at.centred), True), 1), ("fake", log_loss(judge(at, fake), False), 1)]

    def generator(at):
        return [("generator", log_loss(judge(at, generate(at.normal("zForGenerator", h["latent"], "z"), at.y)), True), 1)]

    return [("discriminator", ["discriminator"], discriminator), ("generator", ["generator"], generator)]


def acgan(p, h):
    """D maximises L_S + L_C, G maximises L_C − L_S (Odena et al. 2017, eq. 2 and 3), L_S non-saturating for G."""
    generate = MlpGenerator(p, h["latent"] + CLASSES, h["hidden"], norm=True)
    features, logit = MlpFeatures(p, "discriminator", h["hidden"]), Dense(p, "discriminator/logit", h["hidden"], 1)
    classes = Dense(p, "discriminator/classLogits", h["hidden"], CLASSES)

    def discriminator(at):
        on_real, on_fake = features(at.centred), features(generate(at.normal("zForDiscriminator", h["latent"], "z"), at.y))
        return [
            ("real", log_loss(logit(on_real), True), 1), ("fake", log_loss(logit(on_fake), False), 1),
            ("real-class", F.cross_entropy(classes(on_real), at.labels), 1),
            ("fake-class", F.cross_entropy(classes(on_fake), at.labels), h["fakeClass"]),
        ]

    def generator(at):
        on_fake = features(generate(at.normal("zForGenerator", h["latent"], "z"), at.y))
        return [
            ("generator", log_loss(logit(on_fake), True), 1),
            ("generator-class", F.cross_entropy(classes(on_fake), at.labels), 1),
        ]

    return [
        ("discriminator-and-classifier", ["discriminator"], discriminator),
        ("generator-and-class", ["generator"], generator),
    ]


def dcgan(p, h):
    """Conditional: the class joined to the noise, and a projection on the last hidden layer."""
    generate, features = ConvGenerator(p, "generator", h["latent"] + CLASSES), ConvFeatures(p, "discriminator")
    width = 7 * 7 * 64
    logit, embed = Dense(p, "discriminator/logit", width, 1), Embedding(p, "discriminator/classVector", CLASSES, width, width)

    def judge(at, x):
        phi = features(x)
        return logit(phi) + (embed(at.labels) * phi).sum(1, keepdim=True)

    def discriminator(at):
        fake = generate(at.normal("zForDiscriminator", h["latent"], "z"), at.y)
        return [("real", log_loss(judge(at, at.centred), True), 1), ("fake", log_loss(judge(at, fake), False), 1)]

    def generator(at):
        return [("generator", log_loss(judge(at, generate(at.normal("zForGenerator", h["latent"], "z"), at.y)), True), 1)]

    return [("discriminator", ["discriminator"], discriminator), ("generator", ["generator"], generator)]


def wasserstein(p, h, features, penalty):
    generate = MlpGenerator(p, h["latent"], h["hidden"], norm=True)
    width = 7 * 7 * 64 if isinstance(features, ConvFeatures) else h["hidden"]
    output = Dense(p, "critic/logit", width, 1)

    def f(x):
        return output(features(x))

    def critic(at):
        real, fake = at.centred, generate(at.normal("zForCritic", h["latent"], "z"))
        terms = [("fake-score", f(fake).mean(), 1), ("real-score", -f(real).mean(), 1)]
        if penalty:  # Gulrajani et al. 2017, eq. 3
            u = at.uniform("u", 1, "augment")
            between = (u * real + (1 - u) * fake.detach()).requires_grad_()
            gradient, = torch.autograd.grad(f(between).sum(), between, create_graph=True)
            terms.append(("gradient-penalty", ((gradient.norm(2, dim=1) - 1) ** 2).mean(), h["lambda"]))
        return terms

    def generator(at):
        return [("generator-score", -f(generate(at.normal("zForGenerator", h["latent"], "z"))).mean(), 1)]

    return [("critic", ["critic"], critic), ("generator", ["generator"], generator)]


def wgan(p, h):
    """Arjovsky et al. 2017, alg. 1."""
    return wasserstein(p, h, MlpFeatures(p, "critic", h["hidden"]), penalty=False)


def wgan_gp(p, h):
    conv = h["architecture"] == "conv"
    return wasserstein(p, h, ConvFeatures(p, "critic") if conv else MlpFeatures(p, "critic", h["hidden"]), penalty=True)


def sngan(p, h):
    """Miyato et al. 2018, eq. 16 and 17."""
    generate = MlpGenerator(p, h["latent"], h["hidden"], norm=True)
    features = MlpFeatures(p, "discriminator", h["hidden"], layer=SpectralDense)
    logit = SpectralDense(p, "discriminator/logit", h["hidden"], 1)

    def hinge(at):
        fake = generate(at.normal("zForDiscriminator", h["latent"], "z"))
        on_real, on_fake = logit(features(at.centred)), logit(features(fake))
        return [("real-hinge", (1 - on_real).clamp(min=0).mean(), 1), ("fake-hinge", (1 + on_fake).clamp(min=0).mean(), 1)]

    def generator(at):
        return [("generator-score", -logit(features(generate(at.normal("zForGenerator", h["latent"], "z")))).mean(), 1)]

    return [("hinge", ["discriminator"], hinge), ("generator", ["generator"], generator)]


def completion_cgan(p, h):
    """Isola et al. 2017, eq. 1 to 4: D and G see the given pixels (the hidden ones are 0); L1 in units of [0,1]."""
    generate = MlpGenerator(p, PIXELS + h["latent"], h["hidden"], norm=True)
    features = MlpFeatures(p, "discriminator", h["hidden"], 2 * PIXELS)
    logit = Dense(p, "discriminator/logit", h["hidden"], 1)

    def complete(at, noise):
        given = given_pixels(h["visible"], at.x)
        made = generate(at.centred * given, at.normal(noise, h["latent"], "z"))
        return given, torch.where(given == 1, at.centred, made)

    def judge(x, given):
        return logit(features(torch.cat([x * given, x], 1)))

    def discriminator(at):
        given, made = complete(at, "zForDiscriminator")
        return [("real", log_loss(judge(at.centred, given), True), 1), ("fake", log_loss(judge(made, given), False), 1)]

    def generator(at):
        given, made = complete(at, "zForGenerator")
        l1 = F.l1_loss((made + 1) / 2, at.x, reduction="sum") / len(at.x)
        return [("generator", log_loss(judge(made, given), True), 1), ("l1", l1, h["lambda"])]

    return [("discriminator", ["discriminator"], discriminator), ("completing-generator", ["generator"], generator)]


def vae_gan(p, h):
    """Larsen et al. 2016, alg. 1; −log Dis for the decoder (non-saturating)."""
    down1, down2 = Conv(p, "encoder/down1", 1, 32, 2), Conv(p, "encoder/down2", 32, 64, 2)
    mu, log_variance = (Dense(p, f"encoder/{name}", 7 * 7 * 64, h["latent"]) for name in ("mu", "logVar"))
    decode, features = ConvGenerator(p, "decoder", h["latent"]), ConvFeatures(p, "discriminator")
    logit = Dense(p, "discriminator/logit", 7 * 7 * 64, 1)

    def play(at):
        code = rows(leaky(down2(leaky(down1(image(at.centred, 28, 1))))))
        q = Normal(mu(code), log_variance(code).exp().sqrt())
        reconstruction = decode(q.loc + q.scale * at.normal("eps", h["latent"], "eps"))
        sample = decode(at.normal("zPrior", h["latent"], "z"))
        layers = [features(x) for x in (at.centred, reconstruction, sample)]
        likeness = ((layers[0] - layers[1]) ** 2).sum(1).mean() / 2  # eq. 7 and 8, variance 1
        return q, likeness, [logit(layer) for layer in layers]

    def encoder(at):
        q, likeness, _ = play(at)
        return [("kl", divergence(q).sum(1).mean(), 1), ("feature-reconstruction", likeness, 1)]

    def decoder(at):
        _, likeness, (_, reconstructed, sampled) = play(at)
        return [
            ("decoder-features", likeness, h["gamma"]), ("fool-reconstruction", log_loss(reconstructed, True), 1),
            ("fool-sample", log_loss(sampled, True), 1),
        ]

    def discriminator(at):
        _, _, (real, reconstructed, sampled) = play(at)
        return [
            ("real", log_loss(real, True), 1), ("fake-reconstruction", log_loss(reconstructed, False), 1),
            ("fake-sample", log_loss(sampled, False), 1),
        ]

    return [
        ("vae-gan-encoder", ["encoder"], encoder), ("vae-gan-decoder", ["decoder"], decoder),
        ("vae-gan-discriminator", ["discriminator"], discriminator),
    ]
