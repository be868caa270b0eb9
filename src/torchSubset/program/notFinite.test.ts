import { tensor } from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { derivatives as gradients } from "../../engine/device/derivatives";
import { tf } from "../../engine/device/tf";
import { read } from "../../engine/follow/read";
import { useBackend } from "../../engine/testing";
import type { Leaves } from "./evaluate";
import { firstNotFinite } from "./notFinite";
import { SMALL_VAE } from "./smallVae";
import { stepOf } from "./step";
import { trace } from "./trace";

beforeAll(() => useBackend("wasm"));

/** Parameters are small, unless they are that of the last layer; images and draws are between 0 and 1. */
const leavesWith = (scale: number): Leaves => (leaf, { shape }) => {
  const size = shape.reduce((product, length) => product * length, 1);
  const factor = leaf.kind !== "stored" ? 1 : leaf.stored.name === "decoder.2.weight" ? scale : 0.1;
  return tensor(Float32Array.from({ length: size }, (_, i) => factor * Math.abs(Math.sin(12.9898 * (i + 1)))), [...shape]);
};

async function found(source: string, scale = 0.1) {
  const result = await firstNotFinite(tf, stepOf(trace(source)), leavesWith(scale), { read, gradients });
  return result && [result.of, result.operation, result.cause, result.largest === null ? null : result.largest > 1e30, source.slice(result.span.from, result.span.to)];
}

const withLoss = (more: string) => SMALL_VAE.replace("    optimiser.zero_grad()", `    more = ${more}\n    optimiser.zero_grad()`).replace("beta * kl)", "beta * kl + more)");

it.each([
  ["(mu - mu).log().sum()", "log(0)", "log", "(mu - mu).log()"],
  ["torch.log(torch.zeros(3)).sum()", "log(0)", "log", "torch.log(torch.zeros(3))"],
  ["(mu[0, 0] + torch.log(torch.zeros(3)).sum())", "log(0)", "log", "torch.log(torch.zeros(3))"],
  ["(1 / (mu - mu)).sum()", "1 / 0", "division", "(1 / (mu - mu))"],
  ["((mu - mu)**-1.0).sum()", "0 ** -1", "division", "((mu - mu)**-1.0)"],
  ["torch.exp(1000 + 0 * mu).mean()", "exp(1000)", "exp", "torch.exp(1000 + 0 * mu)"],
  ["(-1 - mu**2 + mu**2).sqrt().mean()", "sqrt(-1)", "negative", "(-1 - mu**2 + mu**2).sqrt()"],
  ["(mu - mu - 2).log().mean()", "log(-2)", "negative", "(mu - mu - 2).log()"],
  ["((mu - mu) * torch.ones(2) / (mu - mu)).mean()", "0 / 0", "division", "((mu - mu) * torch.ones(2) / (mu - mu))"],
  ["((mu - mu) * float('inf')).mean()", "0 * inf", null, "((mu - mu) * float('inf'))"],
  ["((mu - mu + 1e30) * 1e30).mean()", "1e+30 * 1e+30", "growth", "((mu - mu + 1e30) * 1e30)"],
])("a value that is not finite: %s", async (more, operation, cause, code) => {
  expect(await found(withLoss(more))).toEqual(["value", operation, cause, null, code]);
});

it.each([
  ["(mu - mu).sqrt().sum()", "sqrt(0)", "root", "(mu - mu).sqrt()"],
  ["((mu - mu)**0.5).mean()", "sqrt(0)", "root", "((mu - mu)**0.5)"],
  ["((mu - mu).abs() + 1e-40).log().clamp(max=0.5).sum()", "log(1e-40)", "log", "((mu - mu).abs() + 1e-40).log()"],
])("a gradient that is not finite: %s", async (more, operation, cause, code) => {
  expect(await found(withLoss(more))).toEqual(["gradient", operation, cause, null, code]);
});

it("an infinite value that a later one makes finite is not blamed", async () => {
  const masked = withLoss("(torch.exp(torch.log(torch.zeros(2)) + mu) + (mu - mu).sqrt() / (mu - mu)).sum()");
  expect(await found(masked)).toEqual(["value", "0 / 0", "division", null, "(mu - mu).sqrt() / (mu - mu)"]);
});

it("a sum or product of numbers that are too large, and a step in which all is finite", async () => {
  expect(await found(SMALL_VAE.replace("nn.Linear(hidden, 784), nn.Sigmoid()", "nn.Linear(hidden, 784)"), 3e38)).toEqual(["value", "matmul", "growth", true, "decoder(z)"]);
  expect(await found(SMALL_VAE)).toBeNull();
});
