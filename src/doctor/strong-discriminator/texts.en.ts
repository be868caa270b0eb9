import type { IllnessTexts } from "../texts";

export const en = {
  name: "The discriminator is too strong",
  question: "The discriminator's losses are nearly 0: it is hardly ever wrong. What do you think that means for the generator?",
  options: {
    a: "It learns fastest from a discriminator that is always right",
    b: "It does not matter: only its own loss counts for it",
    c: "It learns little: every change that it tries is as wrong as the last",
  },
  about:
    "The generator learns only from how the discriminator's answer changes with the image. One that is sure of everything answers " +
    "nearly the same wherever the generator moves, so there is hardly a direction in which to improve. It then seldom catches up by " +
    "itself.",
  remedies: {
    discriminatorRate: "Both networks then learn at the same rate from the start, and the discriminator does not get as far ahead.",
  },
} satisfies IllnessTexts;
