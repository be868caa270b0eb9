import type { IllnessTexts } from "../texts";

export const en = {
  name: "The critic explodes",
  question: "The critic's scores of real and generated examples are further apart than the examples themselves. What do you think that says of the two?",
  options: {
    a: "That they are very different",
    b: "Nothing: the critic has become too steep to measure a distance",
    c: "That the critic has learnt all there is to learn",
  },
  about:
    "A critic measures the distance between data and samples only while it nowhere rises faster than 1. Then its scores cannot be " +
    "further apart than the examples are. These are: the critic makes itself steeper instead of telling them apart better, and its loss " +
    "is no distance.",
  remedies: {
    clip: "Smaller weights: the critic cannot become as steep.",
  },
} satisfies IllnessTexts;
