import type { ExerciseTexts } from "../texts";

export const en: ExerciseTexts = {
  task: [
    "The encoder gives `mu` and `log_var` for each image: μ and log σ², the logarithm of the variance. The decoder needs one code for each image, drawn from N(μ, σ²).",
    "Write `reparameterise(mu, log_var)`. It returns a draw of shape [batch, latent] through which gradients flow to `mu` and `log_var`.",
  ],
  hints: [
    "A draw from N(μ, σ²) is a function of μ, of σ, and of noise that does not depend on them. Which function is it?",
    "z = μ + σ ⊙ ε with ε from N(0, I), one number for each image and latent dimension. `torch.randn_like` draws ε. The encoder gives log σ², so σ = exp(½ log σ²).",
    "`return mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)`",
  ],
  mistakes: {
    reparameterise__no_noise: "This returns the mean: nothing is drawn. The model then is an autoencoder with a penalty on μ². The decoder sees no noise, so σ has no effect on the reconstruction.",
    reparameterise__variance_for_sigma: "This multiplies the noise by σ² instead of σ. `log_var` is the logarithm of the variance; the standard deviation is its square root.",
    reparameterise__half_variance: "The noise is multiplied by half the variance. Halve `log_var` before `exp`: exp(0.5 · log σ²) = σ.",
    reparameterise__log_for_sigma: "This multiplies the noise by log σ². Exponentiate it first: a standard deviation is positive.",
    reparameterise__half_log_for_sigma: "This multiplies the noise by log σ. Exponentiate it first: a standard deviation is positive.",
    reparameterise__root_of_log: "This takes the root of log σ², which is not a number where log σ² is negative. The standard deviation is exp(½ log σ²).",
    reparameterise__inverse_sigma: "This multiplies the noise by 1/σ: there is a minus sign too many in the exponent.",
    reparameterise__one_for_all: "All images of the batch share one ε here. Each image needs noise of its own: `torch.randn_like(mu)` draws [batch, latent] numbers.",
    reparameterise__one_per_image: "All latent dimensions of an image share one number here, so the dimensions of a draw are correlated. `torch.randn_like(mu)` draws one for each dimension.",
    reparameterise__uniform_noise: "The noise is uniform on [0, 1) here: its mean is ½. `randn` draws from N(0, 1).",
    reparameterise__no_mean: "The mean is missing: this draws from N(0, σ²), so the code carries information about the image through σ only.",
    reparameterise__no_scale: "The standard deviation is missing: this draws from N(μ, 1), so the encoder cannot choose how precise a code is.",
    reparameterise__mean_scaled: "The mean is multiplied by σ, too. Multiply the noise only: μ + σ ⊙ ε.",
    reparameterise__no_gradient: "The values are right, but no gradient reaches `mu` and `log_var`: the draw has no graph, as with `sample()` or `torch.no_grad()`. The encoder then learns from the KL alone.",
    reparameterise__mean_detached: "The values are right, but no gradient reaches `mu`: it is detached. The encoder then learns means from the KL alone.",
    reparameterise__sigma_detached: "The values are right, but no gradient reaches `log_var`: σ is detached. The encoder then learns σ from the KL alone.",
    reparameterise__arguments_swapped: "`mu` and `log_var` are exchanged: this draws from a Gaussian with the mean log σ² and the variance exp(μ).",
  },
  done: "Watch the KL: it rises in the first steps, when codes begin to carry information. After 400 steps it is about 5.4 nats.",
};
