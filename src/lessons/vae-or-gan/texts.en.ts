import type { LessonTexts } from "../texts";

export const en = {
  title: "VAE or GAN",
  about: "Which of the two is better? On points whose density is known, that can be measured, in more than one way.",
  rounds: {
    gan: {
      predict: "The data are points from eight small Gaussians on a circle. A GAN learns to make such points from noise of N(0, I). Where will its samples be after 2,000 steps?",
      options: {
        sharp: "In the Gaussians, hardly any between them",
        misses: "In some of the Gaussians; others are left out",
        between: "In the Gaussians, and many between them",
      },
      compare: "Look at the two densities, the data's and the samples'. What do they have in common, and what of the data is missing?",
    },
    vae: {
      predict: "Now a VAE with networks of the same width. It is asked how likely each data point is, the GAN only had to fool a discriminator. Beside the GAN's samples, what will the VAE's be like?",
      options: {
        worse: "More lie between the Gaussians, so the KL from the data is clearly larger, too",
        better: "Fewer lie between the Gaussians",
        split: "Many more lie between them, and yet the KL is no larger",
      },
      compare: "Put the three numbers beside the GAN's. By which of them is the VAE worse, by which is it not, and where in the densities do you see either?",
    },
    cheaper: {
      predict: "At step 4,000 β goes from 1 to 0.3: the KL of the codes costs less than a third. The loss will fall by more than three nats. What will the samples do by step 5,000?",
      options: {
        nearer: "Come nearer to the data, as the loss is so much lower",
        same: "Stay about as near as they were",
        farther: "Move away from the data",
      },
      compare: "Look at these four numbers, and at those of the round before, whose total was about 0.7. Which of them went up, and which went down?",
    },
  },
  explain: {
    question: "By one number the GAN is far better than the VAE, by another it is not better at all. How can that be, and which of the two is right?",
    terms: {
      reconstruction: "Every data point has a say here: where the model puts next to nothing, −log p(x) is large. So the VAE covers all of the data, and what it makes besides costs it little. " +
        "The KL from the data to the model judges in the same way: it asks of data whether the model could have made them.",
      kl: "The codes share one cloud without gaps, and the decoder is continuous: on the way from one Gaussian to the next lie codes whose points are in neither. Nearly a third of the noise falls there.",
      total: "It bounds −log p(x) only with β = 1. With β = 0.3 it fell by more than three nats while the samples left the data: losses are comparable only where they mean the same. " +
        "A GAN's losses mean nothing of the kind; its discriminator looks at samples, and catches those that lie between. It hardly notices what is never made: the samples crowd in the middle of each Gaussian, and the KL counts what stays thin around it.",
    },
    so: "So say first what it is for: to fill in, compress, or notice what is odd one needs a likelihood, to make pictures one needs samples. Of digits nobody knows the density: digit-FID puts how good and how varied samples are into one number, by the eyes of one classifier. " +
      "What this page leaves out takes days, not minutes: GANs that grow with their images, GANs of a thousand classes, and diffusion, which trains by a bound like the ELBO and still makes sharp samples. Read on about these below.",
  },
  repair: {
    task: "β is 0.3 here, and the loss is low. Bring the samples back to the data: at most four in ten near no Gaussian.",
    done: "The loss rose while the samples got better. Which of the numbers on this page would you have believed?",
  },
} satisfies LessonTexts;
