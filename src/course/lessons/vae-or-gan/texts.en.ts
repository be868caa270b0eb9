import type { LessonTexts } from "../texts";

export const en = {
  title: "VAE or GAN",
  about: "Which of the two is better? On points whose density is known, this can be measured in more than one way.",
  rounds: {
    gan: {
      predict: "The data are points from eight small Gaussians on a circle. A GAN learns to generate such points from noise of N(0, I). Where will its samples be after 2,000 steps?",
      options: {
        sharp: "In the Gaussians, hardly any between them",
        misses: "In some of the Gaussians; others are left out",
        between: "In the Gaussians, and many between them",
      },
      compare: "Look at the densities of data and samples. What do they have in common, and which part of the data's density is missing?",
    },
    vae: {
      predict: "Now we train a VAE with networks of the same width for 4,000 steps. Its loss bounds the negative log-likelihood of each data point; the GAN only had to fool a discriminator. " +
        "How will the VAE's samples compare with the GAN's?",
      options: {
        worse: "More lie between the Gaussians, and KL(p_data‖p_model) is clearly larger, too",
        better: "Fewer lie between the Gaussians",
        split: "Many more lie between them, and yet the KL is no larger",
      },
      compare: "Compare the numbers with the GAN's, in round 1. By which of them is the VAE worse, by which not, and where do the densities show it?",
    },
    cheaper: {
      predict: "At step 4,000 β changes from 1 to 0.3, and the loss will fall by more than three nats. How will the samples change by step 5,000?",
      options: {
        nearer: "They come nearer to the data, because the loss is so much lower",
        same: "They stay about as near as they were",
        farther: "They move away from the data",
      },
      compare: "Compare the numbers with those of round 2. Which of them rose, and which fell?",
    },
  },
  explain: {
    question: "By one number the GAN is far better than the VAE, by another it is not better at all. How is this possible, and which of the two is right?",
    terms: {
      reconstruction: "Every data point counts here: where the model's density is almost 0, −log p(x) is large. So the VAE covers all of the data, and samples elsewhere cost it little. " +
        "KL(p_data‖p_model) has the same preference: it asks whether the model could have generated the data.",
      kl: "This term keeps the codes close together, and the decoder is continuous. So between the codes of two Gaussians lie codes that decode to points in neither. " +
        "In our runs, about 30\u00a0% of samples are such points.",
      total: "For every β ≥ 1 the total is an upper bound on −log p(x), tightest at 1. For β < 1 it need not be. With β = 0.3 it fell by more than three nats while the samples left the data. " +
        "A GAN's losses are no such bound. Its discriminator rejects samples between the Gaussians, but data that G never generates hardly count in G's loss. " +
        "In our runs, samples cover each Gaussian too narrowly, and the KL counts the missing rest.",
    },
    so: "So decide on the purpose first. Lossless compression by entropy coding needs a likelihood, and anomaly detection often uses one. Generating images needs good samples. " +
      "The density of digits is unknown: digit-FID measures quality and variety together, in the features of one classifier. " +
      "Larger models need days of training. The sources below describe progressively grown GANs, GANs for ImageNet's 1,000 classes, and diffusion models. Diffusion usually trains on a reweighted ELBO.",
  },
  repair: {
    task: "After 1,000 steps with β = 0.3 the loss is low, but many samples lie near no Gaussian. Bring the samples back to the data.",
    done: "The loss rose while the samples got better. Which of the numbers on this page would you have trusted?",
  },
} satisfies LessonTexts;
