import type { ExerciseTexts } from "../texts";

export const en: ExerciseTexts = {
  task: [
    "The discriminator returns logits, and D is their sigmoid. Both losses of a GAN contain `discriminator(generator(z))`. The discriminator’s loss must not change the generator. The generator’s loss must change the generator.",
    "Write `discriminator_loss(discriminator, generator, x, z)` for real images x and noise z: the mean of −log D(x) plus the mean of −log(1 − D(G(z))). It has a gradient with respect to the discriminator’s parameters and none with respect to the generator’s.",
    "Write `generator_loss(discriminator, generator, z)`: the mean of −log D(G(z)), with a gradient with respect to the generator’s parameters. The gradient also reaches the discriminator’s parameters. Leave it there: `d_optimiser.zero_grad()` deletes it before the discriminator’s next step.",
    "Does it matter? In this program `g_optimiser.zero_grad()` deletes the gradients that the discriminator’s loss leaves in the generator. Without `detach`, PyTorch computes these gradients in vain, which costs only time. In a program that clears gradients once per step, the generator would also follow the discriminator’s loss.",
  ],
  hints: [
    "A gradient flows back through everything that computed the loss. Where on the way from z to `discriminator_loss` must it stop, so that the discriminator still gets it?",
    "`generator(z).detach()` has the same values and no history: for the discriminator it is data, like x. In `generator_loss`, nothing is detached. `F.softplus(-logits)` is −log D, and `F.softplus(logits)` is −log(1 − D).",
    "`fake = generator(z).detach()`, then `return F.softplus(-discriminator(x)).mean() + F.softplus(discriminator(fake)).mean()`. The other one is `return F.softplus(-discriminator(generator(z))).mean()`.",
  ],
  mistakes: {
    discriminator_loss__no_detach: "The values are right, but the gradient reaches the generator, too. There it would make generated images easier to recognise. This program deletes it before the generator’s step, so it costs only time. Another program may add it to the generator’s own gradient.",
    discriminator_loss__z_detached: "Detaching z does not help: z is data, and the generator’s parameters come after it. Detach the generator’s output.",
    discriminator_loss__output_detached: "The discriminator’s output on generated images is detached, so its gradient from them is missing, too. It learns from real images alone, and can output 1 for all images. Detach the generated images, not the output.",
    discriminator_loss__all_detached: "No gradient flows at all: the whole loss is detached or computed within `torch.no_grad()`. `backward()` then raises an error.",
    discriminator_loss__swapped: "The gradients reach the right network, but the labels are swapped. D learns the probability that an image is generated.",
    discriminator_loss__half: "The gradients reach the right network, but this is half the loss: the mean of the two terms instead of their sum.",
    discriminator_loss__fake_only: "The term of the real images is missing. D can output 0 for all images, so it need not tell them apart.",
    discriminator_loss__real_detached: "The values are right, but the term of the real images passes no gradient on. The discriminator learns from the generated images alone.",
    generator_loss__detached: "The generated images are detached, so no gradient reaches the generator: it does not learn. `detach` belongs in the discriminator’s loss only.",
    generator_loss__output_detached: "No gradient flows at all: the discriminator’s output is detached or computed within `torch.no_grad()`. The gradient reaches the generator through the discriminator, even though the discriminator is not updated here.",
    generator_loss__zero_label: "This is −log(1 − D(G(z))). Minimising it lowers D(G(z)): the generator learns to make images that D recognises as generated.",
    generator_loss__saturating: "This is the saturating loss, log(1 − D(G(z))). Its derivative with respect to the logit is −D(G(z)), so the generator learns slowly where D is sure that an image is generated. The task asks for −log D(G(z)).",
    generator_loss__sign: "The sign is wrong: minimising log D(G(z)) lowers D(G(z)), and the loss has no lower bound.",
  },
  done: "Watch `g_loss`: after 400 steps it is a little above 1, as both networks learn. In a run whose `generator_loss` detached the images, it was 11 by then: only the discriminator had learned.",
};
