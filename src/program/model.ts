/** Makes a model of a program: the engine trains, saves and shows it as it does any other model. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { HyperparameterValues } from "../core/model/hyperparameters";
import { WRITTEN, type Batch, type Model, type NoiseSpec, type Objective, type ParameterGroup, type Term } from "../core/model/model";
import type { Initialiser, Layer, NetworkSpec, Networks, Role } from "../core/model/network";
import { adam, rmsProp, sgd, type Optimiser } from "../core/model/optimiser";
import type { StandardNormalPrior } from "../core/model/prior";
import type { Scalar, Tensor, Tensor2D, Tf } from "../core/model/tf";
import { sizeOf } from "../core/model/parameters";
import { PIXELS } from "../core/run/runConfig";
import { PythonProblem } from "../python/problem";
import { constantsOf, withConstants, type Constant } from "./constants";
import { elboPlacesOf, type ElboPlaces } from "./elbo";
import { evaluate, unsupportedIn, type Leaves } from "./evaluate";
import { inOrder, type Node, type Start, type Stored } from "./graph";
import { withRows } from "./inference";
import { boundNodes, boundTensors, KL_TEX, partsOfBound, RECONSTRUCTION_TEX, type BoundTensors } from "./bound";
import type { ParameterGroup as TracedGroup } from "./recorder";
import { isScheduled, ratesOf, sameTerms, settingsOf, texOf, type Settings, type StepAt } from "./settings";
import { stepOf, type ProgramStep } from "./step";
import { structureOf } from "./structure";
import { trace, type TracedObjective } from "./trace";

const NOWHERE = { from: 0, to: 0 };
const refuse = (reason: string, { span }: { readonly span: Node["span"] } = { span: NOWHERE }) => new PythonProblem({ kind: "value", callee: "training", reason }, span);

/** The name of a parameter in its layer: each parameter or buffer of a program is a layer of its own, which returns it. */
const VALUE = "value";

/** Returns "encoder" and "hidden.0.weight". */
export function placeOf({ name }: Stored): { readonly network: string; readonly layer: string } {
  const [network = "", ...path] = name.split(".");
  return { network, layer: path.join(".") || VALUE };
}

/** Returns the engine's name of a parameter: "encoder/hidden.0.weight/value". */
function parameterName(stored: Stored): string {
  const { network, layer } = placeOf(stored);
  return `${network}/${layer}/${VALUE}`;
}

const hasParameter = ({ parameters }: { readonly parameters: readonly Stored[] }, parameter: string): boolean => parameters.some((one) => parameterName(one) === parameter);

function initialiserOf({ start, name }: Stored): Initialiser {
  switch (start.kind) {
    case "constant": return start.value === 0 ? { kind: "zeros" } : start.value === 1 ? { kind: "ones" } : { kind: "constant", value: start.value };
    case "normal": return start;
    case "uniform":
      if (start.from === -start.to) return { kind: "fanIn", fanIn: start.to ** -2 };
      break;
    default: start satisfies never;
  }
  throw refuse(`The first values of ${name} have a distribution that is not supported: ${describeStart(start)}.`);
}

const describeStart = (start: Start): string => (start.kind === "uniform" ? `U(${start.from}, ${start.to})` : JSON.stringify(start));

/** A layer that returns its parameter. Called with a tensor of another shape than the batch's, it takes that as the parameter's next value. */
const layerOf = (stored: Stored, isTrained: boolean): Layer => ({
  parameters: { [VALUE]: { shape: stored.shape, init: initialiserOf(stored), trainable: isTrained } },
  apply(_, { [VALUE]: value }, next, { update }) {
    if (!stored.trainable && next !== READ) update(VALUE, next);
    return value as Tensor2D; // layers return rows, and this one any tensor: only this file calls it
  },
});

/** Reads a buffer without changing it. */
const READ = {} as Tensor2D; // never used as a tensor

