import { beforeAll, describe, expect, it } from "vitest";
import { makeStep, settingsAt } from "../../engine/step/step";
import { dataShapes } from "../../engine/step/stepData";
import { firstState } from "../../engine/step/trainState";
import { initialise } from "../../engine/step/weights";
import { drawNoise } from "../../engine/step/noise";
import { greyBatch, useBackend } from "../../engine/testing";
import { defaultsOf } from "../../core/model/hyperparameters";
import { eachNth } from "../../core/testing";
import { models } from "../../subject/models/registry";
import { linesOf, textOf, torchOf, torchProgram } from "../../page/torch";
import { checkProgram } from "./check";
import { modelOf } from "./model";

beforeAll(() => useBackend("wasm"));

interface Parts {
  readonly setup?: readonly string[];
  readonly code: readonly string[];
  readonly step?: readonly string[];
}

/** A VAE of modules, with these lines between the encoder and the losses. */
const vae = ({ setup = [], code, step = ["optimiser.zero_grad()", "loss.backward()", "optimiser.step()"] }: Parts) => [
  "import torch", "from torch import nn", "import torch.nn.functional as F", "from torch.utils.data import DataLoader", "from torchvision import datasets", "from torchvision.utils import save_image",
  'images = datasets.MNIST("data", train=True).data.view(-1, 784) / 255',
  "loader = DataLoader(images, 16, drop_last=True)",
  "class Encoder(nn.Module):",
  "    def __init__(self):",
  "        super().__init__()",
  "        self.mu = nn.Linear(784, 2)",
  "        self.log_var = nn.Linear(784, 2)",
  "encoder, decoder = Encoder(), nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 784), nn.Sigmoid())",
  ...setup,
  "optimiser = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], lr=0.01)",
  "for x in loader:",
  ...[...code, ...step].map((line) => `    ${line}`),
  'save_image(decoder(torch.randn(100, 2)), "samples.png")',
].join("\n");

const START = ["mu, log_var = encoder.mu(x), encoder.log_var(x)", "z = mu + (0.5 * log_var).exp() * torch.randn_like(mu)"];
const ERROR = "error = ((decoder(z) - x)**2).sum(1).mean()";
const KL = "kl = 0.5 * (mu**2 + log_var.exp() - log_var - 1).sum(1).mean()";

/** Returns each warning as its name, the text where it is created, and the kind and text of its cause. */
function warningsOf(source: string) {
  const { warnings, problem } = checkProgram(source);
  expect(problem).toBeNull();
  const text = ({ from, to }: { from: number; to: number }) => source.slice(from, to);
  return warnings.map(({ name, span, cause }) => [name, text(span), ...(cause ? [cause.kind, text(cause.span)] : [])]);
}

