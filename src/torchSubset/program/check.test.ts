import { expect, it } from "vitest";
import { defaultsOf } from "../../core/model/hyperparameters";
import { MAX_PROGRAM } from "../../core/run/runConfig";
import { PythonProblem } from "../python/problem";
import { checkProgram } from "./check";
import { constantsOf } from "./constants";
import { modelOf } from "./model";
import { settingsOf } from "./settings";
import { SMALL_VAE } from "./smallVae";
import { stepOf } from "./step";
import { trace } from "./trace";

const lines = [
  "import torch", "from torch import nn", "from torch.utils.data import DataLoader", "from torchvision import datasets", "from torchvision.utils import save_image",
  "latent = 2",
  'images = datasets.MNIST("data", train=True).data.view(-1, 784) / 255',
  "loader = DataLoader(images, 16)",
  "encoder, decoder = nn.Linear(784, 2 * latent), nn.Linear(latent, 784)",
  "optimiser = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], lr=0.01)",
  "for x in loader:",
  "    mu, log_var = encoder(x).chunk(2, 1)",
  "    z = mu + (0.5 * log_var).exp() * torch.randn_like(mu)",
  "    error = ((decoder(z) - x)**2).sum(1).mean()",
  "    kl = 0.5 * (mu**2 + log_var.exp() - log_var - 1).sum(1).mean()",
  "    optimiser.zero_grad()", "    (error + kl).backward()", "    optimiser.step()",
  'save_image(decoder(torch.randn(100, latent)), "samples.png")',
];
const at = (text: string) => lines.findIndex((line) => line.includes(text));

it("shows the shapes beside the lines, and which lines compute the terms", () => {
  const { shapes, terms, problem, notDrawn } = checkProgram(lines.join("\n"));
  expect([problem, notDrawn]).toEqual([null, null]);
  expect(shapes).toEqual(expect.arrayContaining([
    { line: at("images ="), text: "[60000, 784]" }, { line: at("mu, log_var"), text: "[16, 2], [16, 2]" }, { line: at("z ="), text: "[16, 2]" }, { line: at("error ="), text: "[]" },
  ]));
  expect(terms).toEqual([{ name: "error", line: at("error =") }, { name: "kl", line: at("kl =") }]);
});

it("knows the shapes up to the line that is wrong, and its place", () => {
  const source = lines.join("\n").replace("decoder(z)", "decoder(x)");
  const { shapes, terms, problem } = checkProgram(source);
  expect(shapes.map(({ line }) => line)).toContain(at("z ="));
  expect(shapes.map(({ line }) => line)).not.toContain(at("error ="));
  expect([terms, source.slice(problem!.span.from, problem!.span.to), problem!.kind.kind]).toEqual([[], "decoder(x)", "value"]);
});

it("says why a program draws nothing", () => {
  const why = (drawn: string) => checkProgram(lines.join("\n").replace("decoder(torch.randn(100, latent))", drawn)).notDrawn;
  expect(why("decoder(torch.rand(100, latent))")).toBe("no-draw");
  expect(why("decoder(torch.randn(100, latent) + torch.randn(100, latent))")).toBe("draws");
  expect(why("decoder(torch.randn(100, latent))[:10]")).toBe("rows");
  expect(why("decoder(torch.randn(100, latent))[:, :10]")).toBe("pixels");
  expect(checkProgram(lines.slice(0, -1).join("\n"))).toMatchObject({ problem: null, notDrawn: "saves-none" });
});

