import type { ExerciseTexts } from "../texts";

export const en: ExerciseTexts = {
  task: [
    "A conditional VAE models p(x|y): both networks are conditioned on the class y. The simplest way is to append the class to each network’s input.",
    "Write `with_class(x, labels)`. `x` is [batch, n] and `labels` is [batch], integers from 0 to 9. It returns [batch, n + 10]: `x`, followed by ten columns. The column of the label is 1 and the others are 0.",
  ],
  hints: [
    "A class is a name, not an amount: class 8 is not twice class 4. How can ten classes be written so that all are equally far apart?",
    "One-hot: ten columns, with a 1 in the column of the label. `F.one_hot(labels, 10)` makes them as integers; `torch.cat` joins tensors along a dimension.",
    "`return torch.cat([x, F.one_hot(labels, 10).float()], dim=1)`",
  ],
  mistakes: {
    with_class__number: "The class is appended as one number. It must be ten columns. A number says that class 8 is closer to 9 than to 3, but an 8 looks no more like a 9 than like a 3.",
    with_class__scaled_number: "The class is appended as one scaled number. It must be ten columns, one for each class.",
    with_class__numbers: "The ten columns repeat the label’s number. Only the column of the label is 1; the others are 0.",
    with_class__number_at_its_place: "The column of the label has the label’s number instead of 1. Class 0 then has no 1 at all, and class 9 has the largest input.",
    with_class__zeros: "The ten columns are 0: the labels are not used. The model is then a plain VAE, and samples do not depend on the conditioning class.",
    with_class__ones: "The ten columns are 1: the labels are not used. The model is then a plain VAE, and samples do not depend on the conditioning class.",
    with_class__class_first: "The class comes first. The task asks for x, followed by the class. A network could learn with either order.",
    with_class__class_only: "This returns the class alone: x is missing.",
    with_class__x_only: "This returns x alone: the class is missing.",
    with_class__from_one: "The classes are shifted by one: label 1 sets the first column. Labels count from 0.",
    with_class__next_class: "The classes are shifted by one: label 0 sets the second column. The model would train equally well, but each column stands for the class before it.",
    with_class__eleven: "There are eleven columns. The classes are 0 to 9, so there are ten.",
    with_class__first_label: "All images get the class of the first one. Each row needs its own label; otherwise the condition says nothing about the image.",
    with_class__counted: "The class is the row’s index modulo 10, not its label. The order of a batch is random, so this says nothing about the image.",
    with_class__random: "The classes are drawn at random. The networks then learn to ignore them.",
    with_class__inverted: "0 and 1 are exchanged: the column of the label is 0 and the others are 1. The networks could learn from it, but the task asks for a 1 in the column of the label.",
    with_class__no_gradient: "The values are right, but no gradient flows through `x`. The decoder’s input is z, so the encoder would learn from the KL alone.",
  },
  done: "After 400 steps about three of four samples show the class of their column. The KL is near 4.5 nats; the code need not carry the class.",
};
