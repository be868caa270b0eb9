import type { ModelTexts } from "../texts";

export const en = {
  name: "Deep convolutional GAN",
  about: "The networks of this conditional GAN are convolutional: they apply the same filters everywhere in the image. " +
    "In our runs, its samples showed their class more often than those of dense networks. Each step takes several times as long.",
  question: "After how many steps does every column show digits of its class?",
  presets: {
    "deep-convolutional": {
      title: "Convolutions in a GAN",
      about: "The generator and discriminator are convolutional, with strides instead of pooling and batch norm in the generator. " +
        "After 1,874 steps at least four of five samples show the class of their column.",
      question: "Compare the samples with those of “A first conditional GAN” after as many epochs. Where do you see the difference: in the strokes or in the shapes?",
    },
  },
} satisfies ModelTexts;
