import { expect, it } from "vitest";
import { STAGES } from "../../core/latent/slowMotion";
import { inspect } from "./inspect";
import { SMALL_VAE } from "./smallVae";
import { linesOfStage } from "./stageLines";

function stagesOf(source: string, objective = 0) {
  const program = inspect(source);
  const text = source.split("\n");
  const found = STAGES.map((stage) => [stage, linesOfStage(program, objective, stage).map(({ line }) => text[line]!.trim().split(" = ")[0])] as const);
  return Object.fromEntries(found.filter(([, lines]) => lines.length > 0));
}

it("a VAE's lines: a line may belong to two stages, and one without networks to that of what it uses", () => {
  expect(stagesOf(SMALL_VAE.replace("    z = mu + (0.5 * log_var).exp() *", "    spread = (0.5 * log_var).exp()\n    z = mu + spread *").replace("    mu, log_var", "    y = 2 * x\n    mu, log_var").replace("encoder(x)", "encoder(y)"))).toEqual({
    batch: ["y"], encode: ["mu, log_var", "spread"], draw: ["z"], decode: ["error"], measure: ["error", "kl"], backpropagate: ["kl", "error", "z", "spread", "mu, log_var"],
  });
});

it("the players of a GAN have lines of their own", () => {
  const source = SMALL_VAE.replace(/encoder = [^]*/, `generator = nn.Sequential(nn.Linear(2, hidden), nn.ReLU(), nn.Linear(hidden, 784), nn.Sigmoid())
critic = nn.Linear(784, 1)
playing = torch.optim.Adam(generator.parameters(), lr=0.001)
judging = torch.optim.Adam(critic.parameters(), lr=0.001)
for x in loader:
    made = generator(torch.randn(16, 2))
    judging.zero_grad()
    gap = (critic(made.detach()) - critic(x)).mean()
    gap.backward()
    judging.step()
    playing.zero_grad()
    score = -critic(made).mean()
    score.backward()
    playing.step()
`);
  expect(stagesOf(source, 0)).toEqual({ draw: ["made"], decode: ["made"], judge: ["gap"], measure: ["gap"] });
  expect(stagesOf(source, 1)).toEqual({ draw: ["made"], decode: ["made"], judge: ["score"], measure: ["score"], backpropagate: ["made"] });
});
