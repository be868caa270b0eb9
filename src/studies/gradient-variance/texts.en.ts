import type { StudyTexts } from "../texts";

export const en = {
  title: "Why z = μ + σε",
  about: "One gradient, estimated in two ways: how much does a single draw vary?",
  question: "The encoder needs the gradient of E[log p(x|z)] with respect to μ. Reparameterisation differentiates through z = μ + σε; the score function multiplies log p(x|z) by the slope of log q(z|x), and needs no gradient of the decoder. " +
    "Both are right on average: how many draws of the second are worth one of the first?",
  options: { few: "About as many, 1 to 10", hundred: "About a hundred", thousands: "Thousands" },
  task: "Train to step 50, then to step 400; or show any VAE: it is measured when it stands still.",
  runs: { early: "Train to step 50", late: "Train to step 400" },
  needs: "The run on show has no Gaussian q(z|x) from which one code is drawn by z = μ + σε.",
  shows: [
    "One draw of the score function varies thousands of times as much as one of reparameterisation, so it takes as many draws to average it out. Bars are on a logarithmic scale.",
    "The score function knows only how good a draw was, some −150 nats, not which way would be better: it multiplies this large number by ε/σ, and a direction appears only on average. " +
      "Reparameterisation asks the decoder for the slope itself.",
    "With a baseline subtracted, the mean of the other draws, only the difference between draws is multiplied. The mean stays what it was, and most of the variance goes; here it remains more than ten times that of reparameterisation. " +
      "Where nothing can be differentiated, as with discrete codes or rewards, it is what one has.",
  ],
  change: [
    "Compare steps 50 and 400: which of the variances grows while the gradient itself becomes smaller, and why?",
    "Set d to 2: does the ratio change?",
    "Set β to 10, so that σ stays near 1: which estimate gains?",
  ],
} satisfies StudyTexts;
