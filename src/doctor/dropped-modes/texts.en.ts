import type { IllnessTexts } from "../texts";

export const en = {
  name: "Dropped modes",
  question: "Some of the Gaussians that the data come from get hardly any samples. What do you think happened?",
  options: {
    a: "The generator cannot reach places so far apart",
    b: "Too few samples were drawn",
    c: "The generator has found places that pass, and stays there",
  },
  about:
    "Each point is judged by itself, so nothing in the generator's loss asks it to cover all the data. It gathers where the " +
    "discriminator lets points pass, and moves on when that is noticed: it chases from place to place instead of covering them all.",
  remedies: {
    discriminatorRate: "A discriminator that learns as fast as the generator notices sooner where too many points are.",
  },
} satisfies IllnessTexts;
