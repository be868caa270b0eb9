import type { FailureModeTexts } from "../texts";

export const en = {
  name: "Missing modes",
  question: "Some of the data's Gaussians get hardly any samples. What do you think happened?",
  options: {
    a: "The generator cannot reach places so far apart",
    b: "Too few samples were drawn",
    c: "The generator has found places that fool the discriminator, and stays there",
  },
  about:
    "The discriminator judges each point alone, so no part of the generator's loss asks it to cover all the data. Samples gather " +
    "where they fool the discriminator. When it rejects them there, they move on to another place.",
  fixes: {
    discriminatorRate: "A discriminator with the generator's learning rate notices sooner where too many samples are.",
  },
} satisfies FailureModeTexts;
