import type { StudyTexts } from "../texts";

export const en = {
  title: "What a nat of code buys",
  about: "Rate and distortion: the same VAE at several β, each run a point in one chart.",
  question: "The rate R is what the code carries, the distortion D what the picture still lacks, both in nats; −ELBO is R + D. " +
    "Training makes D + βR small. If the same VAE is trained at β = 0.25, 1, 4 and 10, how does R + D change?",
  options: {
    down: "It falls: the larger β, the lower R + D",
    up: "It rises: the larger β, the higher R + D",
    least: "It is lowest at β = 1, and higher on both sides",
  },
  task: "Train the four runs, or any VAE of your own: each one becomes a point when it stands still, and after each epoch.",
  runs: { "0.25": "β = 0.25", "1": "β = 1", "4": "β = 4", "10": "β = 10" },
  needs: "The run on show has no point here: it takes a VAE with a β, on MNIST, with grey Bernoulli pixels and without classes. Others count D or R in another way.",
  shows: [
    "Along a dashed line R + D is the same. β = 1 comes to the lowest line, because there R + D itself is what training makes small. " +
      "A smaller β pays for a better picture with more rate than it saves in distortion; a larger one saves rate, and loses more in distortion.",
    "Two points on one line have the same ELBO, and may be very different models: one whose code says much, one whose code says next to nothing. The ELBO alone does not tell them apart.",
    "At its optimum a run stands where one nat of rate more would save β nats of distortion: where the best curve has slope −β. After 400 steps a run is not there yet.",
  ],
  change: [
    "Train β = 1 for some epochs more: does its point move along a line, or across lines?",
    "Set d to 2 and train the same four: at which β does it cost most?",
    "How far can β grow until R is 0? What is D then, whatever β is?",
  ],
} satisfies StudyTexts;
