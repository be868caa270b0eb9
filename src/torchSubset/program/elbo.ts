/**
 * Finds the two parts of a bound among the terms of a program: −log p(x|z) and the KL divergence. They are recognised by what they compute, not by how they are
 * written: the term is evaluated with random numbers in place of the networks' outputs and compared with the closed form.
 */
import { sizeOf } from "../../core/model/parameters";
import { PIXELS } from "../../core/run/runConfig";
import { uniforms } from "../../core/run/philox";
import { inOrder, type Node } from "./graph";
import type { ProgramPosterior } from "./inference";
import { isComputed, valuesOf, type Numbers } from "./known";
import type { ProgramStep } from "./step";

/** The distribution of an image's pixels: Bernoulli, with the decoder's logits; or Gaussian with one σ, with the decoder's mean. */
export type Likelihood = { readonly kind: "bernoulli" } | { readonly kind: "gaussian"; readonly sigma: number };

/** Where the parts of a bound are. */
export interface ElboPlaces {
  readonly objective: number;
  /** Which of its summands is the KL, and which one −log p(x|z). */
  readonly kl: number;
  readonly reconstruction: number;
  readonly likelihood: Likelihood;
  /** The place of the decoder's output among the nodes of −log p(x|z), in their order. */
  readonly output: number;
}

const TOLERANCE = 2e-4;
const isClose = (a: number, b: number) => Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b), 1e-3);

/** How far the random numbers of each trial lie apart: a Gaussian's σ shows in how its term grows. */
const TRIALS = [{ seed: 1, scale: 1 }, { seed: 2, scale: 0.4 }, { seed: 3, scale: 0.7 }];

type Trial = ReadonlyMap<Node, Numbers>;

const isImages = ({ leaf }: Node): boolean => leaf?.kind === "batch" && leaf.of === "images";

/** Returns the nodes that are not computed from others here: parameters, images, draws, and outputs of layers. */
const sourcesOf = (roots: readonly Node[]): readonly Node[] => {
  const sources: Node[] = [];
  inOrder(roots, (node) => {
    if (isComputed(node)) return node.inputs;
    if (node.leaf?.kind !== "constant" && !sources.includes(node)) sources.push(node);
    return [];
  });
  return sources;
};

/** Returns random numbers for each source: pixels from [0, scale], others from [−scale, scale]. */
const trialOf = (sources: readonly Node[], { seed, scale }: (typeof TRIALS)[number]): Trial =>
  new Map(sources.map((node, lane) => [node, Float32Array.from(uniforms({ seed, purpose: "eps", step: 0, lane }, sizeOf(node.shape)), (u) => (isImages(node) ? scale * u : scale * (2 * u - 1)))]));

const mean = (values: ArrayLike<number>, of: (i: number) => number, rows: number): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += of(i);
  return sum / rows;
};

/** Returns the mean over a batch of KL(N(μ, σ²) ‖ N(0, I)). Kingma & Welling 2013, app. B. */
const klOf = (mu: Numbers, sigma: Numbers, rows: number) => mean(mu, (i) => (mu[i]! ** 2 + sigma[i]! ** 2 - 1) / 2 - Math.log(Math.abs(sigma[i]!)), rows);

/** Returns the mean over a batch of −log p(x|z) for Bernoulli pixels with these logits. */
const bernoulliOf = (x: Numbers, logits: Numbers, rows: number) => mean(x, (i) => Math.max(logits[i]!, 0) + Math.log1p(Math.exp(-Math.abs(logits[i]!))) - x[i]! * logits[i]!, rows);

const squaresOf = (x: Numbers, y: Numbers, rows: number) => mean(x, (i) => (x[i]! - y[i]!) ** 2, rows);

/** Returns the nodes of a term that depend on images only through the code, and have as many numbers as these: the decoder's output is one of them. */
function outputsIn(nodes: readonly Node[], { code }: ProgramPosterior, numbers: number): readonly Node[] {
  const [free, follows] = [new Set<Node>(), new Set<Node>()];
  for (const node of nodes) {
    if (node === code || node.inputs.some((input) => follows.has(input))) follows.add(node);
    if (node === code || (!isImages(node) && node.inputs.every((input) => free.has(input)))) free.add(node);
  }
  // An image must depend on its own code alone, and not on means over the batch.
  const mixed = new Set<Node>();
  for (const node of nodes) if (node.inputs.some((input) => mixed.has(input)) || (node !== code && free.has(node) && follows.has(node) && node.shape[0] !== code.shape[0])) mixed.add(node);
  return nodes.filter((node) => node !== code && free.has(node) && follows.has(node) && !mixed.has(node) && sizeOf(node.shape) === numbers);
}

