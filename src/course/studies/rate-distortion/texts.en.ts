import type { StudyTexts } from "../texts";

export const en = {
  title: "What does a nat of code buy?",
  about: "Rate and distortion: the same VAE is trained at several β, and each run is a point in one chart.",
  question: "The rate R is the KL to the prior, the distortion D the reconstruction term; −ELBO is R + D. " +
    "Training minimises D + βR. How does R + D change if the same VAE is trained at β = 0.25, 1, 4 and 10?",
  options: {
    down: "It falls: the larger β, the lower R + D",
    up: "It rises: the larger β, the higher R + D",
    least: "It is lowest at β = 1, and higher on both sides",
  },
  task: "Train the four runs, or any VAE of your own. Each run becomes a point when it pauses, and when an epoch ends.",
  runs: { "0.25": "β = 0.25", "1": "β = 1", "4": "β = 4", "10": "β = 10" },
  needs: "This run cannot be plotted here. The chart needs a VAE with β, on MNIST, with grey Bernoulli pixels and without classes. Other models define D or R in another way.",
  shows: [
    "Along a dashed line R + D is constant. In our runs, β = 1 reaches the lowest line, because its loss is R + D itself. " +
      "With a smaller β, rate rises by more than distortion falls. With a larger β, distortion rises by more than rate falls.",
    "R is an upper bound on the information that the code carries about the image, I(x; z). The gap is KL(q(z)‖p(z)), with the aggregate posterior q(z), the mean of all q(z|x).",
    "Two points on one line have the same ELBO. Yet one code may carry much information, and the other almost none. The ELBO alone does not distinguish them.",
    "At its optimum, one more nat of rate would save β nats of distortion: there the best curve has slope −β. After 400 steps our runs are still approaching it.",
  ],
  change: [
    "Train β = 1 for a few more epochs: does its point move along a line, or across lines?",
    "Set the latent size d to 2 and train the same four β: at which β does R + D rise most?",
    "Raise β until R is 0: does D still depend on β then?",
  ],
} satisfies StudyTexts;
