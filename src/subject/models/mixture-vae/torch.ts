/** The VAE with a mixture as its prior in PyTorch. */
import type { TorchModel } from "../../../core/model/torch";
import { decodedLogits, denseVae } from "../shared/torchParts";

const OF_PSEUDO_INPUTS = (prior: string) => `mu, log_var = encoder((${prior}.pseudo_inputs - 2).sigmoid())`;

export const torch: TorchModel = {
  networks: (h) => {
    const vamp = h["prior"] === "vamp";
    return {
      ...denseVae(),
      prior: {
        parts: { ...(vamp ? { pseudo_inputs: [["pseudoInputs"]] } : { mu: [["mu"]], log_var: [["logVar"]] }), logits: [["logits"]] },
        forward: {
          takes: "z",
          lines: [
            vamp ? OF_PSEUDO_INPUTS("self") : "mu, log_var = self.mu, self.log_var",
            "each = Normal(mu, (0.5 * log_var).exp()).log_prob(z[:, None]).sum(2)  # [batch, components]",
            "return (each + self.logits.log_softmax(1)).logsumexp(1)",
          ],
        },
      },
    };
  },
  objectives: () => ({
    "negative-elbo-with-prior": {
      lines: [
        "mu, log_var = encoder(x)", "q = Normal(mu, (0.5 * log_var).exp())", "z = q.loc + q.scale * torch.randn_like(mu)", "logits = decoder(z)",
      ],
      draws: ["eps"],
    },
  }),
  decode: decodedLogits,
  sample: (h) => [
    h["prior"] === "vamp" ? OF_PSEUDO_INPUTS("prior") : "mu, log_var = prior.mu, prior.log_var",
    "k = torch.multinomial(prior.logits[0].softmax(0), 100, replacement=True)",
    "pictures = decoder(mu[k] + (0.5 * log_var[k]).exp() * torch.randn(100, latent)).sigmoid()",
  ],
};
