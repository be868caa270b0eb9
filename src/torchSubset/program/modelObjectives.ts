/** An objective of a traced step as an objective of a model. */
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { Objective, ParameterGroup, Term } from "../../core/model/model";
import { adam, rmsProp, sgd, type Optimiser } from "../../core/model/optimiser";
import type { Scalar, Tensor } from "../../core/model/tf";
import { boundNodes, boundTensors, KL_TEX, partsOfBound, RECONSTRUCTION_TEX, type BoundTensors } from "./bound";
import type { ElboPlaces } from "./elbo";
import { evaluate } from "./evaluate";
import { leavesOf, noiseName } from "./leaves";
import { hasParameter, minimisedBy, placeOf, writeStored } from "./networks";
import type { ParameterGroup as TracedGroup } from "./recorder";
import { isScheduled, ratesOf, texOf, type Settings } from "./settings";
import type { ProgramStep } from "./step";

/** Returns the optimiser of a group of parameters. */
export const optimiserOf = ({ kind, beta1, beta2, epsilon }: TracedGroup): Optimiser =>
  (kind === "Adam" ? adam({ beta1, beta2, epsilon }) : kind === "SGD" ? sgd({ momentum: beta1 }) : rmsProp({ decay: beta2, epsilon }));

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

/** A program's step with values of its settings: `at` takes those that cannot change during a run, `withLive` all of them. */
export interface StepsBySettings {
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

/** Returns an objective of a program's step as the engine minimises it. */
export function objectiveOf(base: ProgramStep, index: number, { at, withLive, places, settings: { factorTex, rateOf } }: StepsBySettings): Objective<Computed, HyperparameterValues> {
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
      own.forEach(({ stored }, i) => writeStored(networks, stored, values[current.length + i]!));
      return { terms: values.slice(0, current.length), bound: elbo && boundTensors(tf, values.slice(current.length + own.length)) };
    },
  };
}
