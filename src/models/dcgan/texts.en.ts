import type { ModelTexts } from "../texts";

export const en = {
  name: "Deep convolutional GAN",
  about: "A conditional GAN of convolutional networks, which draw and judge strokes wherever they are. " +
    "Its digits are cleaner than those of dense networks; each step takes several times as long.",
  question: "After how many steps is every column a digit of its class?",
  presets: {
    "deep-convolutional": {
      title: "Convolutions against blur",
      about: "Generator and discriminator are convolutional, with strides instead of pooling and batch norm in the generator. " +
        "Digits come out with clean strokes, each of the class that its column asks for.",
      question: "Compare the samples with those of A first conditional GAN after as many epochs. Where do you see the difference: in the strokes or in the shapes?",
    },
  },
} satisfies ModelTexts;
