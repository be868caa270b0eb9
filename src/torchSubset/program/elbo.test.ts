/** The parts of a bound are found by what the terms compute. */
import { describe, expect, it } from "vitest";
import { elboPlacesOf } from "./elbo";
import { SMALL_VAE } from "./smallVae";
import { stepOf } from "./step";
import { trace } from "./trace";

const program = (reconstruction: string, kl = "0.5 * (mu**2 + log_var.exp() - log_var - 1).sum(1).mean()", last = "") => SMALL_VAE
  .replace(/error = .*/, reconstruction).replace(/kl = .*/, `kl = ${kl}`).replace(", nn.Sigmoid())", `${last})`).replace("import torch\n", "import math\nimport torch\nimport torch.nn.functional as F\n");
const placesOf = (source: string) => elboPlacesOf(stepOf(trace(source)));

const BERNOULLI = { objective: 0, kl: 1, reconstruction: 0, likelihood: { kind: "bernoulli" } };

describe("finds the KL and −log p(x|z), however they are written", () => {
  it.each([
    ["with logits", program('error = F.binary_cross_entropy_with_logits(decoder(z), x, reduction="none").sum(1).mean()')],
    ["with probabilities", program('error = F.binary_cross_entropy(decoder(z), x, reduction="sum") / len(x)', undefined, ", nn.Sigmoid()")],
    ["by hand", program("y = decoder(z)\n    error = (F.softplus(y) - x * y).sum(dim=1).mean(0)")],
    ["a KL of sums", program('error = F.binary_cross_entropy_with_logits(decoder(z), x, reduction="none").sum(1).mean()', "(-0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp(), dim=1)).mean()")],
    ["a KL of distributions", program('error = F.binary_cross_entropy_with_logits(decoder(z), x, reduction="none").sum(1).mean()',
      "torch.distributions.kl_divergence(torch.distributions.Normal(mu, (0.5 * log_var).exp()), torch.distributions.Normal(torch.zeros_like(mu), torch.ones_like(mu))).sum(1).mean()")],
  ])("%s", (_, source) => expect(placesOf(source)).toMatchObject(BERNOULLI));

  it("a Gaussian with its constant has a σ", () => {
    const found = placesOf(program("error = ((x - decoder(z))**2 / (2 * 0.3**2) + math.log(0.3) + 0.5 * math.log(2 * math.pi)).sum(1).mean()"));
    expect(found).toMatchObject({ kl: 1, reconstruction: 0, likelihood: { kind: "gaussian" } });
    expect((found!.likelihood as { sigma: number }).sigma).toBeCloseTo(0.3, 4);
  });
});

describe("is not misled", () => {
  it.each([
    ["a squared error without its constant", SMALL_VAE],
    ["a term that does not compare with the images", program("error = decoder(z).mean()")],
    ["a mean over pixels", program("error = F.binary_cross_entropy_with_logits(decoder(z), x)")],
    ["a KL that is twice as large", program('error = F.binary_cross_entropy_with_logits(decoder(z), x, reduction="none").sum(1).mean()', "(mu**2 + log_var.exp() - log_var - 1).sum(1).mean()")],
    ["a KL that is reversed", program('error = F.binary_cross_entropy_with_logits(decoder(z), x, reduction="none").sum(1).mean()', "0.5 * (log_var + (1 + mu**2) / log_var.exp() - 1).sum(1).mean()")],
    ["a KL that is a mean over dimensions", program('error = F.binary_cross_entropy_with_logits(decoder(z), x, reduction="none").sum(1).mean()', "0.5 * (mu**2 + log_var.exp() - log_var - 1).mean()")],
    ["codes that are standardised over the batch", program('z = (z - z.mean(0)) / (z.var(0) + 0.01)\n    error = F.binary_cross_entropy_with_logits(decoder(z), x, reduction="none").sum(1).mean()')],
    ["an error of other images", program('error = F.binary_cross_entropy_with_logits(decoder(z), 1 - x, reduction="none").sum(1).mean()')],
  ])("%s", (_, source) => expect(placesOf(source)).toBeNull());
});
