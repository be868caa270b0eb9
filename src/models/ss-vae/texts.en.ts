import type { ModelTexts } from "../texts";

export const en = {
  name: "Semi-supervised VAE",
  about: "A conditional VAE that is told the class of few images only. For all others its classifier guesses, " +
    "and learns which class explains the image best.",
  question: "How much of the test error goes when there are ten times as many labels, and how much by training longer?",
  hyperparameters: {
    labels: { name: "labels per class", about: "How many training images of each class keep their label. The model never sees the labels of the others." },
    headStart: { name: "labels only, until", about: "Until this step the classifier learns from labels only. Then it also learns which class explains each image." },
    alpha: { name: "class weight", about: "How much the classifier's error on labelled images counts, beside what explains the others." },
  },
  objectives: {
    "semi-supervised": "Negative bound on the likelihood of all images, minimised over encoder and decoder",
    "classifier": "The classifier learns which class explains each image, and the class of labelled ones",
  },
  terms: {
    "expected-bound": {
      name: "−bound, guessed class",
      about: "Of images without labels: how badly they are explained. A mean over the ten classes, weighted by what the classifier thinks of each.",
    },
    "negative-entropy": {
      name: "−entropy of guess",
      about: "0 when the classifier is sure of the class of an image without a label, −2.30 when it has no idea.",
    },
    "labelled-bound": { name: "−bound, labelled", about: "Of labelled images: how badly they are explained, given their class." },
    "semi-supervised-total": { name: "encoder and decoder", about: "How badly all images are explained; N_ℓ of the N training images have a label." },
    "disagreement": {
      name: "explained otherwise",
      about: "How far the classifier's guess is from what the decoder says: which class explains the image best. It counts from step t₀ on.",
    },
    "classification": { name: "class of labelled", about: "How surprised the classifier is by the class of labelled images; diamonds: of test images." },
    "classifier-total": { name: "classifier", about: "What the classifier makes smaller: both of its terms, weighted." },
  },
  symbols: {
    "semi-supervised-loss": { name: "J", about: "What encoder and decoder make smaller; J with index q is what the classifier does." },
    "class-bound": { name: "L of x and y", about: "A lower bound on log p(x,y), how likely the model finds this image together with this class." },
    "guessed-class": { name: "q of y given x", about: "The classifier: how likely it finds each class, seeing the image." },
    "explaining-class": { name: "p of y given x", about: "Which class explains the image best: e to the L(x,y) of each, scaled to add up to 1." },
    "entropy": { name: "entropy", about: "The entropy of the guess: 0 when sure, log 10 = 2.30 nats when all classes are as likely." },
    "labelled-image": { name: "x l, y l", about: "An image that has a label, and its class." },
    "labelled-share": { name: "share of labels", about: "Labelled images as a share of all." },
    "head-start": { name: "t later than t 0", about: "0 up to step t₀, 1 from then on." },
    "alpha": { name: "alpha", about: "How much the classifier's error on labelled images counts." },
  },
  presets: {
    "hundred-labels": {
      title: "A hundred labels",
      about: "The model is told the class of ten images of each digit, 100 of 60,000. Up to step 500 its classifier learns from these alone; " +
        "then it also learns, on all others, which class explains the image best.",
      question: "Measure the test error at step 500 and at step 1,000. How far does it come from labels alone: “labels only, until” at 20,000?",
    },
  },
} satisfies ModelTexts;
