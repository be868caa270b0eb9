import type { ModelTexts } from "../texts";

export const en = {
  name: "Semi-supervised VAE",
  about: "This conditional VAE gets the classes of only a few images. For all others its classifier infers the class, " +
    "and learns which class explains the image best.",
  question: "How much does the test error fall with ten times as many labels, and how much by training longer?",
  hyperparameters: {
    labels: { name: "labels per class", about: "The number of training images of each class that keep their label. The model never sees the other labels." },
    headStart: { name: "labels only, until", about: "Until this step the classifier learns from labels only. Then it also learns which class explains each image." },
    alpha: { name: "class weight", about: "The weight of the classifier's loss on labelled images, beside the term for unlabelled ones." },
  },
  objectives: {
    "semi-supervised": "Negative bound on the log-likelihood of all images, minimised over encoder and decoder",
    "classifier": "The classifier learns which class explains each image, and the class of labelled ones",
  },
  terms: {
    "expected-bound": {
      name: "−bound, inferred class",
      about: "The negative bound −L(x,y) of images without labels: the mean over the ten classes, weighted by the classifier's probabilities.",
    },
    "negative-entropy": {
      name: "−entropy of q(y|x)",
      about: "The negative entropy of the classifier's output for unlabelled images: 0 if it is certain, −2.30 if all classes are equally likely.",
    },
    "labelled-bound": { name: "−bound, labelled", about: "The negative bound −L(x,y) of labelled images, with their class." },
    "semi-supervised-total": { name: "encoder and decoder", about: "Encoder and decoder minimise the negative bounds of all images. N_ℓ of the N training images have a label." },
    "disagreement": {
      name: "KL to p(y|x)",
      about: "The KL divergence of the classifier's q(y|x) from p(y|x), the classes that explain the image best. It counts from step t₀ on.",
    },
    "classification": { name: "class of labelled", about: "The classifier's negative log-likelihood of the class of labelled images; diamonds: of test images." },
    "classifier-total": { name: "classifier", about: "The classifier minimises the weighted sum of its two terms." },
  },
  symbols: {
    "semi-supervised-loss": { name: "J", about: "The loss of encoder and decoder; J with index q is the loss of the classifier." },
    "class-bound": { name: "L of x and y", about: "A lower bound on log p(x,y), the log-likelihood of this image with this class." },
    "guessed-class": { name: "q of y given x", about: "The classifier: its probability of each class, given the image." },
    "explaining-class": { name: "p of y given x", about: "An approximation of p(y|x): exp L(x,y), normalised to sum to 1. L is only a bound on log p(x,y)." },
    "entropy": { name: "entropy", about: "The entropy of q(y|x): 0 if it is certain, log 10 = 2.30 nats if all classes are equally likely." },
    "labelled-image": { name: "x l, y l", about: "An image that has a label, and its class." },
    "labelled-share": { name: "share of labels", about: "Labelled images as a fraction of all." },
    "head-start": { name: "t at least t 0", about: "0 in the first t₀ steps, 1 from then on. t counts the finished steps, as in the program." },
    "alpha": { name: "alpha", about: "The weight of the classifier's loss on labelled images." },
  },
  presets: {
    "hundred-labels": {
      title: "A hundred labels",
      about: "The model gets the classes of ten images of each digit, 100 of 60,000. Up to step 500 its classifier learns from these alone. " +
        "Then it also learns, on all others, which class explains the image best.",
      question: "Measure the test error at step 500 and at step 1,000. How low is it from labels alone, with “labels only, until” at 20,000?",
    },
  },
} satisfies ModelTexts;
