/** What each model is, in two sentences, and a question that can be answered by trying: beside a model that no preset set up. */
export const models = {
  ae: {
    about: "An encoder squeezes each image into a few numbers, the code, and a decoder redraws the image from it. " +
      "Only the redrawing is trained; no term says where codes should lie.",
    question: "Train, then drag through the map. How large are the regions in which no digit is painted?",
  },
  vae: {
    about: "The encoder answers with a cloud of codes for each image, and the KL term keeps these clouds near a standard normal one. " +
      "So noise from that normal can be decoded into new digits.",
    question: "What do samples and reconstructions become when you move β from 1 to 0, and to 10?",
  },
  "beta-vae": {
    about: "A VAE whose KL term counts β times, so that each latent dimension must earn what it costs. " +
      "Warm-up and free bits spare the code while it is young.",
    question: "How many dimensions stay active at β = 1, 4 and 20?",
  },
  "conv-vae": {
    about: "A VAE whose encoder and decoder are convolutional: the same small filters look for strokes everywhere in the image. " +
      "It has fewer weights to learn, and each step takes longer.",
    question: "Compare its held-out loss after an epoch with that of the plain VAE. Is it worth the time?",
  },
  cvae: {
    about: "A VAE in which encoder and decoder are told the digit's class. " +
      "The code is left to say how the digit is written, and you choose which one is drawn.",
    question: "Stay at one place of the map and change the class. What stays the same?",
  },
  "vae-gan": {
    about: "A VAE that measures likeness in the features of a discriminator instead of pixel by pixel. " +
      "The decoder is also trained to pass for real, as a GAN's generator is.",
    question: "Are its reconstructions sharper than a VAE's, and are they as faithful?",
  },
  gan: {
    about: "A generator turns noise into images; a discriminator learns to tell them from real ones. " +
      "Each is trained against the other, and the generator never sees a real digit.",
    question: "What happens to the samples when the discriminator learns five times as fast, and when it learns five times as slowly?",
  },
  cgan: {
    about: "A GAN in which both networks are told the class. " +
      "The generator has to draw the digit that was asked for, as the discriminator knows what that was.",
    question: "Which classes come out right first, and which are mixed up longest?",
  },
  acgan: {
    about: "A conditional GAN whose discriminator also names the digit it sees. " +
      "The generator is rewarded when its image is named as it was asked.",
    question: "Do the digits of one class differ, or does one easily named image return again and again?",
  },
  dcgan: {
    about: "A conditional GAN of convolutional networks, which draw and judge strokes wherever they are. " +
      "Its digits are cleaner than those of dense networks; each step takes several times as long.",
    question: "After how many steps is every column a digit of its class?",
  },
  wgan: {
    about: "A critic scores images, and the gap between real and generated scores estimates how far apart the two are. " +
      "Its weights are clipped, so that scores cannot change arbitrarily fast from image to image.",
    question: "Does the gap shrink when the samples get better?",
  },
  "wgan-gp": {
    about: "A Wasserstein GAN whose critic is not clipped. " +
      "It pays for every slope that is not 1 between a real and a generated image.",
    question: "What happens to scores and digits when the weight of the penalty, λ, goes to 0?",
  },
  sngan: {
    about: "A GAN in which every layer of the discriminator is divided by its spectral norm, the most it can stretch any vector. " +
      "So its answer cannot change much faster than the image does.",
    question: "How much faster may the discriminator learn than the generator before the samples suffer?",
  },
  "completion-cvae": {
    about: "A conditional VAE that is given part of a digit and learns how the rest may go on. " +
      "Different codes give different endings.",
    question: "For which digits does the given part leave most open?",
  },
  "completion-cgan": {
    about: "A conditional GAN that is given part of a digit and noise, and paints the rest. " +
      "A discriminator sees the whole, and an L1 term keeps it near the true image.",
    question: "Does a new noise change the ending?",
  },
};
