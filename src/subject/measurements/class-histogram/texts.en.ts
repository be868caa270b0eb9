import type { TextsOf } from "../facts";
import type { classHistogram } from "./definition";

export const en = {
  about: "The evaluation classifier counts the classes of samples, and finds missing modes.",
  facts: {
    verdict: "verdict",
    covered: "classes found",
    entropy: "entropy of the classes",
    variety: "variety within classes, as a share of test images’",
    clear: "clear samples: the evaluation classifier is over 90\u00a0% sure of their class",
    counts: "samples of each class, by the evaluation classifier",
    ofMost: (value: string, most: string) => `${value} of at most ${most} nats`,
    verdicts: {
      covered: "every class is found",
      missing: (classes: string) => `missing modes: ${classes}`,
      alike: "mode collapse: every class is found, but its images are nearly the same",
      uneven: (classes: string) => `uneven: ${classes} too frequent`,
      "too-few": "too few samples for a verdict",
      unclear: "none: less than half of the samples are clear",
    },
  },
} satisfies TextsOf<typeof classHistogram>;
