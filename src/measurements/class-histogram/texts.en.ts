import type { TextsOf } from "../facts";
import type { classHistogram } from "./definition";

export const en = {
  about: "Which classes the judge sees in samples, and whether some are missing.",
  facts: {
    verdict: "verdict",
    covered: "classes that come up",
    entropy: "entropy of the classes",
    variety: "variety within classes, as a share of test images’",
    clear: "samples whose class the judge is sure of",
    counts: "samples in which the judge sees the class",
    ofMost: (value: string, most: string) => `${value} of at most ${most} nats`,
    verdicts: {
      covered: "every class comes up",
      missing: (classes: string) => `mode collapse: missing ${classes}`,
      alike: "mode collapse: every class comes up, but always as the same image",
      uneven: (classes: string) => `uneven: too often ${classes}`,
      "too-few": "too few samples to tell",
      unclear: "none: the judge is sure of less than half of the samples",
    },
  },
} satisfies TextsOf<typeof classHistogram>;
