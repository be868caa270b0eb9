/** Makes a model of a program: the engine trains, saves and shows it as it does any other model. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import { WRITTEN, type Batch, type Model } from "../../core/model/model";
import type { Networks } from "../../core/model/network";
import type { StandardNormalPrior } from "../../core/model/prior";
import type { Tensor, Tensor2D, Tf } from "../../core/model/tf";
import { PIXELS } from "../../core/run/runConfig";
import { PythonProblem } from "../python/problem";
import { MAX_READING_MILLIS, TimeLimit } from "../python/timeLimit";
import { constantsOf, withConstants, type Constant } from "./constants";
import { elboPlacesOf } from "./elbo";
import { evaluate } from "./evaluate";
import { inOrder, type Node } from "./graph";
import { withRows } from "./inference";
import { leavesOf, noiseName, noiseSpec } from "./leaves";
import { objectiveOf, optimiserOf } from "./modelObjectives";
import { networksOf } from "./networks";
import { refuseTraining } from "./refuseTraining";
import { sameTerms, settingsOf, type StepAt } from "./settings";
import { stepOf, type ProgramStep } from "./step";
import { trace } from "./trace";
import { expectTrainable } from "./trainable";

/** N(0, I). Training need not bring codes there. */
const noise: StandardNormalPrior = {
  kind: "standard-normal", imposed: false,
  logDensity: (tf, _, z) => tf.sub(tf.mul(tf.sum(tf.square(z), 1), -0.5), (z.shape[1] * Math.log(2 * Math.PI)) / 2),
  klFrom: (tf, { mu, logVar }) => tf.mean(tf.sum(tf.mul(tf.sub(tf.add(tf.square(mu), tf.exp(logVar)), tf.add(logVar, 1)), 0.5), 1)),
};

/** The steps of one program with different values of its constants, newest last. */
const REMEMBERED = 16;

function stepsOf(source: string, constants: readonly Constant[], limit: TimeLimit): StepAt {
  const known = new Map<string, ProgramStep>();
  return (values) => {
    const key = constants.map(({ name, value }) => (Object.hasOwn(values, name) ? values[name] : value)).join(); // training asks several times in each step
    const step = known.get(key) ?? stepOf(trace(withConstants(source, constants, values), undefined, limit));
    known.delete(key);
    known.set(key, step);
    if (known.size > REMEMBERED) known.delete(known.keys().next().value!);
    return step;
  };
}

/** The model of a program. */
export interface ProgramModel extends Model {
  readonly program: NonNullable<Model["program"]>;
  readonly refusal: NonNullable<Model["refusal"]>;
  /** Returns whether weights may depend on the step under these settings. */
  readsStep(h: HyperparameterValues): boolean;
}

/** Returns the model of a program. Throws a `PythonProblem` if it is wrong or the engine cannot train it. */
export function modelOf(source: string): ProgramModel {
  const constants = constantsOf(source);
  const limit = new TimeLimit(MAX_READING_MILLIS);
  const steps = stepsOf(source, constants, limit);
  const base = steps({});
  expectTrainable(base);
  const settings = settingsOf(constants, base, steps);
  const at = (h: HyperparameterValues): ProgramStep => steps(settings.fixedIn(h));
  const withLive = (h: HyperparameterValues): ProgramStep => steps(settings.constantsIn(h));
  const { sampler, posterior } = base;
  const places = elboPlacesOf(base);
  limit.separate();
  return {
    id: `${WRITTEN}${bytesToHex(sha256(utf8ToBytes(source))).slice(0, 16)}`, menu: "vae", prior: noise, conditional: sampler !== null && sampler.classes !== null,
    ...(sampler === null && { drawsNothing: true }),
    source: { text: "", url: "" },
    hyperparameters: settings.table,
    optimiser: optimiserOf(base.objectives[0]!.groups[0]!),
    symbols: [],
    program: (h) => withConstants(source, constants, settings.constantsIn(h)),
    readsStep: (h) => withLive(h).examined.length > 1,
    refusal(h) {
      try {
        const step = withLive(h);
        expectTrainable(step);
        return sameTerms(step, base) ? null : refuseTraining("other-terms");
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

const refuseDraws = (draw: Node): never => { throw refuseTraining("draws", { span: draw.span }); };