it("refuses what PyTorch or the engine cannot train, and programs that are nested too deeply", () => {
  const reasons = (from: string, to: string) => {
    const { problem } = checkProgram(lines.join("\n").replace(from, to));
    return problem && JSON.stringify(problem.kind);
  };
  expect(reasons("lr=0.01", "lr=0")).toContain('"why":"rate"');
  expect(reasons("lr=0.01", "lr=-0.1")).toContain('"why":"rate"');
  expect(reasons("error + kl", "error + float('inf') * kl")).toContain('"why":"factor"');
  expect(reasons("    (error + kl).backward()", "    loss = error + kl\n    for i in range(40): loss = loss + loss\n    loss.backward()")).toContain('"why":"summands"');
  expect(reasons("    (error + kl).backward()", "    a = [kl]\n    for i in range(60): a[0] = a[0] * a[0]\n    (error + a[0] / 2).backward()")).toBeNull();
  expect(reasons("latent = 2", `latent = ${"(".repeat(5000)}2${")".repeat(5000)}`)).toContain("too-much");
});

it("refuses what PyTorch refuses: a second backward pass through the same values, masks in differences, and tensors that are no parameters", () => {
  const reason = (replaced: Readonly<Record<string, string>>) => {
    const source = Object.entries(replaced).reduce((text, [from, to]) => text.replace(from, to), lines.join("\n"));
    const { problem } = checkProgram(source);
    return problem && `${source.slice(problem.span.from, problem.span.to)} ${JSON.stringify(problem.kind)}`;
  };
  expect(reason({ "    (error + kl).backward()": "    error.backward()\n    kl.backward()" })).toMatch(/^kl.backward\(\).*backward\(retain_graph=True\).*Trying to backward through the graph a second time/);
  expect(reason({ "    (error + kl).backward()": "    error.backward(retain_graph=True)\n    kl.backward()" })).toBeNull();
  expect(reason({ "    (error + kl).backward()": "    error.backward()\n    (0.1 * (encoder(x)**2).mean()).backward()" })).toBeNull();
  expect(reason({ "decoder(z) - x": "(1 - (x > 0.5)) * (decoder(z) - x)" })).toMatch(/^\(1 - \(x > 0.5\)\) .*~mask/);
  expect(reason({ "decoder(z) - x": "-(x > 0.5) * (decoder(z) - x)" })).toMatch(/^-\(x > 0.5\).*~mask/);
  expect(reason({ "decoder(z) - x": "~(x > 0.5) * (decoder(z) - x)" })).toBeNull();
  expect(reason({ "*decoder.parameters()]": "torch.zeros(3, requires_grad=True)]" })).toContain("nn.Parameter(");
});

it.each([
  ["nn.Parameter", "nn.Parameter(START)"], ["register_buffer", 'nn.Identity().register_buffer("u", START)'],
  ["in place", "with torch.no_grad():\n    nn.Linear(4, 4).bias.copy_(START)"],
])("names what got a first value that it cannot draw: %s", (callee, line) => {
  const source = lines.join("\n").replace("latent = 2", `latent = 2\n${line.replace("START", "nn.functional.normalize(torch.randn(4), dim=0)")}`);
  expect(checkProgram(source).problem?.kind).toEqual({ kind: "value", callee, reason: expect.stringContaining("Its first value is") as string });
});

it("a loss that is extended under its name, or has a term of the name total, keeps its terms", () => {
  const source = lines.join("\n").replace("    (error + kl).backward()", "    loss = error + 2 * kl\n    total = mu.abs().sum()\n    loss = loss + total\n    loss.backward()");
  expect(checkProgram(source).terms.map(({ name }) => name)).toEqual(["error", "kl", "total-2"]);
});

it("classes may be written as rows of an identity matrix; other rows that are known before and differ have no meaning for other numbers of images", () => {
  const withClasses = (rows: string) => lines.join("\n").replace("DataLoader(images, 16)", 'DataLoader(TensorDataset(images, datasets.MNIST("data").targets), 16)').replace("import DataLoader", "import DataLoader, TensorDataset")
    .replace("for x in loader", "for x, y in loader").replace("nn.Linear(latent, 784)", "nn.Linear(latent + 10, 784)").replace("decoder(z)", "decoder(torch.cat([z, nn.functional.one_hot(y, 10)], 1))")
    .replace("decoder(torch.randn(100, latent))", `decoder(torch.cat([torch.randn(100, latent), ${rows}], 1))`);
  expect(checkProgram(withClasses("torch.eye(10).repeat(10, 1)"))).toMatchObject({ problem: null, notDrawn: null });
  expect(checkProgram(withClasses("torch.arange(1000).view(100, 10) / 1000"))).toMatchObject({ problem: null, notDrawn: "fixed-rows" });
  expect(checkProgram(withClasses("0.1 * torch.ones(100, 10)"))).toMatchObject({ problem: null, notDrawn: null }); // the same row for each image
});

