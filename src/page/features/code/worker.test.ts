/** The values of lines in slow motion belong to the step that it shows. */
import { memory } from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { defaultsOf } from "../../../core/model/hyperparameters";
import type { SlowStep } from "../../../core/latent/slowMotion";
import type { Laboratory } from "../../../engine/run/laboratory";
import { slowStepOf } from "../../../engine/slowMotion/slowStep";
import { settingsAt } from "../../../engine/step/step";
import { greyImages, useBackend } from "../../../engine/testing";
import { releaseState } from "../../../engine/step/trainState";
import { createTrainer, type Trainer } from "../../../engine/trainer/trainer";
import { modelOf } from "../../../torchSubset/program/model";
import { SMALL_VAE } from "../../../torchSubset/program/smallVae";
import { commands } from "./worker";

beforeAll(() => useBackend("wasm"));

const SMALL_GAN = `import torch
from torch import nn
import torch.nn.functional as F
from torchvision import datasets, transforms

G = nn.Linear(4, 784)
D = nn.Linear(784, 1)
d_optimiser = torch.optim.Adam(D.parameters(), lr=0.05)
g_optimiser = torch.optim.Adam(G.parameters(), lr=0.05)
mnist = datasets.MNIST("data", download=True, transform=transforms.ToTensor())
loader = torch.utils.data.DataLoader(mnist, batch_size=8, shuffle=True)

for images, _ in loader:
    x = images.view(-1, 784)
    fake = G(torch.randn(8, 4))
    d_loss = F.softplus(-D(x)).mean() + F.softplus(D(fake.detach())).mean()
    d_optimiser.zero_grad()
    d_loss.backward()
    d_optimiser.step()
    g_loss = F.softplus(-D(G(torch.randn(8, 4)))).mean()
    g_optimiser.zero_grad()
    g_loss.backward()
    g_optimiser.step()
`;

async function slowStepAt(trainer: Trainer): Promise<SlowStep> {
  const { state } = trainer.captureState();
  const slices = slowStepOf({ model: trainer.model, specs: trainer.specs, arrays: trainer.nextData(), settings: settingsAt(trainer.model, trainer.h, trainer.step + 1) }, state);
  for (let slice = await slices.next(); ; slice = await slices.next()) {
    if (!slice.done) continue;
    releaseState(state);
    return slice.value;
  }
}

it("slow motion has the second player's values with the first player's new weights, as the step has them", async () => {
  const model = modelOf(SMALL_GAN);
  const trainer = createTrainer(model, { model: model.id, seed: 3, backend: "wasm", hyperparameters: defaultsOf(model.hyperparameters) }, { ...greyImages, trainLoaded: () => 60_000 });
  trainer.advance();
  const found = await slowStepAt(trainer);
  const experiment = { trainer } as unknown as Laboratory["experiment"];
  const tensors = memory().numTensors;
  const lossOf = async (objective: number, name: string) => {
    const values = await commands.stage({ objective, stage: "measure" }, { experiment });
    return values!.lines.flatMap((line) => line.tensors ?? []).find((one) => one.name === name)!.value.first;
  };
  const own = await Promise.all(found.moves.map((_, i) => lossOf(i, ["d_loss", "g_loss"][i]!)));
  expect(memory().numTensors).toBe(tensors);
  found.moves.forEach(({ losses }, i) => expect(own[i]).toBeCloseTo(Object.values(losses).at(-1)!, 4));
  expect(Math.abs(own[1]! - Object.values(found.outcomes[0]!.losses).at(-1)!)).toBeGreaterThan(1e-3); // what it would be with the old ones
  trainer.dispose();
});

it("slow motion has the values of lines of the run's next step, also while an earlier step is displayed", async () => {
  const model = modelOf(SMALL_VAE);
  const trainerOf = (seed: number) =>
    createTrainer(model, { model: model.id, seed, backend: "wasm", hyperparameters: defaultsOf(model.hyperparameters) }, { ...greyImages, trainLoaded: () => 60_000 });
  const [trainer, shown] = [trainerOf(3), trainerOf(4)]; // other weights stand for those of the displayed step
  trainer.advance();
  trainer.advance();
  const found = await slowStepAt(trainer);
  const experiment = { trainer, shown } as unknown as Laboratory["experiment"];
  const values = await commands.stage({ objective: 0, stage: "measure" }, { experiment });
  const kl = values!.lines.flatMap(({ tensors }) => tensors ?? []).find(({ name }) => name === "kl")!;
  expect(values!.step).toBe(2);
  expect(kl.value.first).toBeCloseTo(found.moves[0]!.losses["kl"]!, 4);
  trainer.dispose();
  shown.dispose();
});
