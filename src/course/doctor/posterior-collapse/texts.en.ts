import type { FailureModeTexts } from "../texts";

export const en = {
  name: "Posterior collapse",
  question: "The KL is nearly 0, or the means of the codes hardly vary. What do you think happened to the code?",
  options: {
    a: "It is as good as it can be: exactly like the prior",
    b: "It is nearly the same for every image",
    c: "It still distinguishes images, only by smaller numbers",
  },
  about:
    "The encoder gives nearly the same code distribution for every image. So the decoder cannot distinguish images, and reconstructs all of them as " +
    "their mean. A code that carries no information can have a KL of 0. The loss favours this if a nat of KL costs more than it saves in reconstruction.",
  fixes: {
    beta: "A nat of KL then costs less than it saves, and the code can recover.",
    sigma: "With a smaller σ, errors in pixels cost more, so a code saves more in reconstruction than its KL costs.",
  },
} satisfies FailureModeTexts;
