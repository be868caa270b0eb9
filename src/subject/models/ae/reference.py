"""An autoencoder: reconstruction alone."""
from cases import SMALL
from layers import Dense
from vae_parts import PIXELS, bernoulli

CASES = [SMALL]


def reference(p, h):
    encoder, code = Dense(p, "encoder/hidden", PIXELS, h["hidden"]), Dense(p, "encoder/code", h["hidden"], h["latent"])
    hidden, logits = Dense(p, "decoder/hidden", h["latent"], h["hidden"]), Dense(p, "decoder/logits", h["hidden"], PIXELS)

    def loss(at):
        return [("reconstruction", bernoulli(logits(hidden(code(encoder(at.x).relu())).relu()), at.x), 1)]

    return [("autoencoder", ["encoder", "decoder"], loss)]
