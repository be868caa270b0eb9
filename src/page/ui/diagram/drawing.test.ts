import { describe, expect, it } from "vitest";
import { defaultsOf } from "../../../core/model/hyperparameters";
import { findModel, models } from "../../../subject/models/registry";
import { modelOf } from "../../../torchSubset/program/model";
import { SMALL_VAE } from "../../../torchSubset/program/smallVae";
import { drawingOf, learnsPrior } from "./drawing";

const HEAD = `import torch
from torch import nn
import torch.nn.functional as F
from torch.utils.data import DataLoader
from torchvision import datasets
loader = DataLoader(datasets.MNIST("data").data.view(-1, 784) / 255, 16)
`;
const AUTOENCODER = `${HEAD}myAutoencoder = nn.Sequential(nn.Linear(784, 2), nn.ReLU(), nn.Linear(2, 784))
optimiser = torch.optim.Adam(myAutoencoder.parameters(), lr=0.01)
for x in loader:
    loss = F.mse_loss(myAutoencoder(x), x)
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
`;
const DCGAN = `${HEAD}netD = nn.Sequential(nn.Conv2d(1, 4, 4, 4), nn.ReLU(), nn.Flatten(), nn.Linear(196, 1))
netG = nn.Sequential(nn.ConvTranspose2d(2, 4, 7), nn.ReLU(), nn.ConvTranspose2d(4, 1, 4, 4))
optimizerD = torch.optim.Adam(netD.parameters(), lr=0.01)
optimizerG = torch.optim.Adam(netG.parameters(), lr=0.01)
for x in loader:
    d_loss = F.softplus(-netD(x.view(-1, 1, 28, 28))).mean() + F.softplus(netD(netG(torch.randn(16, 2, 1, 1)).detach())).mean()
    optimizerD.zero_grad()
    d_loss.backward()
    optimizerD.step()
    g_loss = F.softplus(-netD(netG(torch.randn(16, 2, 1, 1)))).mean()
    optimizerG.zero_grad()
    g_loss.backward()
    optimizerG.step()
`;

const drawn = (id: string) => {
  const model = findModel(id)!;
  return drawingOf(model, defaultsOf(model.hyperparameters)).map(({ name, input, condition, outputs }) =>
    `${input.symbol}${condition ? `,${condition}` : ""} → ${name} → ${outputs.map(({ symbol }) => symbol).join(",")}`);
};

describe("the diagram", () => {
  it.each([
    ["vae", ["x → encoder → z", "z → decoder → x̂"]],
    ["cvae", ["x,y → encoder → z", "z,y → decoder → x̂"]],
    ["vae-gan", ["x → encoder → z", "z → decoder → x̃", "x̃ → discriminator → D"]],
    ["gan", ["z → generator → x̃", "x̃ → discriminator → D"]],
    ["cgan", ["z,y → generator → x̃", "x̃,y → discriminator → D"]],
    ["acgan", ["z,y → generator → x̃", "x̃ → discriminator → D,C"]],
    ["ss-vae", ["x → classifier → y", "x,y → encoder → z", "z,y → decoder → x̂"]],
    ["wgan", ["z → generator → x̃", "x̃ → critic → f"]],
    ["flow", ["z → velocityField → x̃"]],
    ["cycle-gan", [
      "z,c → generatorToB → b′", "b′ → generatorToA → a′", "a′ → discriminatorOfA → D", "b′ → discriminatorOfB → D",
    ]],
    ["completion-cvae", ["x,c → encoder → z", "z,c → decoder → x̂"]],
    ["completion-cgan", ["z,c → generator → x̃", "x̃,c → discriminator → D"]],
  ])("of %s", (id, expected) => expect(drawn(id)).toEqual(expected));

  const ofProgram = (source: string) => {
    const model = modelOf(source);
    return drawingOf(model, defaultsOf(model.hyperparameters)).map(({ label, role, input, widths }) => [label, role, input.symbol, widths]);
  };

  it("of a program has its names of networks, and widths of convolutions", () => {
    expect(ofProgram(DCGAN)).toEqual([["netG", "generator", "z", "2·conv·784"], ["netD", "discriminator", "x̃", "784·conv·1"]]);
    expect(ofProgram(SMALL_VAE)).toEqual([[null, "encoder", "x", expect.stringMatching(/^784·/)], [null, "decoder", "z", expect.stringMatching(/·784$/)]]);
    expect(ofProgram(AUTOENCODER)).toEqual([["myAutoenco…", "decoder", "x", "784·2·784"]]);
    expect(ofProgram(AUTOENCODER.replaceAll("myAutoencoder", "model"))).toEqual([["model", "decoder", "x", "784·2·784"]]);
  });

  it("has a prior if one is learned", () => {
    const learned = models.filter((model) => learnsPrior(model, defaultsOf(model.hyperparameters))).map(({ id }) => id);
    // `flow` has a single network, which maps noise to data and is drawn as a generator.
    expect(learned).toEqual(models.filter(({ id, prior }) => prior.kind !== "standard-normal" && id !== "flow").map(({ id }) => id));
  });

  it.each(models.map((model) => [model.id, model] as const))("has room for the widths of %s", (_, model) => {
    const networks = drawingOf(model, defaultsOf(model.hyperparameters));
    for (const { widths } of networks) expect(widths.length).toBeLessThanOrEqual(networks.length > 2 ? 13 : 16);
  });
});
