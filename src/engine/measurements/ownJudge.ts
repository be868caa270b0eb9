/** A judge of a reader's own labelled images: the bundled one's network, trained on them when a measurement first asks for it, and kept with them. */
import { ElboError } from "../../core/errors";
import { CLASSES } from "../../core/runConfig";
import type { OwnJudge } from "../../measurements/shared/judge";
import { judgeWith, type Judge } from "../../metrics/judge/judge";
import { classesIn } from "../measuring/images";
import { part, type MeasurementData, type Measuring } from "../measuring/measurement";
import { testAccuracyOf, trainJudge } from "./judgeTraining";

const SEED = 1;
/** Fewer teach it little; a Gaussian of its 64 features needs more than 64. */
const FEWEST = { train: 400, test: 65 } as const;
const FEWEST_CLASSES = 2;
/** How much longer its training is than its test. */
const TRAINING = 10;
/** A logit that makes a class impossible. */
const NEVER = -1e4;

interface Known {
  readonly judge: Judge;
  readonly about: OwnJudge;
}

const judges = new WeakMap<MeasurementData, Known>();

/** Undefined: it was not trained yet. */
export const knownOwnJudge = (data: MeasurementData): Known | undefined => judges.get(data);

/** The same for the same images. Throws "own-data-unsuitable" where they are too few. */
export async function* trainOwnJudge(data: MeasurementData, steps = 600): Measuring<Known> {
  const classes = classesIn(data);
  if (data.trainImages < FEWEST.train || data.testImages < FEWEST.test || classes.length < FEWEST_CLASSES) {
    throw new ElboError("own-data-unsuitable", `a judge needs ${FEWEST.train} + ${FEWEST.test} images of ${FEWEST_CLASSES} classes, there are ${data.trainImages} + ${data.testImages} of ${classes.length}`);
  }
  const weights = yield* part(trainJudge(data, { seed: SEED, steps }), 0, 1 + 1 / TRAINING);
  for (let k = 0; k < CLASSES; k++) if (!classes.includes(k)) weights.logits.bias[k] = NEVER;
  const judge = judgeWith(weights);
  const testAccuracy = yield* part(testAccuracyOf(judge, data), TRAINING, TRAINING + 1);
  const known = { judge, about: { classes, testAccuracy, testImages: data.testImages } };
  judges.set(data, known);
  return known;
}
