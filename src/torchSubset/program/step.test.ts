/** The terms of a program's losses have the names that the program gives them. */
import { expect, it } from "vitest";
import { stepOf } from "./step";
import { trace } from "./trace";

/** Returns the names of the terms of a VAE with these lines at the end of its loop's body, and these before it. */
const terms = (lines: readonly string[], before: readonly string[] = []) => {
  const program = `import torch
from torch import nn
import torch.nn.functional as F
from torch.utils.data import DataLoader
from torchvision import datasets
images = datasets.MNIST("data", train=True, download=True).data.view(-1, 784) / 255
loader = DataLoader(images, 16, shuffle=True, drop_last=True)
encoder, decoder = nn.Linear(784, 4), nn.Linear(2, 784)
optimiser = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()])
criterion = nn.MSELoss()
${before.join("\n")}
for x in loader:
    mu, log_var = encoder(x).chunk(2, 1)
    draw = lambda: decoder(mu + (0.5 * log_var).exp() * torch.randn_like(mu))
    optimiser.zero_grad()
${lines.map((line) => `    ${line}\n`).join("")}    loss.backward()
    optimiser.step()
`;
  return stepOf(trace(program)).objectives.flatMap(({ summands }) => summands.map(({ name, factor }) => `${Number(factor.toPrecision(4))} ${name}`));
};

const KL = "kl = 0.5 * (mu**2 + log_var.exp() - log_var - 1).sum(1).mean()";
const FUNCTION = ["def loss_of(x, y, mu, log_var):", "    error = F.mse_loss(y, x)", "    divergence = (mu**2).mean()", '    return {"loss": error + 0.1 * divergence, "reconstruction": error, "kl": divergence}'];

it.each([
  ["a term that a loop adds up", ["reconstruction = 0", "for _ in range(3):", "    reconstruction += F.mse_loss(draw(), x)", KL, "loss = reconstruction / 3 + 2 * kl"], [], ["0.3333 reconstruction", "2 kl"]],
  ["a sum that a loop adds up by +=, from a tensor on", ["reconstruction = torch.zeros(())", "for _ in range(3):", "    reconstruction += F.mse_loss(draw(), x)", KL, "loss = reconstruction + kl"], [], ["1 reconstruction", "1 kl"]],
  ["a loss that begins with 0", [KL, "loss = 0", "loss += F.mse_loss(draw(), x)", "loss += 0.5 * kl"], [], ["1 mse_loss", "0.5 kl"]],
  ["terms of a loop", [KL, "loss = 0.1 * kl", "for _ in range(3):", "    error = F.mse_loss(draw(), x)", "    loss = loss + error"], [], ["0.1 kl", "1 error", "1 error-2", "1 error-3"]],
  ["the keys of a dictionary that a function returns", ['loss = loss_of(x, draw(), mu, log_var)["loss"]'], FUNCTION, ["1 reconstruction", "0.1 kl"]],
  ["the keys of a dictionary whose values have no names", ['losses = {"reconstruction": (draw() - x).square().mean(), "kl": (mu**2).mean() + log_var.exp().mean()}', "loss = sum(losses.values())"], [], ["1 reconstruction", "1 kl"]],
  ["keys that are set one by one", ["losses = {}", 'losses["log p(x|z)"] = (draw() - x).square().mean()', 'losses["kl"] = (mu**2).mean()', 'loss = losses["log p(x|z)"] + 3 * losses["kl"]'], [], ["1 log_p_x_z_", "3 kl"]],
  ["functions and losses", ["loss = criterion(draw(), x) + 0.5 * divergence(mu) + 2 * F.l1_loss(mu, log_var)"], ["def divergence(mu):", "    return 0.5 * (mu**2).sum(1).mean()"], ["1 criterion", "0.25 divergence", "2 l1_loss"]],
  ["a loss without a name in the program", ["(draw() - x).square().mean().backward(retain_graph=True)", "loss = (mu**2).mean()"], [], ["1 line-16", "1 loss"]],
  ["several sums without names in one line", ["loss = (draw() - x).square().mean() + 0.1 * (mu**2).mean()"], [], ["1 line-16", "0.1 line-16-2"]],
  ["means of tensors with names", ["error = (draw() - x)**2", KL.replace(".mean()", ""), "loss = error.sum(1).mean() + 0.5 * kl.mean() - (-mu).mean() + (3 * log_var).mean()"], [], ["1 error", "0.5 kl", "-1 -mu", "1 line-18"]],
  ["means of what functions return", ["made = draw()", "loss = F.mse_loss(made, x, reduction='none').sum(1).mean() - decoder(mu).mean() + decoder(made[:, :2]).mean()"], [], ["1 mse_loss", "-1 decoder", "1 decoder-2"]],
  ["a mean of several samples", ["total = 0", "for _ in range(2):", "    error = F.mse_loss(draw(), x)", "    total = total + error", "loss = total / 2"], [], ["0.5 error", "0.5 error-2"]],
])("%s", (_, lines, before, expected) => expect(terms(lines, before)).toEqual(expected));

it("a sum that is divided by a number is one term if nothing in it has a name", () => {
  expect(terms(["loss = ((draw() - x)**2).sum() / 16"])).toEqual(["1 loss"]);
});
