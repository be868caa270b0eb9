import type { ModelTexts } from "../texts";

export const en = {
  name: "Conditional VAE",
  about: "A VAE in which encoder and decoder are told the digit's class. " +
    "The code is left to say how the digit is written, and you choose which one is drawn.",
  question: "Stay at one place of the map and change the class. What stays the same?",
  objectives: {
    "negative-conditional-elbo": "Negative ELBO given the class, minimised over encoder and decoder",
  },
  symbols: {
    "posterior-given-class": {
      name: "q of z given x and y",
      about: "The encoder's answer: which codes z may have made this image of class y, a Gaussian.",
    },
    "likelihood-given-class": {
      name: "p of x given z and y",
      about: "The decoder's answer: how likely each image is, given the code z and the class y.",
    },
  },
  presets: {
    "class-as-a-knob": {
      title: "The class as a knob",
      about: "Encoder and decoder are both told the class, so the two numbers of the code need not say which digit it is. " +
        "They are left to say how it is written.",
      question: "Stay at one place of the map and go through the classes 0 to 9. What do the ten digits have in common?",
    },
  },
} satisfies ModelTexts;
