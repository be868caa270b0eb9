import type { IllnessTexts } from "../texts";

export const en = {
  name: "The code says nothing (posterior collapse)",
  question: "The KL is nearly 0, and has been for many steps. What do you think has become of the code?",
  options: {
    a: "It is as good as it can be: exactly like the prior",
    b: "It is nearly the same for every image",
    c: "It is there, only in smaller numbers",
  },
  about:
    "The encoder gives nearly the same code for every image. The decoder has nothing to go by, and makes one picture for all: their " +
    "mean. A KL of 0 is the price of a code that says nothing; it comes where a nat of code costs more than it saves in the " +
    "reconstruction.",
  remedies: {
    beta: "A nat of code then costs less than it saves, and the code can come back.",
    sigma: "With a smaller σ each wrong pixel costs more, so that a code pays.",
  },
} satisfies IllnessTexts;
