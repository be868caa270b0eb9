/** Measurements on demand: common texts, and in `list` those of each measurement's folder. */
import { byFolder } from "../../../core/folders";
import type { CommonSetting, FactTools, MeasurementTexts } from "../../../subject/measurements/facts";

export const measuring = {
  list: byFolder(import.meta.glob<MeasurementTexts>("../../../subject/measurements/*/texts.en.ts", { eager: true, import: "en" })),
  intro:
    "Each measurement uses the weights at the moment you press Run; training may continue. ± is one standard error.",
  /** By the kind of data. */
  judges: {
    image: "The evaluation classifier is fixed, and classifies 99\u00a0% of MNIST’s test images correctly.",
    own:
      "The evaluation classifier is trained on your labels when a measurement first needs it. " +
      "Each result shows the classifier’s own accuracy on held-out images.",
  },
  noOwnJudge: "The evaluation classifier needs labels of at least two classes, 400 training images and 65 held-out images.",
  run: "Run",
  runOne: (name: string) => `Run: ${name}`,
  cancel: "Cancel",
  cancelOne: (name: string) => `Cancel: ${name}`,
  progress: (name: string) => `Progress: ${name}`,
  taken: (step: string, from: string) => `at step ${step}, ${from}`,
  failed: (reason: string) => `Nothing was measured. ${reason}`,
  facts: {
    ownJudge: "evaluation classifier itself, held-out images: right class",
    sharpnessOfImages: "sharpness of the images",
    sameClass: "same class (evaluation classifier)",
    accuracy: "right class",
    chance: "random guessing",
  } satisfies FactTools["words"] & { readonly ownJudge: string },
  settings: {
    images: "test images",
    samples: "samples",
  } satisfies Readonly<Record<CommonSetting, string>>,
  outOfRange: (name: string, min: string, max: string) => `“${name}” must be a whole number from ${min} to ${max}.`,
  from: {
    testImages: (n: string) => `from ${n} test images`,
    samples: (n: string) => `from ${n} samples`,
  },
  units: {
    nats: (value: string) => `${value} nats per image`,
    of: (part: string, all: string) => `${part} of ${all}`,
    percent: (value: string) => `${value}\u00a0%`,
  },
  points: {
    settings: { images: "test points" },
    from: { testImages: (n: string) => `from ${n} test points` },
    units: { nats: (value: string) => `${value} nats per point` },
  },
};
