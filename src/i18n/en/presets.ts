/** A preset's title, what it shows in two sentences, and a question that can be answered by trying. */
export const presets = {
  "first-vae": {
    title: "A first VAE",
    about: "One network squeezes every digit into two numbers, another draws it again from them. " +
      "Training makes the drawings faithful and keeps the two numbers close to a standard normal cloud.",
    question: "Drag slowly across the border between the 4s and the 9s. What does the decoder paint where no digit ever was?",
  },
  "twenty-dimensions": {
    title: "Twenty dimensions",
    about: "The same network with twenty latent numbers instead of two. " +
      "It redraws digits much more sharply, but its latent space no longer fits on one map.",
    question: "The reconstructions are sharp. Are the samples from fixed noise as good, and if not, why?",
  },
  "posterior-collapse": {
    title: "Posterior collapse",
    about: "With β = 20 every nat of information that z carries about the image costs twenty times what it should. " +
      "Less than one nat is left, and the decoder paints nearly the same blurred digit wherever you go.",
    question: "Lower β while it trains. At which value do the digits come back to the map, and what happens when you raise it again?",
  },
  holes: {
    title: "Holes in the latent space",
    about: "With β = 0 nothing ties the codes to the prior, and the encoder scatters them beyond the edge of the map. " +
      "Test images are redrawn well, but between the clouds of codes lie places that the decoder never learned.",
    question: "Compare the samples from fixed noise with the reconstructions. Why are they so different, coming from the same decoder?",
  },
  disentangle: {
    title: "Disentangling with β = 4",
    about: "With β = 4 each nat of information costs four times as much, so ten dimensions must share the work without waste. " +
      "The hope is that each comes to stand for one property of a digit, such as its slant or its width.",
    question: "Move one slider at a time. Which dimensions change something you can name, and which change several things at once?",
  },
  "first-cgan": {
    title: "A first conditional GAN",
    about: "The generator draws the digit you ask for out of noise; the discriminator judges whether it is real and of that class. " +
      "The generator never sees a real digit: all it learns, it learns from that judgement.",
    question: "Keep the noise and change the class, then keep the class and draw new noise. What stays the same each time?",
  },
  "ignores-its-label": {
    title: "Why ignore the label?",
    about: "Many tutorials join the class to the discriminator's input: ten numbers beside 784 pixels, too faint to matter. " +
      "For eight epochs the digits are of the class you ask for no more often than by chance, 10 to 12 % of the time.",
    question: "Train for a minute, then set conditioning to projection and train again. What does the discriminator gain from the label now?",
  },
  "strong-discriminator": {
    title: "Too strong a discriminator",
    about: "The discriminator learns twenty times as fast as the generator and is soon right nearly always. " +
      "Its losses fall towards zero, the generator's stays high, and the digits hardly ever show the class you ask for.",
    question: "Lower the D : G rate while it trains. How far must it fall before the generator catches up?",
  },
};