const ROLES: readonly (readonly [RegExp, Role])[] = [[/auto_?enc|dec/i, "decoder"], [/enc/i, "encoder"], [/critic/i, "critic"], [/disc|^(net_?)?d$/i, "discriminator"], [/gen|^(net_?)?g$/i, "generator"], [/prior/i, "prior"]];
export const roleOf = (network: string): Role => ROLES.find(([pattern]) => pattern.test(network))?.[1] ?? "decoder";

/** The order in which the diagram shows networks. */
const IN_ORDER: readonly Role[] = ["encoder", "prior", "decoder", "generator", "discriminator", "critic"];

/** Returns the parameters that a loss of their optimiser depends on. The others have no gradient, and PyTorch leaves them as they are. */
function trainedIn(objectives: ProgramStep["objectives"]): ReadonlySet<Stored> {
  return new Set(objectives.flatMap(({ groups, losses }) => {
    const own = new Set(groups.flatMap(({ parameters }) => parameters));
    return inOrder(losses).flatMap(({ leaf }) => (leaf?.kind === "stored" && own.has(leaf.stored) ? [leaf.stored] : []));
  }));
}

/** Operations of layers: their second input is the weight. */
const LAYERS = new Set(["matMul", "conv2d", "convTranspose2d"]);

/** Returns the numbers of a row before the first layer of each network and after its last one. */
function endsIn(objectives: ProgramStep["objectives"]): ReadonlyMap<string, readonly [number, number]> {
  const ends = new Map<string, readonly [number, number]>();
  for (const { operation, inputs: [x, weight], shape } of inOrder(objectives.flatMap(({ losses }) => losses))) {
    const leaf = weight?.leaf ?? weight?.inputs[0]?.leaf;
    if (!LAYERS.has(operation) || leaf?.kind !== "stored") continue;
    const { network } = placeOf(leaf.stored);
    ends.set(network, [ends.get(network)?.[0] ?? sizeOf(x!.shape.slice(1)), sizeOf(shape.slice(1))]);
  }
  return ends;
}

function networksOf({ stored, objectives }: Pick<ProgramStep, "stored" | "objectives">): Readonly<Record<string, NetworkSpec>> {
  const trained = trainedIn(objectives);
  const networks: Record<string, { role: Role; inputSymbol?: string; widths: number[]; layers: Record<string, Layer> }> = {};
  const convolutional = new Set(stored.flatMap((one) => (one.shape.length === 4 ? [placeOf(one).network] : [])));
  const ends = endsIn(objectives);
  for (const one of stored) {
    const { network, layer } = placeOf(one);
    const spec = networks[network] ??= { role: roleOf(network), widths: [], layers: {} };
    spec.layers[layer] = layerOf(one, trained.has(one));
    // The diagram shows one path: a second output of the same layer is not part of it.
    const [outputs, inputs] = one.shape;
    if (one.shape.length === 2 && !convolutional.has(network) && (spec.widths.length === 0 || spec.widths.at(-1) === inputs)) spec.widths.push(...(spec.widths.length === 0 ? [inputs!] : []), outputs!);
  }
  for (const [network, spec] of Object.entries(networks)) {
    if (convolutional.has(network)) spec.widths.push(...ends.get(network) ?? []);
    if (spec.role === "decoder" && ends.get(network)?.[0] === PIXELS) spec.inputSymbol = "x"; // a whole VAE, for example
  }
  return Object.fromEntries(Object.entries(networks).toSorted(([, a], [, b]) => IN_ORDER.indexOf(a.role) - IN_ORDER.indexOf(b.role)));
}

const optimiserOf = ({ kind, beta1, beta2, epsilon }: TracedGroup): Optimiser =>
  (kind === "Adam" ? adam({ beta1, beta2, epsilon }) : kind === "SGD" ? sgd({ momentum: beta1 }) : rmsProp({ decay: beta2, epsilon }));

const parametersOf = ({ groups }: Pick<TracedObjective, "groups">): readonly Stored[] => groups.flatMap(({ parameters }) => parameters);

/** Returns the networks whose trainable parameters the objective moves: all of them, or none. */
function minimisedBy(objective: TracedObjective, stored: readonly Stored[]): readonly string[] {
  const parameters = parametersOf(objective);
  const names = [...new Set(parameters.map((one) => placeOf(one).network))];
  const missing = stored.find((one) => one.trainable && names.includes(placeOf(one).network) && !parameters.includes(one));
  if (missing) throw refuse(`An optimiser has only a part of ${placeOf(missing).network}: ${missing.name} is missing.`);
  return names;
}

