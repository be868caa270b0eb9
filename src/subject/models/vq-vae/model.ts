/**
 * The vector-quantised VAE: van den Oord, Vinyals & Kavukcuoglu 2017, "Neural Discrete Representation Learning". An image
 * becomes a row of symbols, each the nearest entry of a codebook; a second network learns the distribution of rows of symbols
 * and draws new ones.
 */
import { int, real } from "../../../core/model/hyperparameters";
import { defineModel, type StepInputs, type Term } from "../../../core/model/model";
import type { Networks } from "../../../core/model/network";
import type { SamplerPrior } from "../../../core/model/prior";
import { adam } from "../../../core/model/optimiser";
import { PIXELS } from "../../../core/run/runConfig";
import type { Tensor2D, Tf } from "../../../core/model/tf";
import { autoregressive, drawSymbol, logProbabilities } from "../shared/autoregressive";
import { poolChoice } from "../shared/data";
import { codebook, dense } from "../shared/layers";
import { decodeLogits } from "../shared/mlpVae";
import { symbols } from "../shared/symbols";
import { bernoulliReconstruction, weighted } from "../shared/terms";

/** The dimension of an entry. */
const WIDTH = 4;

interface Sizes {
  readonly latent: number;
  readonly entries: number;
}

const placesIn = (latent: number): number => Math.ceil(latent / WIDTH);

/** Splits [B,d] → [B·n,4], with zeros if d is no multiple of 4. */
function vectorsOf(tf: Tf, z: Tensor2D): Tensor2D {
  const [rows, latent] = z.shape;
  const places = placesIn(latent);
  const missing = places * WIDTH - latent;
  const whole = missing > 0 ? tf.concat([z, tf.tensor2d(new Float32Array(rows * missing), [rows, missing])], 1) : z;
  return tf.reshape(whole, [rows * places, WIDTH]);
}

/** Joins [B·n,4] → [B,d]. */
function codesOf(tf: Tf, vectors: Tensor2D, rows: number, latent: number): Tensor2D {
  return tf.slice(tf.reshape(vectors, [rows, placesIn(latent) * WIDTH]), [0, 0], [rows, latent]) as Tensor2D;
}

/** Returns the present codebook, [K,4]. */
const entriesOf = (tf: Tf, { dictionary }: Networks): Tensor2D => dictionary!["codebook"]!(tf.tensor2d([[0]]));

/** Returns the nearest entry of each vector: [n,4] → [n,K] one-hot. */
function nearest(tf: Tf, entries: Tensor2D, vectors: Tensor2D): Tensor2D {
  const lengths = tf.reshape(tf.sum(tf.square(entries), 1), [1, entries.shape[0]]); // squared
  const nearness = tf.stopGradient(tf.sub(tf.mul(tf.matMul(vectors, entries, false, true), 2), lengths)); // [n, K]
  const best = tf.sub(1, tf.step(tf.sub(tf.max(nearness, 1, true), nearness)));
  return tf.div(best, tf.sum(best, 1, true)); // entries that are equally near share it
}

function encode(tf: Tf, { encoder }: Networks, x: Tensor2D): Tensor2D {
  return encoder!["code"]!(tf.relu(encoder!["hidden"]!(x)));
}

interface Quantised {
  /** The encoder's outputs, [B·n,4]. */
  readonly vectors: Tensor2D;
  /** The nearest entries, [B·n,4], and their one-hot indices, [B·n,K]. */
  readonly quantised: Tensor2D;
  readonly chosen: Tensor2D;
}

function quantise(tf: Tf, networks: Networks, z: Tensor2D): Quantised {
  const vectors = vectorsOf(tf, z);
  const entries = tf.stopGradient(entriesOf(tf, networks));
  const chosen = nearest(tf, entries, vectors);
  return { vectors, chosen, quantised: tf.matMul(chosen, entries) };
}

/** Returns the entries, with the gradient passed through to the encoder's output (straight-through). [B,d] each. */
const straightThrough = (tf: Tf, code: Tensor2D, entries: Tensor2D): Tensor2D => tf.add(code, tf.stopGradient(tf.sub(entries, code)));

/** Returns log p of each symbol, [B·n,K]. z [B,d] consists of entries. */
const symbolsAfter = (tf: Tf, networks: Networks, quantised: Tensor2D, rows: number, entries: number): Tensor2D => {
  const places = quantised.shape[0] / rows;
  return logProbabilities(tf, networks["symbols"]!, tf.reshape(quantised, [rows, places * WIDTH]), { places, symbols: entries });
};

/**
 * Draws symbols one by one, from the first position on. Positions that are not drawn yet hold noise, whose first number
 * selects.
 */
const oneByOne: SamplerPrior = {
  kind: "sampler",
  imposed: false,
  moves: false,
  steps: (h) => placesIn(Number(h["latent"])),
  next: (tf, networks, z, done, h) => {
    const [rows, latent] = z.shape;
    const entries = Number(h["entries"]);
    const logP = tf.reshape(symbolsAfter(tf, networks, vectorsOf(tf, z), rows, entries), [rows, placesIn(latent) * entries]);
    const p = tf.exp(tf.slice(logP, [0, done * entries], [rows, entries])) as Tensor2D; // [B, K]
    const from = done * WIDTH;
    const until = Math.min(latent, from + WIDTH);
    const drawn = tf.matMul(drawSymbol(tf, p, tf.slice(z, [0, from], [rows, 1]) as Tensor2D), entriesOf(tf, networks));
    return tf.concat([
      tf.slice(z, [0, 0], [rows, from]), tf.slice(drawn, [0, 0], [rows, until - from]), tf.slice(z, [0, until], [rows, latent - until]),
    ], 1) as Tensor2D;
  },
};

