import { expect, it } from "vitest";
import { checkProgram } from "./check";
import { SMALL_VAE } from "./smallVae";

/** Returns the text that is wrong in a VAE with these lines in place of the one that computes z, and why; null if it can be trained. */
function problemWith(...lines: readonly string[]) {
  const source = SMALL_VAE.replace("    z = mu + (0.5 * log_var).exp() * torch.randn_like(mu)", lines.map((line) => `    ${line}`).join("\n"));
  const { problem } = checkProgram(source);
  return problem && [source.slice(problem.span.from, problem.span.to), "reason" in problem.kind ? problem.kind.reason : problem.kind];
}

it.each([
  ["the result of exp", ["std = (0.5 * log_var).exp()", "std += 1", "z = mu + std * torch.randn_like(mu)"], "std += 1"],
  ["the result of relu, by a view", ["z = mu.relu()", "w = z.view(-1)", "w[0] = 0"], "w[0]"],
  ["a factor", ["a = mu * 1", "z = a * log_var", "a.add_(1)"], "a.add_(1)"],
  ["what detach() returns", ["a = mu * 1", "z = a**2", "b = a.detach()", "b.zero_()"], "b.zero_()"],
])("backward() refuses a change in place of %s", (_, lines, change) => {
  expect(problemWith(...lines)).toEqual([change, expect.stringContaining("modified by an inplace operation")]);
});

it.each([
  ["a product with noise", ["eps = torch.randn_like(mu)", "z = eps.mul((0.5 * log_var).exp()).add_(mu)"]],
  ["a sum", ["z = mu + log_var", "z += torch.randn_like(mu)", "z *= 2"]],
  ["an operation that needs its own values", ["z = mu * 1", "z *= log_var", "z.pow_(2)", "z.sigmoid_()"]],
  ["an input whose derivative needs the result", ["a = mu * 1", "z = a.exp()", "a += 1"]],
  ["a factor of a constant", ["a = mu * 1", "z = a * 2", "a += 1"]],
])("backward() allows a change in place of %s", (_, lines) => {
  expect(problemWith(...lines)).toBeNull();
});
