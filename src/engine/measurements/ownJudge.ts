/** An evaluation classifier for a reader's own labelled images: the bundled one's network, trained on them for the first measurement that needs it, then cached. */
import { ElboError } from "../../core/errors";
import { CLASSES } from "../../core/run/runConfig";
import type { OwnJudge } from "../../subject/measurements/shared/judge";
import { judgeWith, type Judge } from "../../subject/metrics/judge/judge";
import { classesIn } from "../measurementInputs/images";
import { subtask, type MeasurementData, type Measuring } from "../measurementInputs/measurement";
import { testAccuracyOf, trainJudge } from "./judgeTraining";

const SEED = 1;
/** Training images below which it learns little; a Gaussian of its 64 features needs more than 64 test images. */
const MIN_IMAGES = { train: 400, test: 65 } as const;
const MIN_CLASSES = 2;
/** The ratio of its training time to its test time. */
const TRAINING_SHARE = 10;
/** A logit that makes a class impossible. */
const IMPOSSIBLE_LOGIT = -1e4;

interface TrainedJudge {
  readonly judge: Judge;
  readonly about: OwnJudge;
}

const judges = new WeakMap<MeasurementData, TrainedJudge>();

/** Returns the classifier of these data; undefined if it was not trained yet. */
export const cachedOwnJudge = (data: MeasurementData): TrainedJudge | undefined => judges.get(data);

/** Trains a classifier; the result is the same for the same images. Throws "own-data-unsuitable" if they are too few. */
export async function* trainOwnJudge(data: MeasurementData, steps = 600): Measuring<TrainedJudge> {
  const classes = classesIn(data);
  if (data.trainImages < MIN_IMAGES.train || data.testImages < MIN_IMAGES.test || classes.length < MIN_CLASSES) {
    throw new ElboError("own-data-unsuitable", `a judge needs ${MIN_IMAGES.train} + ${MIN_IMAGES.test} images of ${MIN_CLASSES} classes, there are ${data.trainImages} + ${data.testImages} of ${classes.length}`);
  }
  const weights = yield* subtask(trainJudge(data, { seed: SEED, steps }), 0, 1 + 1 / TRAINING_SHARE);
  for (let k = 0; k < CLASSES; k++) if (!classes.includes(k)) weights.logits.bias[k] = IMPOSSIBLE_LOGIT;
  const judge = judgeWith(weights);
  const testAccuracy = yield* subtask(testAccuracyOf(judge, data), TRAINING_SHARE, TRAINING_SHARE + 1);
  const known = { judge, about: { classes, testAccuracy, testImages: data.testImages } };
  judges.set(data, known);
  return known;
}