describe("parameters that no loss trains", () => {
  it.each<[string, Parts, readonly (readonly string[])[]]>([
    ["none, in a VAE", { code: [...START, ERROR, KL, "loss = error + kl"] }, []],
    ["a layer whose output is never used", { code: ["mu = encoder.mu(x)", "z = mu + torch.randn_like(mu)", ERROR, "loss = error"] }, [["encoder.log_var", "nn.Linear(784, 2)"]]],
    ["one whose value no loss uses", { code: ["mu, log_var = encoder.mu(x), encoder.log_var(x)", "z = mu", ERROR, KL, "loss = error"] }, [["encoder.log_var", "nn.Linear(784, 2)", "unused", KL]]],
    ["one behind detach()", { code: ["mu, log_var = encoder.mu(x), encoder.log_var(x).detach()", START[1]!, ERROR, KL, "loss = error + kl"] }, [["encoder.log_var", "nn.Linear(784, 2)", "detach", "encoder.log_var(x).detach()"]]],
    ["a whole encoder behind detach()", { code: [START[0]!, "z = (mu + (0.5 * log_var).exp() * torch.randn_like(mu)).detach()", ERROR, "loss = error"] },
      [["encoder", "nn.Linear(784, 2)", "detach", "(mu + (0.5 * log_var).exp() * torch.randn_like(mu)).detach()"]]],
    ["one within no_grad()", { code: ["mu = encoder.mu(x)", "with torch.no_grad():", "    log_var = encoder.log_var(x)", START[1]!, ERROR, "loss = error"] }, [["encoder.log_var", "nn.Linear(784, 2)", "no-grad", "encoder.log_var(x)"]]],
    ["one that is rounded", { code: [START[0]!, "z = mu + log_var.round()", ERROR, "loss = error"] }, [["encoder.log_var", "nn.Linear(784, 2)", "no-derivative", "log_var.round()"]]],
    ["one that is compared", { code: [START[0]!, "z = mu + (log_var > 0).float()", ERROR, "loss = error"] }, [["encoder.log_var", "nn.Linear(784, 2)", "no-derivative", "(log_var > 0)"]]],
    ["one whose largest place is chosen", { code: [START[0]!, "z = mu + F.one_hot(log_var.softmax(1).argmax(1), 2)", ERROR, "loss = error"] }, [["encoder.log_var", "nn.Linear(784, 2)", "no-derivative", "log_var.softmax(1).argmax(1)"]]],
    ["a bias of a layer whose weight is used", { code: [START[0]!, "z = mu @ encoder.log_var.weight[:, :2]", ERROR, "loss = error"] }, [["encoder.log_var.bias", "nn.Linear(784, 2)", "unused", START[0]!]]],
    ["a gradient penalty without create_graph", { code: ["mu = encoder.mu(x)", "z = mu", ERROR, "x.requires_grad_()", "slope = torch.autograd.grad(encoder.log_var(x).sum(), x)[0]", "loss = error + (slope**2).mean()"] },
      [["encoder.log_var", "nn.Linear(784, 2)", "create-graph", "torch.autograd.grad(encoder.log_var(x).sum(), x)"]]],
  ])("%s", (_, parts, warnings) => {
    expect(warningsOf(vae(parts))).toEqual(warnings);
  });

  it("have the path that leads from them to its end, and the loss that it does not reach", () => {
    const pathOf = (parts: Parts) => {
      const source = vae(parts);
      const [warning] = checkProgram(source).warnings;
      const text = (one: { readonly name: string | null; readonly span: { readonly from: number; readonly to: number } }) => one.name ?? source.slice(one.span.from, one.span.to);
      return { path: warning!.path.map(text), loss: warning!.loss && text(warning!.loss) };
    };
    expect(pathOf({ code: [START[0]!, "spread = (0.5 * log_var).exp()", "fixed = spread.detach()", "z = mu + fixed", ERROR, "loss = error"] }))
      .toEqual({ path: ["encoder.log_var", "log_var", "spread", "fixed"], loss: "error" });
    expect(pathOf({ code: [START[0]!, "z = mu + log_var.round()", ERROR, "loss = error"] })).toEqual({ path: ["encoder.log_var", "log_var", "log_var.round()"], loss: "error" });
    expect(pathOf({ code: ["mu, log_var = encoder.mu(x), encoder.log_var(x)", "z = mu", ERROR, KL, "loss = error"] })).toEqual({ path: ["encoder.log_var", "log_var", "kl"], loss: "error" });
    expect(pathOf({ code: ["mu = encoder.mu(x)", "z = mu + torch.randn_like(mu)", ERROR, "loss = error"] })).toEqual({ path: ["encoder.log_var"], loss: "error" });
  });

  it("that no optimiser has are reported if a loss has a gradient for them, or if images are drawn with them", () => {
    const warned = (source: string) => {
      const { warnings, problem } = checkProgram(source);
      expect(problem).toBeNull();
      return warnings.map(({ why, name, cause }) => [why, name, cause]);
    };
    const source = vae({ code: [...START, ERROR, KL, "loss = error + kl"] });
    expect(warned(source.replace("[*encoder.parameters(), *decoder.parameters()]", "encoder.parameters()"))).toEqual([["no-optimiser", "decoder", null]]);
    expect(warned(vae({ setup: ["painter = nn.Linear(2, 784)"], code: [...START, ERROR, KL, "loss = error + kl"] }).replace("save_image(decoder", "save_image(painter"))).toEqual([["no-optimiser", "painter", null]]);
    // A program may keep a parameter constant: then no loss has a gradient for it.
    const still = vae({ setup: ["fixed = nn.Linear(784, 8)"], code: [...START, "with torch.no_grad():", "    seen = fixed(x)", ERROR, KL, "loss = error + kl + seen.mean()"] });
    expect(warned(still)).toEqual([]);
  });

  it("are known of programs whose optimisers have losses of their own", () => {
    const source = vae({
      setup: ["judge = nn.Linear(784, 1)", "judging = torch.optim.Adam(judge.parameters(), lr=0.01)"],
      code: [...START, "made = decoder(z)", "judging.zero_grad()", "F.softplus(judge(made.detach()) - judge(x)).mean().backward()", "judging.step()", KL, "loss = F.softplus(-judge(made)).mean() + kl"],
    });
    expect(warningsOf(source)).toEqual([]);
    expect(warningsOf(source.replace("-judge(made)", "-judge(made.detach())"))).toEqual([["decoder", "nn.Linear(2, 8)", "detach", "made.detach()"]]);
  });

  it("are found if a term of the loss does not reach them, and the KL divergence alone trains them", () => {
    const lostIn = (source: string) => {
      const { warnings, problem } = checkProgram(source);
      expect(problem).toBeNull();
      const text = ({ from, to }: { readonly from: number; readonly to: number }) => source.slice(from, to);
      return warnings.map(({ why, name, cause, loss, term }) => [why, name, cause && text(cause.span), loss?.name, term?.name, term?.others.join()]);
    };
    const loss = [ERROR, KL, "loss = error + 0.5 * kl"];
    expect(lostIn(vae({ code: [START[0]!, "z = (mu + (0.5 * log_var).exp() * torch.randn_like(mu)).detach()", ...loss] })))
      .toEqual([["no-term", "encoder", "(mu + (0.5 * log_var).exp() * torch.randn_like(mu)).detach()", "error", "error", "kl"]]);
    expect(lostIn(vae({ code: [START[0]!, "with torch.no_grad():", `    ${START[1]!}`, ...loss] }))).toEqual([["no-term", "encoder", "mu + (0.5 * log_var).exp() * torch.randn_like(mu)", "error", "error", "kl"]]);
    expect(lostIn(vae({ code: [...START, ERROR.replace("decoder(z)", "decoder(z.detach())"), ...loss.slice(1)] }))).toEqual([["no-term", "encoder", "z.detach()", "error", "error", "kl"]]);
    const inOne = vae({ code: [...START, ERROR.replace("decoder(z)", "decoder(z.detach())"), ...loss.slice(1)] })
      .replace("encoder, decoder = Encoder(), nn.Sequential", "class Vae(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.encoder = Encoder()\n        self.decoder = nn.Sequential")
      .replace("optimiser =", "vae = Vae()\noptimiser =").replaceAll(/(?<!self\.)\b(encoder|decoder)([.(])/g, "vae.$1$2");
    expect(lostIn(inOne)).toEqual([["no-term", "vae.encoder", "z.detach()", "error", "error", "kl"]]);
  });

  it.each<[string, Parts]>([
    ["a straight-through estimator", { code: [START[0]!, "z = mu + (mu.round() - mu).detach()", ERROR, KL, "loss = error + kl"] }],
    ["a codebook of its own loss, with the encoder as its target", { setup: ["codebook = nn.Embedding(8, 2)"], step: ["optimiser.zero_grad()", "loss.backward()", "optimiser.step()"],
      code: [START[0]!, "e = codebook(((mu[:, None] - codebook.weight)**2).sum(2).argmin(1))", "z = mu + (e - mu).detach()", ERROR, "vq = ((e - mu.detach())**2).sum(1).mean()", "commit = ((e.detach() - mu)**2).sum(1).mean()", "loss = error + vq + 0.25 * commit + (log_var**2).mean()"] }],
    ["a baseline", { code: [...START, "cost = ((decoder(z) - x)**2).sum(1)", "baseline = log_var.sum(1)", "loss = ((cost - baseline.detach()) * mu.sum(1)).mean() + ((baseline - cost.detach())**2).mean()"] }],
    ["a probe on detached codes", { setup: ["probe = nn.Linear(2, 8)"], code: [...START, ERROR, KL, "guess = (probe(z.detach())**2).mean()", "loss = error + kl + guess"] }],
    ["a generator that only its own game trains", { setup: ["judge = nn.Linear(784, 1)"], code: [...START, ERROR, KL, "adversarial = F.softplus(-judge(decoder(z.detach()))).mean()", "loss = error + kl + adversarial"] }],
  ])("none is reported for %s", (_, parts) => {
    const source = vae(parts).replace("*decoder.parameters()]", `*decoder.parameters()${["probe", "codebook", "judge"].filter((one) => parts.setup?.[0]!.startsWith(one)).map((one) => `, *${one}.parameters()`).join("")}]`);
    const { warnings, problem } = checkProgram(source);
    expect(problem).toBeNull();
    expect(warnings.filter(({ why }) => why === "no-term")).toEqual([]);
  });

  it.each(eachNth(3, models))("none is reported for the program of $id", (model) => {
    expect(checkProgram(textOf(linesOf(torchProgram(model, torchOf(model), defaultsOf(model.hyperparameters), 1)))).warnings).toEqual([]);
  });

  it.each([
    ["within no_grad()", { code: ["mu = encoder.mu(x)", "with torch.no_grad():", "    log_var = encoder.log_var(x)", START[1]!, ERROR, "loss = error"] }],
    ["behind detach()", { code: ["mu, log_var = encoder.mu(x), encoder.log_var(x).detach()", START[1]!, ERROR, "loss = error"] }],
    ["used for drawing only", { code: ["mu = encoder.mu(x)", "z = mu", ERROR, "loss = error"] }, "decoder(torch.randn(100, 2) * encoder.log_var.weight[:, 0])"],
    ["not used", { code: ["mu = encoder.mu(x)", "z = mu", ERROR, "loss = error"] }],
  ])("stay as they are in training: %s", async (_title, parts, drawing = "decoder(torch.randn(100, 2))") => {
    const model = modelOf(vae(parts).replace("decoder(torch.randn(100, 2))", drawing));
    const h = defaultsOf(model.hyperparameters);
    const weights = initialise(model.networks(h), 1);
    const names = Object.keys(weights);
    const numbersOf = (of: typeof weights) => Promise.all(names.map(async (name) => (await of[name]!.data()).join()));
    const before = await numbersOf(weights);
    const data = { batch: greyBatch(16, 1, dataShapes(model, h)["batch0/x"]![1]), noise: drawNoise(model, h, { seed: 1, purpose: "eps", step: 0 }) };
    const { state } = makeStep(model, h)(firstState(model.networks(h), weights), [data], settingsAt(model, h, 1));
    const after = await numbersOf(state.weights);
    const moved = names.filter((_name, i) => after[i] !== before[i]);
    expect(moved.some((name) => name.startsWith("encoder/mu"))).toBe(true);
    expect(moved.filter((name) => name.includes("log_var"))).toEqual([]);
  });
});
