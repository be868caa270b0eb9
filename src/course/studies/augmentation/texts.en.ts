import type { StudyTexts } from "../texts";

export const en = {
  title: "Can samples teach a classifier?",
  about: "A classifier has few real images. Do samples of a conditional model improve it?",
  question: "A small classifier learns from 100, 300 or 1,000 real images; half of each batch may come from a CVAE. " +
    "The usual alternative is to move each real image by up to two pixels at every use. Where do samples help?",
  options: { always: "With 100 real images and with 1,000", few: "With 100; little or not at all with 1,000", never: "Nowhere" },
  task: "Train one of the runs, or open any other model that generates a given class. The measurement starts when a run pauses.",
  runs: { all: "CVAE, 60,000 labels", hundred: "VAE, 100 labels" },
  needs: "This run cannot generate digits of a given class.",
  shows: [
    "With 100 real images, the CVAE’s samples raised accuracy by about seven percentage points, more than moving did. With 300 they added about two points at most, less than moving did. With 1,000 they added nothing.",
    "This gain does not reduce the number of labels needed: the CVAE was trained with 60,000. The semi-supervised VAE was trained with 100, those of the classifier’s first 100 images. " +
      "With 100 real images, its samples gained up to six points or lost some, depending on the seed. With 300 and 1,000 they lowered the accuracy, and moving did better.",
    "A sample can show a variation that the classifier’s images lack. It also brings errors of its model: blurred shapes and wrong classes. The more real images there are, the less of it is new. Moving a digit by a few pixels costs almost nothing and keeps its class.",
  ],
  change: [
    "Train the CVAE for a few epochs: do its samples help with 1,000 real images then?",
    "Try a conditional GAN: do sharper samples help more?",
    "Give the semi-supervised VAE 30 labels of each class: where does its line cross that of the real images?",
  ],
} satisfies StudyTexts;
