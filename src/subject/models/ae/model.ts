/** The plain autoencoder: only a reconstruction loss. Nothing regularises its latent space, so it has holes. */
import { int, real } from "../../../core/model/hyperparameters";
import { defineModel, type StepInputs } from "../../../core/model/model";
import { adam } from "../../../core/model/optimiser";
import { PIXELS } from "../../../core/run/runConfig";
import type { Tf } from "../../../core/model/tf";
import { poolChoice } from "../shared/data";
import { standardNormalUnimposed } from "../shared/gaussian";
import { dense } from "../shared/layers";
import { decodeLogits, mlpDecoder } from "../shared/mlpVae";
import { symbols } from "../shared/symbols";
import { bernoulliReconstruction } from "../shared/terms";

const reconstruction = { ...bernoulliReconstruction, tex: "-\\log p_\\theta\\big(x\\mid e_\\phi(x)\\big)" };

export const ae = defineModel({
  id: "ae",
  menu: "vae",
  prior: standardNormalUnimposed,
  conditional: false,
  source: { text: "Hinton & Salakhutdinov 2006", url: "https://doi.org/10.1126/science.1127647" },
  hyperparameters: {
    lr: real(1e-5, 1e-1, 1e-3, { symbol: "\\eta", live: true, scale: "log" }),
    latent: int(1, 64, 2, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 512, 400, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 128, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: adam(),
  symbols: symbols("loss", "x", { id: "code", tex: "e_\\phi(x)", givenBy: "encoder" }, "theta", "phi", "decoder-likelihood", "nat"),
  networks: ({ hidden, latent }) => ({
    encoder: {
      role: "encoder",
      widths: [PIXELS, hidden, latent],
      layers: { hidden: dense(PIXELS, hidden), code: dense(hidden, latent) },
    },
    decoder: mlpDecoder({ hidden, latent }),
  }),
  noise: () => ({}),
  objectives: [
    {
      id: "autoencoder",
      tex: "\\mathcal{L}(\\theta,\\phi;x)",
      minimises: ["encoder", "decoder"],
      forward: (tf: Tf, { networks, batch: { x } }: StepInputs<unknown>) => {
        const { encoder } = networks;
        const z = encoder!["code"]!(tf.relu(encoder!["hidden"]!(x))); // [B, d]
        return { x, logits: decodeLogits(tf, networks, z) };
      },
      terms: [reconstruction],
      reconstruction,
    },
  ],
  encode: (tf, { encoder }, { x }) => ({ mu: encoder!["code"]!(tf.relu(encoder!["hidden"]!(x))) }),
  decode: (tf, networks, { z }) => tf.sigmoid(decodeLogits(tf, networks, z)),
});
