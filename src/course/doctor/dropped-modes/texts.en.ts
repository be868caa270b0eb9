import type { FailureModeTexts } from "../texts";

export const en = {
  name: "Missing modes",
  question: "Some of the data's Gaussians get hardly any samples. What do you think happened?",
  options: {
    a: "The generator cannot reach places so far apart",
    b: "Too few samples were drawn",
    c: "The generator has found places that the other network accepts, and stays there",
  },
  about:
    "A discriminator or critic judges each point alone, so no part of the generator's loss asks it to cover all the data. Samples gather " +
    "where it accepts them. When it rejects them there, they move on to another place.",
  fixes: {
    discriminatorRate: "A discriminator with the generator's learning rate notices sooner where too many samples are.",
  },
} satisfies FailureModeTexts;
