import type { StudyTexts } from "../texts";

export const en = {
  title: "Can samples teach a classifier?",
  about: "A classifier that has few real images, with samples of a conditional model among them.",
  question: "A small classifier learns from 100, 300 or 1,000 real images; then again, with samples of a CVAE, of classes asked for, as half of each batch. " +
    "Beside it the usual way: the real images alone, each moved by up to two pixels whenever it is shown. Where do samples help?",
  options: { always: "With 100 real images and with 1,000", few: "With 100; little or not at all with 1,000", never: "Nowhere" },
  task: "Train one of the runs, or show any other model that makes the class asked for: it is measured when it stands still.",
  runs: { all: "CVAE, 60,000 labels", hundred: "VAE, 100 labels" },
  needs: "The run on show makes no digit of a class asked for.",
  shows: [
    "The CVAE’s samples raise the classifier with 100 real images by some seven points, more than moving these does. With 300 they add two points at most, less than moving does; with 1,000 they add nothing.",
    "The seven points are no saving of labels: the CVAE has seen 60,000 of them. The semi-supervised VAE was told 100 only, those of the classifier’s first 100 images. What its samples then add to these differs from seed to seed, from six points gained to some points lost; " +
      "with 300 and 1,000 real images the classifier does better without them, and moving serves it better.",
    "A sample can bring what its model knows and the classifier’s images do not show. It also brings its model’s errors, blurred shapes and wrong classes, and the more real images there are, the less of it is new. Moving an image costs nothing and keeps its class.",
  ],
  change: [
    "Train the CVAE for some epochs: what are its samples worth then with 1,000 real images?",
    "Show a conditional GAN: are sharper samples worth more?",
    "Give the semi-supervised VAE 30 labels of each class: where does the line of its samples cross that of the real images?",
  ],
} satisfies StudyTexts;
