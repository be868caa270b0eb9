/**
 * CycleGAN, Zhu et al. 2017: translation between two domains without pairs, on dense networks. One generator turns thick or
 * slanted digits into ordinary ones, another does the reverse, and each domain has a discriminator. The other generator must
 * undo each translation: the cycle. Pixels are in [-1,1] inside the networks. The paper's generators take no noise; here G
 * takes z, as every generator of the page does.
 */
import { choice, int, real } from "../../../core/model/hyperparameters";
import { defineModel, type StepInputs, type Term } from "../../../core/model/model";
import type { Networks } from "../../../core/model/network";
import { adam } from "../../../core/model/optimiser";
import { PIXELS } from "../../../core/run/runConfig";
import type { Scalar, Tensor2D, Tf } from "../../../core/model/tf";
import { poolChoice } from "../shared/data";
import { standardNormal } from "../shared/gaussian";
import { centred, denseFeatures, generateUnbounded, mlpDiscriminator, mlpGenerator, uncentred } from "../shared/mlpGan";
import { symbols } from "../shared/symbols";
import { DOMAINS, inDomainA, type Domain } from "./domains";

interface Settings {
  readonly domain: Domain;
}

/** Black and white inside the tanh before any change: tanh(±2) = ±0.96. */
const CHANGE_SCALE = 2;

/**
 * The networks output a change of the image, as residual layers do, so that training begins near x → x. No other part of the
 * losses determines which digit becomes which: from another initialisation the cycle also closes with 7s becoming 2s.
 */
const changed = (tf: Tf, image: Tensor2D, change: Tensor2D): Tensor2D => tf.tanh(tf.add(tf.mul(image, CHANGE_SCALE), change));

/** G: A → B. a [n,784] in [-1,1], z [n,d] → like a. */
const toB = (tf: Tf, { generatorToB }: Networks, a: Tensor2D, z: Tensor2D): Tensor2D =>
  changed(tf, a, generateUnbounded(tf, generatorToB!, tf.concat([a, z], 1)));

/** F: B → A. b [n,784] in [-1,1] → like b. */
const toA = (tf: Tf, { generatorToA }: Networks, b: Tensor2D): Tensor2D => changed(tf, b, generateUnbounded(tf, generatorToA!, b));

/** The discriminators' outputs, near 1 for an image of their domain: [n,784] in [-1,1] → [n,1]. */
const discriminators = (tf: Tf, { discriminatorOfA, discriminatorOfB }: Networks) => ({
  ofA: (image: Tensor2D): Tensor2D => discriminatorOfA!["logit"]!(denseFeatures(tf, discriminatorOfA!, image)),
  ofB: (image: Tensor2D): Tensor2D => discriminatorOfB!["logit"]!(denseFeatures(tf, discriminatorOfB!, image)),
});

/**
 * Splits the batch into two disjoint domains: one half is converted to A, the other half is B. Each is [B/2,784] in [-1,1],
 * with its z, [B/2,d].
 */
function unpaired(tf: Tf, x: Tensor2D, z: Tensor2D, domain: Domain) {
  const half = Math.floor(x.shape[0] / 2);
  const firstOf = (rows: Tensor2D): Tensor2D => tf.slice(rows, [0, 0], [half, rows.shape[1]]);
  const secondOf = (rows: Tensor2D): Tensor2D => tf.slice(rows, [half, 0], [half, rows.shape[1]]);
  return { a: centred(tf, inDomainA(tf, firstOf(x), domain)), b: centred(tf, secondOf(x)), zOfA: firstOf(z), zOfB: secondOf(z) };
}

/** The discriminators' outputs for images of their domains, and for translated ones, [B/2,1] each. */
interface DiscriminatorOutputs {
  readonly realA: Tensor2D;
  readonly realB: Tensor2D;
  readonly madeA: Tensor2D;
  readonly madeB: Tensor2D;
}

const SOURCE = "Zhu et al. 2017";
const LEAST_SQUARES = `${SOURCE}, eq. 1, and §4 for its squares`;

const squaresFrom = (tf: Tf, target: number, one: Tensor2D, other: Tensor2D): Scalar =>
  tf.add(tf.mean(tf.square(tf.sub(one, target))), tf.mean(tf.square(tf.sub(other, target))));

const realImages: Term<DiscriminatorOutputs, unknown> = {
  id: "real-of-domains",
  tex: "\\mathbb{E}\\big[(D_B(b)-1)^2+(D_A(a)-1)^2\\big]",
  unit: "none",
  source: LEAST_SQUARES,
  torch: "((real_b - 1)**2).mean() + ((real_a - 1)**2).mean()",
  value: (tf, { realA, realB }) => squaresFrom(tf, 1, realB, realA),
};

const madeImages: Term<DiscriminatorOutputs, unknown> = {
  id: "made-for-domains",
  tex: "\\mathbb{E}\\big[D_B(G(a,z))^2+D_A(F(b))^2\\big]",
  unit: "none",
  source: LEAST_SQUARES,
  torch: "(made_b**2).mean() + (made_a**2).mean()",
  value: (tf, { madeA, madeB }) => squaresFrom(tf, 0, madeB, madeA),
};

const takenForReal: Term<Pick<DiscriminatorOutputs, "madeA" | "madeB">, unknown> = {
  id: "taken-for-domains",
  tex: "\\mathbb{E}\\big[(D_B(G(a,z))-1)^2+(D_A(F(b))-1)^2\\big]",
  unit: "none",
  source: LEAST_SQUARES,
  torch: "((made_b - 1)**2).mean() + ((made_a - 1)**2).mean()",
  value: (tf, { madeA, madeB }) => squaresFrom(tf, 1, madeB, madeA),
};