/** Returns the likelihood whose −log p(x|z) the term is in all trials, with this decoder's output; null: none. */
function likelihoodOf(term: readonly number[], x: readonly Numbers[], y: readonly Numbers[], rows: number): Likelihood | null {
  if (term.every((value, i) => isClose(value, bernoulliOf(x[i]!, y[i]!, rows)))) return { kind: "bernoulli" };
  const squares = x.map((one, i) => squaresOf(one, y[i]!, rows));
  const slope = (term[0]! - term[1]!) / (squares[0]! - squares[1]!); // 1/(2σ²)
  const variance = 1 / (2 * slope);
  const constant = (PIXELS / 2) * Math.log(2 * Math.PI * variance);
  const isGaussian = variance > 0 && Number.isFinite(constant) && term.every((value, i) => Math.abs(value - (slope * squares[i]! + constant)) <= TOLERANCE * (Math.abs(slope * squares[i]!) + Math.abs(constant)));
  return isGaussian ? { kind: "gaussian", sigma: Math.sqrt(variance) } : null;
}

const storedIn = (roots: readonly Node[]): ReadonlySet<string> => new Set(inOrder(roots).flatMap(({ leaf }) => (leaf?.kind === "stored" ? [leaf.stored.name] : [])));

/** Returns whether images are drawn with other parameters than these, such as those of a flow that draws the codes: the prior then is not N(0, I). */
const drawsOtherwise = ({ sampler }: Pick<ProgramStep, "sampler">, term: Node): boolean =>
  sampler !== null && [...storedIn([sampler.pictures])].some((name) => !storedIn([term]).has(name));

/** Bounds are not looked for where more numbers would be computed: the largest models need a tenth of them. */
const MOST_COMPUTED = 2e9;

/** Returns where the parts of a bound are in a step; null if it has none that is recognised. */
export function elboPlacesOf({ objectives, posterior, sampler }: Pick<ProgramStep, "objectives" | "posterior" | "sampler">): ElboPlaces | null {
  if (!posterior) return null;
  const rows = posterior.code.shape[0]!;
  for (const [objective, { summands, repeats }] of objectives.entries()) {
    const nodes = summands.map(({ node }) => node);
    const all = inOrder(nodes);
    const images = all.filter(isImages);
    if (repeats !== 1 || images.length !== 1 || !all.includes(posterior.code) || sizeOf(images[0]!.shape) !== rows * PIXELS) continue;
    const inGraph = all.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    if (inGraph * nodes.length > MOST_COMPUTED) continue;
    const trials = TRIALS.map((trial) => trialOf(sourcesOf([...nodes, posterior.mu, posterior.sigma]), trial));
    if (!trials.every((one) => one.has(images[0]!))) continue; // no term compares with the images
    const inTrials = (node: Node): readonly (Numbers | null)[] => trials.map((trial) => valuesOf(node, trial));
    const isKnown = (values: readonly (Numbers | null)[]): values is readonly Numbers[] => values.every((one) => one !== null);
    const [mu, sigma] = [inTrials(posterior.mu), inTrials(posterior.sigma)];
    const values = nodes.map((node) => inTrials(node));
    if (!isKnown(mu) || !isKnown(sigma)) continue;
    const kl = values.findIndex((trial) => isKnown(trial) && trial.every((value, i) => isClose(value[0]!, klOf(mu[i]!, sigma[i]!, rows))));
    if (kl < 0) continue;
    for (const [reconstruction, trial] of values.entries()) {
      if (reconstruction === kl || !isKnown(trial) || drawsOtherwise({ sampler }, nodes[reconstruction]!)) continue;
      const within = inOrder([nodes[reconstruction]!]);
      const outputs = outputsIn(within, posterior, rows * PIXELS);
      for (const output of inGraph * outputs.length > MOST_COMPUTED ? [] : outputs) {
        const y = inTrials(output);
        const likelihood = isKnown(y) ? likelihoodOf(trial.map((value) => value[0]!), trials.map((one) => one.get(images[0]!)!), y, rows) : null;
        if (likelihood) return { objective, kl, reconstruction, likelihood, output: within.indexOf(output) };
      }
    }
  }
  return null;
}
