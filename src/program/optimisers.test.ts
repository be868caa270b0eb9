/** Optimisers of programs make PyTorch's steps. */
import { tensor1d, type Tensor } from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { defaultsOf } from "../core/model/hyperparameters";
import { sgd } from "../core/model/optimiser";
import { adamUpdate, factors } from "../engine/device/kernels/adam";
import { useBackend } from "../engine/testing";
import { modelOf } from "./model";
import { trace } from "./trace";


beforeAll(() => useBackend("cpu"));

const program = (optimiser: string) => `
import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets
images = datasets.MNIST("data", train=True, download=True).data.view(-1, 784) / 255
loader = DataLoader(images, 8, shuffle=True, drop_last=True)
net = nn.Linear(784, 1)
optimiser = ${optimiser}
for x in loader:
    optimiser.zero_grad()
    net(x).mean().backward()
    optimiser.step()
`;

it("SGD with momentum adds up gradients", async () => {
  const model = modelOf(program("torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)"));
  const settings = defaultsOf(model.hyperparameters);
  expect(model.optimiser).toEqual(sgd({ momentum: 0.9 }));
  expect(settings["lr"]).toBe(0.1);
  let state: { weight: Tensor; m: Tensor; v: Tensor } = { weight: tensor1d([1]), m: tensor1d([0]), v: tensor1d([0]) };
  const weights: number[] = [];
  for (const [i, gradient] of [0.5, 0.25, -1].entries()) {
    state = adamUpdate(state, tensor1d([gradient]), factors({ ...model.optimiser, lr: 0.1, t: i + 1 }));
    weights.push((await state.weight.data())[0]!);
  }
  // Momentum: 0.5, 0.9 · 0.5 + 0.25 = 0.7, 0.9 · 0.7 − 1 = −0.37; times 0.1.
  expect(weights.map((one) => Number(one.toFixed(6)))).toEqual([0.95, 0.88, 0.917]);
});

it("an optimiser that the engine does not have is refused by its name, with the nearest one", () => {
  expect(() => trace(program("torch.optim.AdamW(net.parameters())"))).toThrow(/has no "AdamW". Is it "Adam"\?/);
});