export const noiseName = ({ leaf }: Node): string => `draw${leaf?.kind === "draw" ? leaf.index : ""}`;

export function noiseSpec(draw: Node): NoiseSpec {
  const { leaf, shape } = draw;
  if (leaf?.kind !== "draw") throw new Error("It is no draw.");
  const [rows = 1, ...rest] = shape;
  const [count, width] = [rows, sizeOf(rest)];
  switch (leaf.draw.kind) {
    case "normal": return { shape: [count, width], purpose: "eps" };
    case "uniform": return { shape: [count, width], purpose: "augment", distribution: { kind: "uniform" } };
    case "categorical": return { shape: [leaf.isHot ? sizeOf(shape) / leaf.draw.classes : sizeOf(shape), leaf.draw.classes], purpose: "z", distribution: { kind: "categorical" } };
    case "dropout": return { shape: [count, width], purpose: "dropout", distribution: leaf.draw };
    default: return leaf.draw satisfies never;
  }
}

/** Returns one-hot rows as indices, [rows]. */
function indices(tf: Tf, rows: Tensor2D): Tensor {
  const [, classes] = rows.shape;
  return tf.sum(tf.mul(rows, tf.tensor2d([Array.from({ length: classes }, (_, k) => k)])), 1);
}

export interface LeafValues {
  readonly networks: Networks;
  readonly images: Tensor2D;
  readonly labels: Tensor2D;
  /** The batch of images whose labels are known, if there is one. */
  readonly labelled?: Batch | undefined;
  drawn(draw: Node): Tensor2D;
}

/** Returns the inputs of a step's graph. */
export const leavesOf = (tf: Tf, { networks, images, labels, labelled, drawn }: LeafValues): Leaves => (leaf, node) => {
  switch (leaf.kind) {
    case "stored": {
      const { network, layer } = placeOf(leaf.stored);
      return networks[network]![layer]!(READ);
    }
    case "batch": {
      const { x, y } = (leaf.isLabelled && labelled) || { x: images, y: labels };
      return leaf.of === "images" ? x : leaf.of === "classes" ? y : indices(tf, y);
    }
    case "draw": return tf.reshape(leaf.draw.kind === "categorical" && !leaf.isHot ? indices(tf, drawn(node)) : drawn(node), [...node.shape]);
    default: throw refuse("A step uses batches of a DataLoader, not all images.", node);
  }
};

/** N(0, I). Training need not bring codes there. */
const noise: StandardNormalPrior = {
  kind: "standard-normal", imposed: false,
  logDensity: (tf, _, z) => tf.sub(tf.mul(tf.sum(tf.square(z), 1), -0.5), (z.shape[1] * Math.log(2 * Math.PI)) / 2),
  klFrom: (tf, { mu, logVar }) => tf.mean(tf.sum(tf.mul(tf.sub(tf.add(tf.square(mu), tf.exp(logVar)), tf.add(logVar, 1)), 0.5), 1)),
};

/** The steps of one program with different values of its constants, newest last. */
const REMEMBERED = 16;

function stepsOf(source: string, constants: readonly Constant[]): StepAt {
  const known = new Map<string, ProgramStep>();
  return (values) => {
    const key = constants.map(({ name, value }) => (Object.hasOwn(values, name) ? values[name] : value)).join(); // training asks several times in each step
    const step = known.get(key) ?? stepOf(trace(withConstants(source, constants, values)));
    known.delete(key);
    known.set(key, step);
    if (known.size > REMEMBERED) known.delete(known.keys().next().value!);
    return step;
  };
}