type Values = Quantised & { readonly x: Tensor2D; readonly logits: Tensor2D };

const commitment: Term<Values, unknown> = {
  id: "commitment",
  tex: "\\lVert z_e(x)-\\mathrm{sg}[e]\\rVert^2",
  unit: "none",
  ownAxis: true,
  source: "van den Oord et al. 2017, eq. 3",
  torch: "((vectors - quantised)**2).sum() / len(x)",
  value: (tf, { vectors, quantised, x }) => tf.div(tf.sum(tf.square(tf.sub(vectors, tf.stopGradient(quantised)))), x.shape[0]),
};

const reconstruction = { ...bernoulliReconstruction, tex: "-\\log p_\\theta\\big(x\\mid e\\big)" };

export const vqVae = defineModel({
  id: "vq-vae",
  menu: "vae",
  prior: oneByOne,
  conditional: false,
  source: { text: "van den Oord et al. 2017", url: "https://arxiv.org/abs/1711.00937" },
  hyperparameters: {
    entries: int(2, 128, 64, { symbol: "K" }),
    commitment: real(0, 5, 0.25, { symbol: "\\beta", live: true }),
    lr: real(1e-5, 1e-1, 1e-3, { symbol: "\\eta", live: true, scale: "log" }),
    priorFrom: int(0, 10_000, 400, { symbol: "n_p", unit: "steps", live: true }),
    latent: int(1, 64, 40, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 512, 400, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 128, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: adam(),
  symbols: symbols(
    "loss", "x", "theta", "phi", { id: "answer", tex: "z_e(x)", givenBy: "encoder" }, { id: "entry", tex: "e" }, { id: "stopped", tex: "\\mathrm{sg}" }, { id: "commitment-weight", tex: "\\beta" },
    { id: "symbol", tex: "s_i" }, { id: "prior-of-symbols", tex: "p_\\psi", givenBy: "prior" }, "psi", "nat",
  ),
  networks: ({ hidden, latent, entries }) => ({
    encoder: {
      role: "encoder", widths: [PIXELS, hidden, latent],
      layers: { hidden: dense(PIXELS, hidden), code: dense(hidden, latent) },
    },
    dictionary: { role: "prior", widths: [WIDTH, entries], layers: { codebook: codebook(entries, WIDTH) } },
    decoder: {
      role: "decoder", widths: [latent, hidden, PIXELS],
      layers: { hidden: dense(latent, hidden), logits: dense(hidden, PIXELS) },
    },
    symbols: autoregressive({ places: placesIn(latent), width: WIDTH, symbols: entries, hidden }),
  }),
  noise: () => ({}),
  objectives: [
    {
      id: "vq",
      tex: "\\mathcal{L}(\\theta,\\phi;x)",
      minimises: ["encoder", "decoder", "dictionary"],
      straightThrough: ["encoder"],
      forward: (tf: Tf, { networks, batch: { x } }: StepInputs<Sizes>): Values => {
        const code = encode(tf, networks, x);
        const found = quantise(tf, networks, code);
        networks["dictionary"]!["codebook"]!(tf.concat([found.vectors, found.chosen], 1));
        const entries = codesOf(tf, found.quantised, x.shape[0], code.shape[1]);
        return { x, ...found, logits: decodeLogits(tf, networks, straightThrough(tf, code, entries)) };
      },
      terms: [reconstruction, weighted(commitment, { tex: "\\beta", value: (h: { commitment: number }) => h.commitment })],
      reconstruction,
    },
    {
      id: "symbols",
      tex: "\\mathcal{L}(\\psi)",
      minimises: ["symbols"],
      rate: ({ priorFrom }: { priorFrom: number }, step: number) => (step < priorFrom ? 0 : 1),
      forward: (tf: Tf, { networks, batch: { x }, h }: StepInputs<Sizes>) => {
        const { quantised, chosen } = quantise(tf, networks, encode(tf, networks, x));
        const logP = symbolsAfter(tf, networks, tf.stopGradient(quantised), x.shape[0], h.entries);
        return { x, logP, chosen: tf.stopGradient(chosen) };
      },
      terms: [{
        id: "symbols",
        tex: "-\\textstyle\\sum_i\\log p_\\psi(s_i\\mid s_{<i})",
        unit: "nats/image",
        source: "van den Oord et al. 2017, §3.3",
        torch: 'F.cross_entropy(logits, chosen, reduction="sum") / len(x)',
        value: (tf: Tf, { x, logP, chosen }: { x: Tensor2D; logP: Tensor2D; chosen: Tensor2D }) =>
          tf.div(tf.neg(tf.sum(tf.mul(chosen, logP))), x.shape[0]),
      }],
    },
  ],
  encode: (tf, networks, { x }) => ({ mu: encode(tf, networks, x) }),
  decode: (tf, networks, { z }) => {
    const { quantised } = quantise(tf, networks, z);
    const entries = codesOf(tf, quantised, z.shape[0], z.shape[1]);
    return tf.sigmoid(decodeLogits(tf, networks, straightThrough(tf, z, entries)));
  },
  quantise: (tf, networks, z) => quantise(tf, networks, z).chosen,
});
