import type { ExerciseTexts } from "../texts";

export const en: ExerciseTexts = {
  task: [
    "This autoencoder’s code consists of 32 bits. A bit is a step function of its logit. Its derivative is 0 everywhere but at the step, so the encoder would not learn. A straight-through estimator replaces the derivative by that of a smooth function.",
    "Write `binarise(logits)`. It returns 1.0 where a logit is above 0 and 0.0 elsewhere. Backwards, it has the gradient of `sigmoid(logits)`.",
  ],
  hints: [
    "`detach()` keeps a tensor’s value and removes its gradient. How can a sum have the value of one term and the gradient of another?",
    "Let p be the sigmoid of the logits. p − p.detach() has the value 0 and the gradient of p. Add this difference to the bits. Without parentheses, rounding turns some ones into 0.99999994.",
    "`p = logits.sigmoid()`, then `return (logits > 0).float() + (p - p.detach())`",
  ],
  mistakes: {
    binarise__no_gradient: "The bits are right, but no gradient flows through them: a comparison has none, and that of rounding is 0. The encoder keeps its first weights, and only the decoder learns.",
    binarise__identity: "The bits are right, but they have the gradient of the logits themselves, 1 everywhere. That is a common straight-through estimator, too: Bengio et al. cite it from a lecture by Hinton. The task asks for the gradient of the sigmoid, which is at most ¼ and small for logits far from 0.",
    binarise__probabilities: "This returns probabilities, not bits. The autoencoder then trains with continuous codes, and its decoder has not seen codes of bits.",
    binarise__rounded_logits: "This rounds the logits: a logit of 2.7 becomes 3. A bit is 1 where the logit is above 0, which is where its sigmoid is above ½.",
    binarise__rounded_without_gradient: "This rounds the logits, so a logit of 2.7 becomes 3, and no gradient flows through the result.",
    binarise__signs: "This returns −1 and 1 with the gradient of tanh. Bits are 0 and 1 here, as in the samples, and have the gradient of the sigmoid.",
    binarise__signs_with_sigmoid: "This returns −1 and 1. Bits are 0 and 1 here, as in the samples at the end of the program.",
    binarise__above_half: "The threshold is ½, which is right for probabilities. For logits it is 0: sigmoid(0) = ½.",
    binarise__inverted: "The bits are inverted: they are 1 where the logit is below 0. The gradient, however, is that of bits that grow with the logit. The encoder’s steps then change the bits in the wrong direction.",
    binarise__twice: "The bits are right, but the gradient is twice that of the sigmoid.",
    binarise__negative: "The bits are right, but the gradient has the wrong sign: the wrong p is detached. The encoder’s steps then tend to raise the loss.",
    binarise__sum: "This adds the probabilities to the bits: the result is not 0 or 1. Subtract `p.detach()`, so that p counts for the gradient only.",
    binarise__product: "This multiplies the bits by the probabilities. The result is not 1 where a logit is above 0, and no gradient flows elsewhere.",
    binarise__drawn: "This draws each bit with its probability. The task asks for bits without randomness: 1 where the logit is above 0.",
  },
  done: "Watch `reconstruction`: after 500 steps it was 140, 141 and 143 in our runs from three seeds. In a run without a gradient for the encoder it was 160: even the bits of an untrained encoder carry information about the image. The samples decode random bits. Many look like blurred digits, although nothing in the loss asks for that.",
};
