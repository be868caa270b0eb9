import type { FailureModeTexts } from "../texts";

export const en = {
  name: "Holes in the latent space",
  question: "Many reconstructions show the right digit, yet few prior samples are clear digits. Where do you think these samples come from?",
  options: {
    a: "From places where the decoder was not trained",
    b: "From the codes of training images, with noise added by the decoder",
    c: "From the codes of the digits that are hardest to learn",
  },
  about:
    "The codes of images spread far beyond the prior. Most prior samples land between the codes, where the decoder was not trained. " +
    "A KL term would draw the codes towards the prior, but this run has none, or gives it little weight.",
  fixes: {
    beta: "The KL then counts from the start, and keeps the codes near the prior.",
  },
} satisfies FailureModeTexts;
