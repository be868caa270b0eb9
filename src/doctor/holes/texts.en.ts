import type { IllnessTexts } from "../texts";

export const en = {
  name: "Holes in the latent space",
  question: "Many reconstructions show the right digit, yet few samples from the prior show any. Where do you think these samples come from?",
  options: {
    a: "From places where the decoder was never asked anything",
    b: "From the places of training images, with noise added by the decoder",
    c: "From the codes of the digits that are hardest to learn",
  },
  about:
    "The codes of images are scattered far beyond where the prior draws. Most draws land between them, where training never asked " +
    "anything of the decoder. Only the KL pulls the codes to the prior; where it hardly counts, nothing does.",
  remedies: {
    beta: "The KL counts from the start, and keeps the codes where the prior draws.",
  },
} satisfies IllnessTexts;