/** Throws a `PythonProblem` if two objectives of a step update the same parameter. */
function expectOneUpdate({ objectives }: ProgramStep): void {
  const lossesOf = ({ losses }: TracedObjective) => losses.map(structureOf).join("|");
  for (const [i, objective] of objectives.entries()) {
    for (const [k, earlier] of objectives.slice(0, i).entries()) {
      const twice = parametersOf(objective).find((one) => parametersOf(earlier).includes(one));
      if (!twice) continue;
      throw refuse(k < i - 1 && lossesOf(objective) === lossesOf(earlier)
        ? `${twice.name} is updated before and after another optimiser's step. Let its updates follow each other: train the other network if (i + 1) % n == 0, not if i % n == 0.`
        : `${twice.name} is updated twice in each step, with different losses: add the losses, or give each parameter to one optimiser.`, objective.losses[0]!);
    }
  }
}

/** Throws a `PythonProblem` if the engine cannot train this step. */
export function expectTrainable(step: ProgramStep): void {
  const { objectives, stored, ownData } = step;
  if (ownData) throw refuse("It makes its own data, and this page trains programs on MNIST's images.", ownData);
  const unsupported = unsupportedIn(objectives.flatMap(({ losses }) => losses));
  if (unsupported) throw refuse(`${unsupported.operation} has no rule yet, so the program cannot be trained.`, unsupported);
  expectOneUpdate(step);
  for (const objective of objectives) {
    const { groups, summands } = objective;
    const still = groups.find(({ rate }) => !(rate > 0 && rate < Infinity));
    if (still) throw refuse(`A learning rate of ${still.rate} trains nothing: it must be above 0.`);
    const endless = summands.find(({ factor }) => !Number.isFinite(factor));
    if (endless) throw refuse(`The factor of ${endless.name} is ${endless.factor}, which is no finite number.`, endless.node);
    minimisedBy(objective, stored);
  }
  networksOf(step);
}

/** Returns the model of a program. Throws a `PythonProblem` if it is wrong or the engine cannot train it. */
export function modelOf(source: string): Model {
  const making = modelInParts(source);
  for (;;) {
    const { done, value } = making.next();
    if (done) return value;
  }
}

/** Makes a model as `modelOf` does, and yields often, so that a page can do other things meanwhile. */
export function* modelInParts(source: string): Generator<undefined, Model> {
  const constants = constantsOf(source);
  const steps = stepsOf(source, constants);
  const base = steps({});
  expectTrainable(base);
  yield;
  const settings = yield* settingsOf(constants, base, steps);
  const at = (h: HyperparameterValues): ProgramStep => steps(settings.fixedIn(h));
  const withLive = (h: HyperparameterValues): ProgramStep => steps(settings.constantsIn(h));
  const { sampler, posterior } = base;
  const places = elboPlacesOf(base);
  yield;
  return {
    id: `${WRITTEN}${bytesToHex(sha256(utf8ToBytes(source))).slice(0, 16)}`, menu: "vae", prior: noise, conditional: sampler !== null && sampler.classes !== null,
    source: { text: "", url: "" },
    hyperparameters: settings.table,
    optimiser: optimiserOf(base.objectives[0]!.groups[0]!),
    symbols: [],
    program: (h) => withConstants(source, constants, settings.constantsIn(h)),
    refusal(h) {
      try {
        const step = withLive(h);
        expectTrainable(step);
        return sameTerms(step, base) ? null : new PythonProblem({ kind: "value", callee: "training", reason: "With these settings the loss has other terms." }, NOWHERE);
      } catch (error) {
        if (error instanceof PythonProblem) return error;
        throw error;
      }
    },
    networks: (h) => networksOf(at(h)),
    noise(h) {
      const { draws, sampler: of, batchSize } = at(h);
      return Object.fromEntries([
        ...draws.map((draw) => [noiseName(draw), noiseSpec(draw)] as const),
        ...(of?.others ?? []).map((draw) => [noiseName(draw), { ...noiseSpec({ ...draw, shape: [batchSize, ...draw.shape.slice(1)] }), fixedPerSample: true }] as const),
      ]);
    },
    ...(base.labelled !== null && { labelled: (h: HyperparameterValues) => at(h).labelled! }),
    // The program does not say how it imputes: missing pixels are 0, as background is.
    ...(base.missing !== null && { missing: { share: (h: HyperparameterValues) => at(h).missing!, impute: (tf: Tf, _: Networks, x: Tensor2D) => tf.relu(x) } }),
    objectives: base.objectives.map((_, index) => objectiveOf(base, index, { at, withLive, places, settings })),
    decode(tf, networks, { z, y, noise: drawn }, h) {
      const [rows] = z.shape;
      const { sampler: of } = at(h);
      if (!of) return tf.tensor2d(new Float32Array(rows * PIXELS), [rows, PIXELS]); // the page says that the program draws nothing
      const { draw, others, classes, pictures } = of;
      const nodes = withRows([pictures], [draw, ...others, ...(classes ? [classes] : [])], rows);
      const known = new Map(classes ? [[nodes.get(classes)!, y as Tensor]] : []);
      const [images] = evaluate(tf, [nodes.get(pictures)!], leavesOf(tf, { networks, images: z, labels: y, drawn: (one) => drawn[noiseName(one)] ?? z }), known, { gradients: "all" });
      return tf.reshape(images!, [rows, PIXELS]);
    },
    ...(posterior && {
      encode(tf: Tf, networks: Networks, { x, y }: Batch, h: HyperparameterValues) {
        const { mu, sigma } = at(h).posterior!;
        const nodes = withRows([mu, sigma], inOrder([mu, sigma]).filter(({ leaf }) => leaf?.kind === "batch"), x.shape[0]);
        const [mean, deviation] = evaluate(tf, [nodes.get(mu)!, nodes.get(sigma)!], leavesOf(tf, { networks, images: x, labels: y, drawn: refuseDraws }), undefined, { gradients: "all" }) as [Tensor2D, Tensor2D];
        return { mu: mean, logVar: tf.mul(tf.log(deviation), 2) };
      },
    }),
  };
}