it("a program may be a function that runs if it is no import, and its networks have the names of their variables", () => {
  const head = lines.findIndex((line) => line.startsWith("encoder,"));
  const source = [...lines.slice(0, head), "def main():", ...lines.slice(head).map((line) => `    ${line}`), 'if __name__ == "__main__":', "    main()"].join("\n");
  expect(checkProgram(source)).toMatchObject({ problem: null, notDrawn: null, terms: [{ name: "error" }, { name: "kl" }] });
  expect(Object.keys(modelOf(source).networks(defaultsOf(modelOf(source).hyperparameters)))).toEqual(["encoder", "decoder"]);
});

it("modules of an object are networks of their own", () => {
  const source = lines.join("\n").replace("encoder,", "class Nets:\n    pass\nnets = Nets()\nnets.encoder,").replace(" encoder(x)", " nets.encoder(x)").replace("*encoder.", "*nets.encoder.");
  expect(checkProgram(source).problem).toBeNull();
  expect(Object.keys(modelOf(source).networks(defaultsOf(modelOf(source).hyperparameters)))).toEqual(["encoder", "decoder"]);
});

it("a program that no link can carry is refused with its limit, and what is too long is marked", () => {
  const source = `${lines.join("\n")}\n${"# a comment\n".repeat(2000)}`;
  expect(checkProgram(source).problem).toEqual({ kind: { kind: "too-much", of: "length", limit: MAX_PROGRAM }, span: { from: MAX_PROGRAM, to: source.length }, axes: null });
  expect(checkProgram(source.slice(0, MAX_PROGRAM)).problem).toBeNull();
});

it.each([
  ["a tuple that contains another one twice", "t = (torch.zeros(1),)\nfor i in range(40): t = (t, t)\nu = t", null],
  ["types that contain others twice", "t = (int,)\nfor i in range(40): t = (t, t)\nisinstance(1.5, t)", "too-much"],
  ["a module that contains another one twice", "m = nn.Linear(2, 2)\nfor i in range(40): m = nn.Sequential(m, m)\nlist(m.parameters())\nm.train()\nlist(m.modules())", null],
  ["a module in itself", "m = nn.Linear(2, 2)\nm.m = m\nlist(m.parameters())", null],
  ["tensors that fill the memory", "for i in range(100000): torch.arange(25000000)", "too-much"],
  ["numbers that are known before training", "a = torch.arange(1000000).float()\nfor i in range(10000): a = a + 1", "too-much"],
  ["views of views", "a = torch.zeros(10)\nfor i in range(20000): a = a[0:]\na.add_(1)", "too-much"],
  ["flips of long tensors", "x = torch.zeros(40000000)\nfor i in range(1000): x.flip(0)", "too-much"],
  ["chunks of one number", "x = torch.zeros(40000000)\nx.chunk(40000000)", "too-much"],
  ["a mask of a large tensor", "x = torch.zeros(4000, 4000)\nfor i in range(1000): x[0, 0] = 1", "too-much"],
])("%s are refused, or do not hold the page", (_, lines, kind) => {
  expect(checkProgram(SMALL_VAE.replace("hidden = 8", `hidden = 8\n${lines}`)).problem?.kind.kind ?? null).toBe(kind);
});

it("a reading that takes too long is no property of a constant", () => {
  const base = stepOf(trace(SMALL_VAE));
  const late = new PythonProblem({ kind: "too-much", of: "time", limit: 30 }, { from: 0, to: 0 });
  expect(() => settingsOf(constantsOf(SMALL_VAE), base, () => { throw late; })).toThrow(late);
});
