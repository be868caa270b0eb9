/**
 * The generative adversarial network: Goodfellow et al. 2014. There are three games: the paper's saturating loss, the
 * non-saturating one that it recommends, and least squares (Mao et al. 2017). Pixels are in [-1,1] inside this file, points
 * unchanged.
 */
import { choice, int, real } from "../../../core/model/hyperparameters";
import { defineModel, forSettings, type StepInputs, type Term } from "../../../core/model/model";
import type { Networks } from "../../../core/model/network";
import { adam } from "../../../core/model/optimiser";
import type { Scalar, Tensor2D, Tf } from "../../../core/model/tf";
import { onPoints, widthOf } from "../../data/registry";
import { fakeTerm, nonSaturatingTerm, realTerm, UNCONDITIONAL, type OnFake, type OnReal } from "../shared/adversarial";
import { dataChoice, type DataSettings, imagePool } from "../shared/data";
import { standardNormal } from "../shared/gaussian";
import { decodeX, denseFeatures, generateX, mlpDiscriminator, mlpGenerator, networkX, type Depth, type Masks } from "../shared/mlpGan";
import { POINT, symbols } from "../shared/symbols";

interface GanSettings extends DataSettings {
  readonly depth: "two" | "one";
  readonly loss: "non-saturating" | "saturating" | "least-squares";
  readonly dropout: number;
}

/** Computes the logits of D(x): x [B,width] as `networkX` returns it → [B,1]. */
const discriminate = (tf: Tf, { discriminator }: Networks, x: Tensor2D, masks: Masks): Tensor2D =>
  discriminator!["logit"]!(denseFeatures(tf, discriminator!, x, masks));

const halfSquare = (tf: Tf, x: Tensor2D, goal: number): Scalar => tf.mul(tf.mean(tf.square(tf.sub(x, goal))), 0.5);

const LEAST_SQUARES = "Mao et al. 2017, eq. 2";

/** Returns the formula and value of a term for the chosen game. */
function byGame<Values>(
  usual: Term<Values, unknown>,
  others: Partial<Record<GanSettings["loss"], { tex: string; torch: string; value: (tf: Tf, values: Values) => Scalar }>>,
): Term<Values, GanSettings> {
  return {
    ...usual,
    source: `${usual.source}; least squares: ${LEAST_SQUARES}`,
    unit: (h) => (h.loss === "least-squares" ? "none" : "nats/image"),
    tex: (h) => others[h.loss]?.tex ?? (typeof usual.tex === "string" ? usual.tex : usual.tex(h)),
    torch: (h) => others[h.loss]?.torch ?? forSettings(usual.torch!, h),
    value: (tf, values, h) => (others[h.loss]?.value ?? usual.value)(tf, values, h),
  };
}

const onRealTerm = byGame<OnReal>(realTerm(UNCONDITIONAL), {
  "least-squares": {
    tex: "\\tfrac12\\mathbb{E}_{x}\\big[(D(x)-1)^2\\big]",
    torch: "0.5 * ((on_real - 1)**2).mean()",
    value: (tf, { onReal }) => halfSquare(tf, onReal, 1),
  },
});

const onFakeTerm = byGame<OnFake>(fakeTerm(UNCONDITIONAL), {
  "least-squares": {
    tex: "\\tfrac12\\mathbb{E}_{z}\\big[D(G(z))^2\\big]",
    torch: "0.5 * (on_fake**2).mean()",
    value: (tf, { onFake }) => halfSquare(tf, onFake, 0),
  },
});

const generatorTerm: Term<OnFake, GanSettings> = {
  ...byGame<OnFake>(nonSaturatingTerm(UNCONDITIONAL), {
    "saturating": {
      tex: "\\mathbb{E}_{z}\\big[\\log\\big(1-D(G(z))\\big)\\big]",
      torch: "F.logsigmoid(-on_fake).mean()",
      value: (tf, { onFake }) => tf.neg(tf.mean(tf.softplus(onFake))),
    },
    "least-squares": {
      tex: "\\tfrac12\\mathbb{E}_{z}\\big[(D(G(z))-1)^2\\big]",
      torch: "0.5 * ((on_fake - 1)**2).mean()",
      value: (tf, { onFake }) => halfSquare(tf, onFake, 1),
    },
  }),
  gamePart: ({ loss }) => (loss === "saturating" ? "saturating-loss" : "generator-loss"),
};

const masksFor = (noise: Readonly<Record<string, Tensor2D>>, pass: string): Masks => {
  const first = noise[`${pass}Dropout1`], second = noise[`${pass}Dropout2`];
  return first && [first, ...(second ? [second] : [])];
};

