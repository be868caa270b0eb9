/**
 * A preset's title, what it shows in two sentences, and a question that can be answered by trying. What they promise is
 * measured: `src/presets/claims.ts`.
 */
export const presets = {
  "first-vae": {
    title: "A first VAE",
    about: "One network squeezes every digit into two numbers, another draws it again from them. " +
      "Training makes about half of the drawings readable as the same digit, and keeps the codes close to a standard normal cloud.",
    question: "Drag from the 1s to the 0s through the gap without dots. What appears where no code ever was?",
  },
  "twenty-dimensions": {
    title: "Twenty dimensions",
    about: "The same network with twenty latent numbers instead of two. " +
      "It redraws digits much more sharply, but its latent space no longer fits on one map.",
    question: "The reconstructions are sharp. Are the samples from fixed noise as good, and if not, why?",
  },
  "posterior-collapse": {
    title: "Posterior collapse",
    about: "β = 40 makes information in z forty times dearer than in the ELBO (1 nat = 1.44 bits), so the encoder soon sends none. " +
      "The KL falls to 0, and the decoder paints the same blur wherever you go.",
    question: "Lower β while it trains. At which value does the map change again, at which are there digits, and what if you raise it to 40 once more?",
  },
  holes: {
    title: "Holes in the latent space",
    about: "With β = 0 nothing ties the codes to the prior, and the encoder scatters them far beyond it. " +
      "Reconstructions are no worse than at β = 1, but noise from N(0, I) lands where no code ever was.",
    question: "Compare the samples from fixed noise with the reconstructions. Why are they so different, coming from the same decoder?",
  },
  disentangle: {
    title: "Disentangling with β = 4",
    about: "With β = 4 information in z costs four times as much as in the ELBO, so ten dimensions must share the work without waste. " +
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
      "After half a minute there are shapes like digits, but every column looks alike: asking for a 3 changes almost nothing.",
    question: "Train for a minute, then set conditioning to projection and train again. What does the discriminator gain from the label now?",
  },
  "strong-discriminator": {
    title: "Too strong a discriminator",
    about: "The discriminator learns twenty times as fast as the generator and is soon hard to fool. " +
      "Its losses add up to far less than the 1.39 nats of guessing, the generator's stays high, and what it paints is static, whatever class you ask for.",
    question: "Lower the D : G rate while it trains. How far must it fall before the generator catches up?",
  },
  "plain-autoencoder": {
    title: "An autoencoder, no prior",
    about: "Squeeze into two numbers, redraw, compare: nothing else is asked for, so the codes spread as they like. " +
      "About half of the reconstructions show the right digit, as with a VAE, but no rule says where in the plane a digit may be found.",
    question: "Drag through the empty places between the colours, then do the same in the preset A first VAE. Which term makes the difference?",
  },
  "convolutional-vae": {
    title: "A convolutional VAE",
    about: "The same ELBO on networks that look for strokes with the same small filters everywhere in the image. " +
      "Such a step needs more arithmetic, and fewer weights have to be learned.",
    question: "After the same number of epochs, is its held-out loss lower than that of A first VAE, and what does each epoch cost in seconds?",
  },
  "class-as-a-knob": {
    title: "The class as a knob",
    about: "Encoder and decoder are both told the class, so the two numbers of the code need not say which digit it is. " +
      "They are left to say how it is written.",
    question: "Stay at one place of the map and go through the classes 0 to 9. What do the ten digits have in common?",
  },
  "learned-likeness": {
    title: "Likeness, learned",
    about: "Pixel by pixel, a shifted stroke counts as an error and a blurred one is forgiven. " +
      "Here a discriminator's features measure likeness, and the decoder also has to pass for real.",
    question: "Set the likeness weight to 0, later to 1. What happens to the samples, and what to the reconstructions?",
  },
  "first-gan": {
    title: "A first GAN",
    about: "The generator paints from noise and never sees a digit; the discriminator sees digits and paintings and learns to tell them apart. " +
      "Each is the other's loss function.",
    question: "None of the losses falls for long, yet the digits improve. How could you tell from the curves alone that it works?",
  },
  saturating: {
    title: "When the slope vanishes",
    about: "The original game: the generator minimises log(1 − D), which is nearly flat while the discriminator is sure. " +
      "The discriminator learns five times as fast here, so it is soon sure.",
    question: "Choose the non-saturating losses and train again. The optimum is the same: what does the generator's curve do differently, and why?",
  },
  "auxiliary-classifier": {
    title: "Naming what it sees",
    about: "The discriminator has a second task, to name the digit, and the generator is paid when its image is named as asked. " +
      "So the class is learned as a classifier learns it, even where real and generated still differ.",
    question: "When the digits are clear, let the class head learn from generated images as well, as in the paper: its slider to 1. " +
      "What happens to the term of generated images, and do the digits get better, too?",
  },
  "deep-convolutional": {
    title: "Convolutions against blur",
    about: "Generator and discriminator are convolutional, with strides instead of pooling and batch norm in the generator. " +
      "Digits come out with clean strokes, each of the class that its column asks for.",
    question: "Compare the samples with those of A first conditional GAN after as many epochs. Where do you see the difference: in the strokes or in the shapes?",
  },
  wasserstein: {
    title: "A loss that means something",
    about: "The critic gives scores instead of probabilities, and clipped weights keep it from exaggerating. " +
      "Once it has learned for some 1,000 steps, minus its loss estimates how far generated images are from real ones.",
    question: "The critic's loss is negative. Does it shrink towards 0 as the digits improve, and do you and the critic agree on when they do?",
  },
  "gradient-penalty": {
    title: "A penalty, not clipping",
    about: "Instead of clipping weights, this critic pays whenever its slope between a real and a generated image is not one. " +
      "No weight is held back, yet its score cannot change much faster than the image does.",
    question: "Turn λ down to 0 while it trains. What happens to the critic's scores, and what to the digits?",
  },
  "spectral-norm": {
    title: "A calmer discriminator",
    about: "Every layer of the discriminator is divided by its spectral norm, the most it can stretch any vector, so its answer changes slowly from image to image. " +
      "Scores beyond ±1 earn no further reward.",
    question: "Raise the D : G rate while it trains. Does this generator stand a stronger discriminator better than that of A first GAN?",
  },
  "mode-collapse": {
    title: "Mode collapse",
    about: "The generator learns ten times as fast as the discriminator, and finds one picture that fools it best. " +
      "It paints that picture for every noise, and stays with it when it no longer fools anybody: mode collapse.",
    question: "Set the D : G rate to 1, press Reset and train again. How different are the samples now, and what does the generator's loss do differently?",
  },
  "half-a-digit": {
    title: "Half a digit, many endings",
    about: "The model is given the left half of a digit and learns how the right half may go on. " +
      "Where the given half leaves it open, different codes z give different endings.",
    question: "For which given halves do the endings differ most, and is the digit still the same one?",
  },
  "half-a-digit-by-gan": {
    title: "Does it use the noise?",
    about: "A generator gets half a digit and noise, and paints the rest; a discriminator sees the whole beside the given half. " +
      "The term with λ pulls every ending towards the one true image.",
    question: "Change z: do the endings change? Then raise λ and look again: what has become of the noise?",
  },
  "blurry-or-sharp": {
    title: "Blurry or sharp: σ",
    about: "Half the squared error is a Gaussian likelihood with σ = 1. As σ = 1 spans paper to ink, blur is hardly punished: " +
      "after an epoch the KL is about 4 nats; with σ = 0.3 it is about 26.",
    question: "Start again with σ = 0.3, then with 3. What becomes of the KL and of the reconstructions, and where does σ go when it is learned?",
  },
};

/** Of versions that a newer one has replaced, and that links still open, by name@version: what differs from the newest's texts. */
export const earlierPresets = {
  "posterior-collapse@1": {
    about: "β = 20 makes information in z twenty times dearer than in the ELBO (1 nat = 1.44 bits), so the encoder sends little: about half a nat. " +
      "The decoder paints a few blurred shapes instead of ten digits.",
    question: "Lower β while it trains. At which value do more digits come back to the map, and what happens when you raise it again?",
  },
  "ignores-its-label@1": {
    about: "Many tutorials join the class to the discriminator's input: ten numbers beside 784 pixels, too faint to matter. " +
      "After eight epochs every column still looks alike: asking for a 3 changes nothing.",
    question: "Set conditioning to projection and train again for a minute. What does the discriminator gain from the label now?",
  },
  "wasserstein@1": {
    about: "The critic gives scores instead of probabilities, and clipped weights keep it from exaggerating. " +
      "They are clipped so closely that digits appear only after thousands of steps, and its loss stays within 0.1 of 0.",
    question: "What do the samples and the critic's loss become with a wider clip, 0.03, and a learning rate of 0.0005?",
  },
};
