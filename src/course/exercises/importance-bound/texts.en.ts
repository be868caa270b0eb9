import type { ExerciseTexts } from "../texts";

export const en: ExerciseTexts = {
  task: [
    "An importance-weighted autoencoder draws K codes for each image. Each has a weight w = p(x, z)/q(z|x). The mean of K weights is an unbiased estimate of p(x). The expected logarithm of this mean is therefore a lower bound on log p(x), and it is never looser than the ELBO.",
    "Write `bound(log_w)`. `log_w` is [batch, K], logarithms in nats. It returns one number: the mean over the batch of log((w₁ + … + w_K)/K).",
    "At first, log w is below −500, and exp(−500) is 0 in single precision. The result must be right for log weights near −600, too.",
  ],
  hints: [
    "Averaging happens twice: over K inside the logarithm, over images outside. How can a sum of exponentials be computed without all of them becoming 0?",
    "log Σ exp(a_k) = m + log Σ exp(a_k − m) for every m. With the largest a_k as m, one exponential is 1. `torch.logsumexp(log_w, 1)` does this. A mean instead of a sum subtracts log K.",
    "`return (torch.logsumexp(log_w, 1) - math.log(log_w.shape[1])).mean()`",
  ],
  mistakes: {
    bound__elbo: "This is the mean of the log weights, which estimates the ELBO. Take the mean of the weights first, then the logarithm: more draws then make the bound tighter.",
    bound__no_log_count: "log K is not subtracted: this is the logarithm of the sum, not of the mean. Gradients are right, but the result is log K too high and need not be a lower bound.",
    bound__count_not_in_log: "The logarithm of the sum is divided by K. The division belongs inside the logarithm, where it is a subtraction of log K.",
    bound__wrong_axis: "This averages weights of different images. K is the second dimension: take `logsumexp` over dimension 1.",
    bound__wrong_count: "This subtracts the logarithm of the batch size. The sum has K weights, so subtract log K.",
    bound__over_all: "This averages the weights of all images and draws before the logarithm. Each image has its own log p(x); take the mean over images after the logarithm.",
    bound__underflow: "The formula is right, but the exponential of −600 is 0 in single precision, and log 0 is not finite. Use `torch.logsumexp`.",
    bound__no_log: "The logarithm is missing: this is the mean weight. In single precision it is 0 for log weights near −600, and so is its gradient.",
    bound__maximum: "This takes the largest log weight. It is close to the logarithm of the sum only if one weight is much larger than the others. The other draws get no gradient.",
    bound__maximum_of_all: "The largest log weight of the whole batch is subtracted. All weights of an image whose log weights are about 100 smaller are then 0. Take the largest of each row.",
    bound__maximum_not_added: "The largest log weight is subtracted for stability but not added again. The result is then between −log K and 0, so it says little about p(x).",
    bound__first_draw: "This uses the first draw only: the bound for K = 1, which is an estimate of the ELBO.",
    bound__sum_over_batch: "This is the sum over the batch. Return the mean over images.",
    bound__per_image: "This returns one number for each image. Return their mean.",
    bound__negative: "The sign is wrong. The program takes the negative itself, so training would make images less likely.",
    bound__weighted: "This is the mean of log w with normalised weights. It is not the bound, and its gradient differs, too, as the weights depend on log w.",
    bound__weights_detached: "The gradient is right: the bound’s gradient is the mean of the gradients of log w with normalised weights. But the value is not the bound.",
  },
  done: "After 400 steps the negative bound is about 149 nats with K = 5. Trained with the mean of the log weights, the ELBO, the program ends about 2 nats higher.",
};