/** Images, and their reconstructions by both generators: F(G(a)) and G(F(b)). Each is [B/2,784] in [-1,1]. */
interface CycleReconstructions {
  readonly a: Tensor2D;
  readonly b: Tensor2D;
  readonly backInA: Tensor2D;
  readonly backInB: Tensor2D;
}

/** Means over the pixels in [-1,1], so that λ is the paper's. */
const cycleTerm: Term<CycleReconstructions, { cycle: number }> = {
  id: "way-back",
  tex: "\\mathbb{E}\\Big[\\overline{\\lvert F(G(a,z))-a\\rvert}+\\overline{\\lvert G(F(b),z)-b\\rvert}\\Big]",
  unit: "none",
  ownAxis: true,
  source: `${SOURCE}, eq. 2`,
  torch: "(back_in_a - a).abs().mean() + (back_in_b - b).abs().mean()",
  value: (tf, { a, b, backInA, backInB }) => tf.add(tf.mean(tf.abs(tf.sub(backInA, a))), tf.mean(tf.abs(tf.sub(backInB, b)))),
  weight: { tex: "\\lambda", value: (h) => h.cycle },
};

export const cycleGan = defineModel({
  id: "cycle-gan",
  menu: "gan",
  prior: standardNormal,
  conditional: false,
  source: { text: SOURCE, url: "https://arxiv.org/abs/1703.10593" },
  given: { of: (tf, x, _noise, { domain }) => inDomainA(tf, x, domain) },
  hyperparameters: {
    domain: choice(DOMAINS, "thick", { symbol: "A", definesLoss: true }),
    cycle: real(0, 50, 10, { symbol: "\\lambda", live: true }),
    lr: real(1e-5, 1e-1, 2e-4, { symbol: "\\eta", live: true, scale: "log" }),
    discriminatorRate: real(0.1, 20, 0.5, { symbol: "\\eta_D/\\eta_G", live: true, scale: "log" }),
    latent: int(1, 16, 2, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 256, 256, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 64, { symbol: "B", unit: "images", scale: "log" }),
    pool: poolChoice,
  },
  optimiser: adam({ beta1: 0.5 }),
  symbols: symbols(
    "loss", { id: "image-of-a", tex: "a", givenBy: "batch" }, { id: "image-of-b", tex: "b", givenBy: "batch" }, "z", { id: "generator-to-b", tex: "G(a,z)", givenBy: "generator" },
    { id: "generator-to-a", tex: "F(b)", givenBy: "generator" }, { id: "discriminators-of-domains", tex: "D_A,\\,D_B", givenBy: "discriminator" },
    { id: "mean-of-pixels", tex: "\\overline{\\lvert\\cdot\\rvert}" }, "lambda", "expectation",
  ),
  networks: ({ hidden, latent }) => {
    const discriminator = mlpDiscriminator({ hidden: Math.ceil(hidden / 2) });
    return {
      generatorToB: { ...mlpGenerator({ inputs: PIXELS + latent, hidden, norm: false }), condition: "given", heads: ["b′"] },
      generatorToA: { ...mlpGenerator({ inputs: PIXELS, hidden, norm: false }), heads: ["a′"] },
      discriminatorOfA: discriminator,
      discriminatorOfB: { ...discriminator, inputSymbol: "b′" },
    };
  },
  noise: (h) => ({
    zForDiscriminators: { shape: [h.batch, h.latent], purpose: "z" },
    zForGenerators: { shape: [h.batch, h.latent], purpose: "z" },
  }),
  objectives: [
    {
      id: "discriminators-of-domains",
      tex: "\\mathcal{L}_D",
      minimises: ["discriminatorOfA", "discriminatorOfB"],
      rate: (h: { discriminatorRate: number }) => h.discriminatorRate,
      forward: (tf: Tf, { networks, batch, noise, h }: StepInputs<Settings>): DiscriminatorOutputs => {
        const { a, b, zOfA } = unpaired(tf, batch.x, noise["zForDiscriminators"]!, h.domain);
        const { ofA, ofB } = discriminators(tf, networks);
        return { realA: ofA(a), realB: ofB(b), madeA: ofA(toA(tf, networks, b)), madeB: ofB(toB(tf, networks, a, zOfA)) };
      },
      terms: [realImages, madeImages],
    },
    {
      id: "generators-of-cycle",
      tex: "\\mathcal{L}_{G,F}",
      minimises: ["generatorToB", "generatorToA"],
      forward: (tf: Tf, { networks, batch, noise, h }: StepInputs<Settings>) => {
        const { a, b, zOfA, zOfB } = unpaired(tf, batch.x, noise["zForGenerators"]!, h.domain);
        const { ofA, ofB } = discriminators(tf, networks);
        const inB = toB(tf, networks, a, zOfA), inA = toA(tf, networks, b);
        return { a, b, backInA: toA(tf, networks, inB), backInB: toB(tf, networks, inA, zOfB), madeA: ofA(inA), madeB: ofB(inB) };
      },
      terms: [takenForReal, cycleTerm],
    },
  ],
  unpaired: true,
  discriminate: { output: "probability", apply: (tf, networks, { x }) => discriminators(tf, networks).ofB(centred(tf, x)) },
  decode: (tf, networks, { z, given }) => uncentred(tf, toB(tf, networks, centred(tf, given), z)),
});
