import type { StudyTexts } from "../texts";

export const en = {
  title: "Why z = μ + σε",
  about: "Two estimators of one gradient: how much does a single draw of each vary?",
  question: "Training needs the gradient of E[log p(x|z)] with respect to μ. Reparameterisation differentiates through z = μ + σε; the score function multiplies log p(x|z) by ∇ log q(z|x). " +
    "Both are right on average: how many score-function draws are as precise as one reparameterised draw?",
  options: { few: "About as many, 1 to 10", hundred: "About a hundred", thousands: "Thousands" },
  task: "Train to step 50, note the numbers, and train to step 400; or open any VAE. The measurement starts when a run pauses.",
  runs: { early: "Train to step 50", late: "Train to step 400" },
  needs: "This run has no Gaussian q(z|x) from which one code z = μ + σε is drawn for each image.",
  shows: [
    "In our runs, one draw of the score function has more than 1,000 times the variance of reparameterisation. It needs as many times more draws for the same precision. The bars have a logarithmic scale.",
    "The score function uses only the value of log p(x|z), not its derivative. It multiplies this large negative number by ε/σ, so a direction appears only on average. " +
      "Reparameterisation uses the derivative of the decoder.",
    "A baseline is subtracted from the value: here the mean of the other draws. The expectation stays the same, and most of the variance vanishes. In our runs, more than ten times that of reparameterisation remains. " +
      "The score function needs no derivative of p(x|z), so it also works for discrete codes and for rewards.",
  ],
  change: [
    "Compare steps 50 and 400: which of the variances grow while the gradient itself becomes smaller, and why?",
    "Set the latent size d to 2: does the ratio change?",
    "Set β to 10, so that σ stays near 1: which estimator improves?",
  ],
} satisfies StudyTexts;