const refuseDraws = (draw: Node): never => { throw refuse("The encoder's output must not depend on draws.", draw); };

/** Returns an id for each objective: the network that it moves, or the variable of its loss if it moves several, and a number if others have the same. */
const objectiveIds = ({ objectives, stored }: ProgramStep): readonly string[] => {
  const names = objectives.map((objective) => {
    const networks = minimisedBy(objective, stored);
    return networks.length > 1 ? objective.name ?? networks.join("-") : networks[0]!;
  });
  return names.map((name, i) => (names.indexOf(name) === names.lastIndexOf(name) ? name : `${name}-${i + 1}`));
};

/** Returns the variable of an objective's loss if it can name the curve of the total; otherwise null. "loss" does not tell two players apart. */
function totalName({ objectives }: ProgramStep, index: number): string | null {
  const { name } = objectives[index]!;
  const isTaken = name === "loss" || objectives.some((one, i) => (i !== index && one.name === name) || one.summands.some((summand) => summand.name === name));
  return objectives.length === 1 || isTaken ? null : name;
}

/** Returns the networks without trainable parameters that an objective's forward pass changes, such as a codebook that follows averages. */
function networksChangedBy({ objectives, stored }: ProgramStep, index: number): readonly string[] {
  const trained = new Set(stored.filter(({ trainable }) => trainable).map((one) => placeOf(one).network));
  return [...new Set(objectives[index]!.buffers.map((one) => placeOf(one.stored).network).filter((network) => !trained.has(network)))];
}

/** A program's step with the values of its settings: all of them, or those that cannot change during a run. */
interface StepsBySettings {
  at(h: HyperparameterValues): ProgramStep;
  withLive(h: HyperparameterValues): ProgramStep;
  /** Where the parts of a bound are; null if none was recognised. */
  readonly places: ElboPlaces | null;
  readonly settings: Settings;
}

/** What an objective's forward computes. */
interface Computed {
  /** The summands of the loss. */
  readonly terms: readonly Tensor[];
  /** The parts of the bound; null if none was recognised. */
  readonly bound: BoundTensors | null;
}

