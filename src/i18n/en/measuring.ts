/** Measurements on demand: common texts, and in `list` those of each measurement's folder. */
import { byFolder } from "../../core/folders";
import type { CommonSetting, FactTools, MeasurementTexts } from "../../measurements/facts";

export const measuring = {
  list: byFolder(import.meta.glob<MeasurementTexts>("../../measurements/*/texts.en.ts", { eager: true, import: "en" })),
  intro:
    "Each is made with the weights as they stand when you press Run; training may go on. ± is one standard error.",
  /** By the kind of data. */
  judges: {
    image: "The judge is a fixed classifier of digits, right on 99\u00a0% of the test images.",
    own:
      "The judge is a small classifier that is trained on your labels when a measurement first asks for it. " +
      "How often it is right itself, on held-out images, stands beside what it says.",
  },
  noOwnJudge: "a judge of these images needs labels of at least two classes, 400 images to train on and 65 held out.",
  run: "Run",
  runOne: (name: string) => `Run: ${name}`,
  cancel: "Cancel",
  cancelOne: (name: string) => `Cancel: ${name}`,
  progress: (name: string) => `Progress: ${name}`,
  taken: (step: string, from: string) => `at step ${step}, ${from}`,
  failed: (reason: string) => `Nothing was measured: ${reason}`,
  facts: {
    ownJudge: "the judge itself, held-out images: right class",
    sharpnessOfImages: "sharpness of the images",
    sameClass: "same class, by the judge",
    accuracy: "right class",
    chance: "by chance",
  } satisfies FactTools["words"] & { readonly ownJudge: string },
  settings: {
    images: "test images",
    samples: "samples",
  } satisfies Readonly<Record<CommonSetting, string>>,
  outOfRange: (name: string, min: string, max: string) => `${name}: a whole number from ${min} to ${max}.`,
  from: {
    testImages: (n: string) => `from ${n} test images`,
    samples: (n: string) => `from ${n} samples`,
  },
  units: {
    nats: (value: string) => `${value} nats per image`,
    bits: (value: string) => `${value} bits per image`,
    of: (part: string, all: string) => `${part} of ${all}`,
    percent: (value: string) => `${value}\u00a0%`,
  },
  points: {
    settings: { images: "test points" },
    from: { testImages: (n: string) => `from ${n} test points` },
    units: { nats: (value: string) => `${value} nats per point`, bits: (value: string) => `${value} bits per point` },
  },
};