const depthOf = ({ depth }: Pick<GanSettings, "depth">): Depth => (depth === "one" ? 1 : 2);

/** Returns the widths of the discriminator's hidden layers. */
const featureWidths = ({ depth, hidden }: Pick<GanSettings, "depth"> & { hidden: number }): readonly number[] =>
  (depth === "one" ? [hidden] : [2 * hidden, hidden]);

export const gan = defineModel({
  id: "gan",
  menu: "gan",
  prior: standardNormal,
  conditional: false,
  source: { text: "Goodfellow et al. 2014", url: "https://arxiv.org/abs/1406.2661" },
  hyperparameters: {
    data: dataChoice,
    loss: choice(["non-saturating", "saturating", "least-squares"], "non-saturating", { symbol: "\\mathcal{L}_G" }),
    depth: choice(["two", "one"], "two", { symbol: "\\ell" }),
    batchNorm: choice(["on", "off"], "on", { symbol: "\\mathrm{BN}" }),
    dropout: real(0, 0.5, 0.3, { symbol: "p" }),
    lr: real(1e-5, 1e-1, 5e-4, { symbol: "\\eta", live: true, scale: "log" }),
    discriminatorRate: real(0.1, 20, 1, { symbol: "\\eta_D/\\eta_G", live: true, scale: "log" }),
    latent: int(1, 128, 64, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 512, 128, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 128, { symbol: "B", unit: "images", scale: "log" }),
    pool: imagePool,
  },
  optimiser: adam({ beta1: 0.5 }),
  game: ({ loss }) => (loss === "least-squares" ? "\\min_D\\mathcal{L}_D,\\;\\min_G\\mathcal{L}_G" : "\\min_G\\max_D V(D,G)"),
  symbols: (h) => symbols("loss", onPoints(h) ? POINT : "x", "z", "generator-of-z", "discriminator-of-x", "expectation-data", "expectation-noise", "nat"),
  networks: (h) => ({
    generator: mlpGenerator({ inputs: h.latent, hidden: h.hidden, norm: h.batchNorm === "on", outputs: widthOf(h), depth: depthOf(h) }),
    discriminator: mlpDiscriminator({ inputs: widthOf(h), hidden: h.hidden, depth: depthOf(h) }),
  }),
  noise: (h) => {
    const z = { shape: [h.batch, h.latent], purpose: "z" } as const;
    const mask = (width: number) =>
      ({ shape: [h.batch, width], purpose: "dropout", distribution: { kind: "dropout", rate: h.dropout } }) as const;
    const passes = h.dropout > 0 ? ["real", "fake", "generated"] : [];
    const masks = passes.flatMap((pass) => featureWidths(h).map((width, i) => [`${pass}Dropout${i + 1}`, mask(width)] as const));
    return { zForDiscriminator: z, zForGenerator: z, ...Object.fromEntries(masks) };
  },
  objectives: [
    {
      id: "discriminator",
      tex: (h: GanSettings) => (h.loss === "least-squares" ? "\\mathcal{L}_D" : "-V(D,G)"),
      minimises: ["discriminator"],
      rate: (h: { discriminatorRate: number }) => h.discriminatorRate,
      forward: (tf: Tf, { networks, batch: { x }, noise, h }: StepInputs<GanSettings>) => {
        const fake = generateX(tf, networks["generator"]!, noise["zForDiscriminator"]!, h);
        return {
          onReal: discriminate(tf, networks, networkX(tf, x, h), masksFor(noise, "real")),
          onFake: discriminate(tf, networks, fake, masksFor(noise, "fake")),
        };
      },
      terms: [onRealTerm, onFakeTerm],
    },
    {
      id: "generator",
      tex: "\\mathcal{L}_G",
      minimises: ["generator"],
      forward: (tf: Tf, { networks, noise, h }: StepInputs<GanSettings>) => {
        const fake = generateX(tf, networks["generator"]!, noise["zForGenerator"]!, h);
        return { onFake: discriminate(tf, networks, fake, masksFor(noise, "generated")) };
      },
      terms: [generatorTerm],
    },
  ],
  discriminate: {
    output: ({ loss }) => (loss === "least-squares" ? "probability" : "log-odds"), // least squares ask for 1 and 0 themselves
    apply: (tf, networks, { x }, h) => discriminate(tf, networks, networkX(tf, x, h), undefined),
  },
  decode: (tf, { generator }, { z }, h) => decodeX(tf, generator!, z, h),
});
