import type { ExerciseTexts } from "../texts";

export const en: ExerciseTexts = {
  task: [
    "This VAE has a prior for each class: a small network gives its mean and the logarithm of its variance. The KL term therefore compares two Gaussians with different means and variances.",
    "Write `kl_divergence(mu_q, log_var_q, mu_p, log_var_p)`, where q is the encoder’s Gaussian, p is the prior, and `log_var` is log σ². It returns KL(q‖p) for each image in nats and in closed form: shape [batch], the sum over latent dimensions.",
  ],
  hints: [
    "KL(q‖p) is the mean of log q(z) − log p(z) over z drawn from q. The dimensions are independent, so it is a sum of one term for each dimension. What is this term for two one-dimensional Gaussians?",
    "The term is ½(σ_q²/σ_p² + (μ_q − μ_p)²/σ_p² − 1 + log σ_p² − log σ_q²). q’s variance and the squared difference of the means are both divided by p’s variance.",
    "`terms = torch.exp(log_var_q - log_var_p) + (mu_q - mu_p) ** 2 / torch.exp(log_var_p) - 1 - log_var_q + log_var_p`, and `return 0.5 * terms.sum(1)`",
  ],
  mistakes: {
    kl_divergence__reversed: "This is KL(p‖q): the arguments are swapped. The KL divergence is not symmetric. The ELBO contains KL(q‖p), whose mean is over draws from q.",
    kl_divergence__no_half: "This is twice the KL divergence: the ½ is missing. Training then weights the KL as β = 2 does.",
    kl_divergence__logs_not_halved: "The log variances are not halved. log σ is ½ log σ², so the ½ belongs to all parts of the sum. Training then makes σ_q too large relative to σ_p.",
    kl_divergence__one_not_halved: "The 1 is not halved, so each dimension is ½ too low. Gradients are right, but the result is −½ per dimension where q equals p; it must be 0.",
    kl_divergence__mean: "This is the mean over latent dimensions instead of the sum. Training then weights the KL as β = 1/latent does.",
    kl_divergence__per_dimension: "This returns one number for each dimension. Sum over the latent dimensions: `.sum(1)`.",
    kl_divergence__sum_over_batch: "This sums over the batch, too. Return one number for each image; the program takes the mean over the batch itself.",
    kl_divergence__mean_over_batch: "This already is the mean over the batch. Return one number for each image; the program takes the mean itself.",
    kl_divergence__mean_of_all: "This is the mean over images and dimensions. Return one number for each image, the sum over its dimensions.",
    kl_divergence__log_sigma: "This reads `log_var` as log σ, so its variances are the squares of the right ones. exp(log_var) is the variance already.",
    kl_divergence__no_one: "The −1 is missing, so each dimension is ½ too high. Gradients are right, but the result is not 0 where q equals p.",
    kl_divergence__negative: "The sign is wrong. A KL divergence is never negative, and this result is never positive. Training would make q and p differ without a bound.",
    kl_divergence__no_means: "The term with the means is missing. The two Gaussians may then lie anywhere: the prior does not learn where the codes of its class are.",
    kl_divergence__distance_not_divided: "The squared difference of the means is not divided by σ_p². The same difference must cost more where p is narrow.",
    kl_divergence__distance_by_sigma: "The squared difference of the means is divided by σ_p. It must be σ_p²: a squared difference has the unit of a variance.",
    kl_divergence__distance_by_q: "The squared difference of the means is divided by q’s variance. It must be p’s: log p(z) measures the distance from μ_p.",
    kl_divergence__distance_not_squared: "The difference of the means is not squared. The term is then negative where μ_q is below μ_p, and training lowers μ_q − μ_p without a bound.",
    kl_divergence__variance_not_divided: "q’s variance is not divided by p’s. This is right only if p has variance 1.",
    kl_divergence__logs_reversed: "The log variances have the wrong signs. Nothing then keeps σ_q from 0, and the loss falls without a bound.",
    kl_divergence__no_log_of_p: "log σ_p² is missing. Nothing then keeps the prior’s variance from growing, and the means hardly matter under a very wide prior.",
    kl_divergence__standard_prior: "This is the KL divergence to N(0, I). The prior’s mean and variance are not used, so the prior gets no gradient.",
    kl_divergence__one_draw: "This estimates the KL with one draw: log q(z) − log p(z). It is right on average, but noisy, and can be negative. Two Gaussians have a closed form.",
    kl_divergence__prior_detached: "The values are right, but no gradient reaches `mu_p` and `log_var_p`. The prior then stays as it was initialised.",
  },
  done: "After 400 steps the KL is about 3.5 nats. A third to a half of the samples show the class of their column; with one prior for all classes, one in ten would.",
};