function objectiveOf(base: ProgramStep, index: number, { at, withLive, places, settings: { factorTex, rateOf } }: StepsBySettings): Objective<Computed, HyperparameterValues> {
  const { atStepStart, groups, bounds, summands, repeats, clip } = base.objectives[index]!;
  const id = objectiveIds(base)[index]!;
  const total = totalName(base, index);
  const minimises = [...minimisedBy(base.objectives[index]!, base.stored), ...networksChangedBy(base, index)];
  const ofStep = (h: HyperparameterValues) => at(h).objectives[index]!;
  const rateIn = (of: ProgramStep, group: number, step: number) => of.numbersAt(step).rates[index]![group]! / ratesOf(of)[rateOf]!;
  const first = base.objectives.slice(0, index).flatMap((one) => one.groups).length;
  const made = groups.map((group, g): ParameterGroup<HyperparameterValues> => ({
    id: groups.length === 1 ? id : `${id}.${g + 1}`, optimiser: (h) => optimiserOf(ofStep(h).groups[g]!),
    ...((first + g !== rateOf || base.examined.some((step) => rateIn(base, g, step) !== 1)) && { rate: (h: HyperparameterValues, step: number) => rateIn(withLive(h), g, step) }),
    ...(group.decayAt && { decay: { isDecoupled: group.isDecoupled, value: (h: HyperparameterValues, step: number) => withLive(h).numbersAt(step).decays[index]![g]! } }),
    has: (parameter, h) => hasParameter(ofStep(h).groups[g]!, parameter),
  }));
  const elbo = places?.objective === index ? places : null;
  const isPart = (i: number) => elbo !== null && (i === elbo.kl || i === elbo.reconstruction);
  const rate = made.length === 1 ? made[0]!.rate : undefined;
  return {
    id, ...(total !== null && { total }), tex: "\\mathcal{L}", minimises, optimiser: optimiserOf(groups[0]!), groups: made, ...(rate && { rate }), ...(atStepStart && { atStepStart }),
    terms: summands.map(({ name, isScaled, factor }, i): Term<Computed, HyperparameterValues> => ({
      id: name, tex: elbo?.kl === i ? KL_TEX : elbo?.reconstruction === i ? RECONSTRUCTION_TEX : texOf(name), unit: isPart(i) ? "nats/image" : "none", source: "", ...(i > 0 && { ownAxis: true }),
      value: (_, { terms }) => terms[i]! as Scalar,
      ...((isScaled || factor !== 1 || isScheduled(base, index, i)) && { weight: {
        tex: isScheduled(base, index, i) ? "w_t" : factorTex(index, i) ?? String(Number(factor.toPrecision(4))),
        value: (h: HyperparameterValues, step: number) => withLive(h).numbersAt(step).factors[index]![i]!,
      } }),
    })),
    ...(bounds.length > 0 && { gradientBounds: bounds.map((_, k) => ({
      value: (h: HyperparameterValues, step: number) => withLive(h).numbersAt(step).bounds[index]![k]!,
      has: (parameter: string, h: HyperparameterValues) => hasParameter(ofStep(h).bounds[k]!, parameter),
    })) }),
    ...(repeats === 1 ? {} : { repeats: (h: HyperparameterValues) => ofStep(h).repeats }),
    ...(clip === null ? {} : { clip: (h: HyperparameterValues, step: number) => at(h).numbersAt(step).clips[index]! }),
    ...(elbo && partsOfBound(elbo, base)),
    forward(tf, { networks, batch, labelled, noise: drawn, h }) {
      const { summands: current, buffers } = ofStep(h);
      const own = buffers.filter(({ stored }) => minimises.includes(placeOf(stored).network));
      const leaves = leavesOf(tf, { networks, images: batch.x, labels: batch.y, labelled, drawn: (draw) => drawn[noiseName(draw)]! });
      const parts = elbo ? boundNodes(at(h), elbo) : [];
      const values = evaluate(tf, [...current.map(({ node }) => node), ...own.map(({ value }) => value), ...parts], leaves);
      own.forEach(({ stored }, i) => {
        const { network, layer } = placeOf(stored);
        networks[network]![layer]!(values[current.length + i] as Tensor2D);
      });
      return { terms: values.slice(0, current.length), bound: elbo && boundTensors(tf, values.slice(current.length + own.length)) };
    },
  };
}
