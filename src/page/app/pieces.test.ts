/**
 * No command and no view holds a worker for long, whatever the width of the code. A piece is what the worker does without handling messages; its
 * length is counted in multiplications, of TensorFlow.js and of the loops in plain JavaScript that could grow with the width.
 */
import { engine, type NamedTensorMap, type Tensor } from "@tensorflow/tfjs-core";
import { beforeAll, expect, test, vi } from "vitest";
import { FOLLOW_PARTS } from "../../core/latent/follow";
import { coordinatePlane } from "../../core/latent/plane";
import { NOTHING_WATCHED, type StripRow, type Watch } from "../../core/latent/pictures";
import { step } from "../../core/run/ids";
import { PIXELS } from "../../core/run/runConfig";
import { defaultsOf } from "../../core/model/hyperparameters";
import { EXHAUSTIVE } from "../../core/testing";
import { greyDataset, useBackend } from "../../engine/testing";
import { Experiment } from "../../engine/run/experiment";
import { appliesTo, MEASUREMENT_IDS, MEASUREMENTS } from "../../subject/measurements/registry";
import { modelOf } from "../../torchSubset/program/model";
import type { CommandName } from "../../engine/worker/protocol";

const counted = vi.hoisted(() => ({ now: 0, longest: 0, end() { this.longest = Math.max(this.longest, this.now); this.now = 0; } }));
vi.mock("../../core/tasks", async (original) => {
  const real = await original<typeof import("../../core/tasks")>();
  const ending = <A extends unknown[], R>(of: (...given: A) => R) => (...given: A): R => {
    counted.end();
    return of(...given);
  };
  return { ...real, nextTask: ending(real.nextTask), sleep: ending(real.sleep) };
});
/** A multiplication of plain JavaScript takes as long as this many of a vectorised kernel. */
const SLOWER = 4;
vi.mock("../../subject/metrics/symmetricEigen", async (original) => {
  const real = await original<typeof import("../../subject/metrics/symmetricEigen")>();
  return { ...real, symmetricEigen: (matrix: ArrayLike<number>, n: number) => {
    counted.now += SLOWER * 40 * n ** 3; // eight sweeps, each of n² / 2 rotations of three rows
    return real.symmetricEigen(matrix, n);
  } };
});
vi.mock("../../subject/metrics/frechet", async (original) => {
  const real = await original<typeof import("../../subject/metrics/frechet")>();
  return { ...real, fitGaussian: (features: ArrayLike<number>, f: number) => {
    counted.now += (SLOWER * features.length * f) / 2;
    return real.fitGaussian(features, f);
  } };
});
vi.mock("../../subject/metrics/probe", async (original) => {
  const real = await original<typeof import("../../subject/metrics/probe")>();
  return { ...real, nearestNeighbours: (...[known, queries, d, k]: Parameters<typeof real.nearestNeighbours>) => {
    counted.now += SLOWER * queries.length * known.labels.length;
    return real.nearestNeighbours(known, queries, d, k);
  } };
});

/** The most multiplications in one piece: some half a second of WASM on one core, and a fifth of that for codes of usual widths. */
const MOST = 4e9;

/** Counts the multiplications of matrix products, and the elements of other results. */
function lengthOf(kernel: string, inputs: NamedTensorMap, result: Tensor | Tensor[]): number {
  const elements = (Array.isArray(result) ? result : [result]).reduce((sum, { size }) => sum + size, 0);
  if (!/MatMul/.test(kernel)) return elements;
  const inner = (inputs["a"]!.size * inputs["b"]!.size) / elements; // m·k × k·n over m·n
  return elements * Math.sqrt(inner);
}

beforeAll(async () => {
  await useBackend("wasm");
  const runKernel = engine().runKernel.bind(engine());
  engine().runKernel = <T extends Tensor | Tensor[]>(...[kernel, inputs, attrs]: Parameters<typeof runKernel>): T => {
    const result = runKernel<T>(kernel, inputs, attrs);
    counted.now += lengthOf(kernel, inputs, result);
    return result;
  };
});

const PROGRAM = (body: string, samples: string) => `import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets
from torchvision.utils import save_image

images = datasets.MNIST("data", train=True, download=True).data.view(-1, 784) / 255
${body}
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
with torch.no_grad():
    save_image(${samples}, "samples.png", nrow=10)
`;
/** One linear layer on each side of the code: nothing else is as wide as the code. */
const vaeOf = (d: number) => PROGRAM(`encoder = nn.Linear(784, ${2 * d})
decoder = nn.Linear(${d}, 784)
optimiser = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], lr=0.001)
for x in DataLoader(images, 16, shuffle=True, drop_last=True):
    mu, log_var = encoder(x).chunk(2, 1)
    z = mu + (0.5 * log_var).exp() * torch.randn_like(mu)
    loss = ((decoder(z) - x)**2).sum(1).mean() + 0.5 * (mu**2 + log_var.exp() - log_var - 1).sum(1).mean()`, `decoder(torch.randn(100, ${d})).view(-1, 1, 28, 28)`);
const generatorOf = (d: number) => PROGRAM(`net = nn.Linear(${d}, 784)
optimiser = torch.optim.Adam(net.parameters(), lr=0.001)
for x in DataLoader(images, 128, shuffle=True, drop_last=True):
    loss = ((net(torch.randn(128, ${d})) - x)**2).sum(1).mean()`, `net(torch.randn(100, ${d})).view(-1, 1, 28, 28)`);

interface Subject {
  readonly run: Experiment;
  readonly d: number;
  readonly z: readonly number[];
  readonly encodes: boolean;
}

/** What each command computes; null: nothing, or what the views below request. A new command has to be added here. */
const COMMANDS: { readonly [C in CommandName]: ((of: Subject) => Promise<unknown>) | null } = {
  open: null, watch: null, position: null, drawn: null, fetchRest: null, retryData: null, holdAt: null, pause: null, past: null, adoptPast: null,
  rewind: null, adjust: null, testImage: null,
  train: ({ run }) => run.train(step(run.step + 3)),
  decode: ({ run, z }) => run.decode(Float32Array.from(z), 0),
  encode: async ({ run, encodes }) => encodes && run.encode({ images: [0, 1, 2] }),
  components: async ({ run, encodes }) => encodes && run.components(),
  influence: ({ run }) => run.influence(),
  evaluate: async ({ run, encodes }) => encodes && run.evaluate(),
  measure: async ({ run }) => {
    for (const id of MEASUREMENT_IDS.filter((one) => appliesTo(one, run.trainer.model, "image"))) {
      const settings = Object.fromEntries(Object.entries(SMALL).filter(([name]) => name in MEASUREMENTS[id].settings));
      await run.measure(id, settings).catch((error: { code: string }) => { if (error.code !== "judge-damaged") throw error; });
    }
  },
  complete: ({ run }) => run.complete({ pixels: new Float32Array(PIXELS), visible: new Uint8Array(PIXELS).fill(1), class: 0, samples: 6, draw: 0 }),
  snapshot: ({ run }) => run.snapshot(),
  thumbnail: ({ run }) => run.thumbnail(),
  stateAt: ({ run }) => run.stateAt(step(2)),
  keyframeAt: ({ run }) => run.keyframeAt(step(2)),
  feature: async ({ run }) => run.recompute(async (trainer) => trainer.step),
};
/** Fewer images than usual: the pieces have the same length, and there are fewer. */
const SMALL = { images: 500, references: 1000 };

const place = (z: readonly number[]) => ({ kind: "held", z }) as const;
/** A row of each kind of strip. */
const ROWS: { readonly [K in StripRow["kind"]]: (of: Subject) => StripRow } = {
  places: ({ z }) => ({ kind: "places", places: [place(z)] }),
  traverse: ({ z }) => ({ kind: "traverse", at: z, dimension: 0, values: [-3, 0, 3] }),
  between: ({ z }) => ({ kind: "between", from: place(z), to: place(z.map((value) => -value)), along: "sphere", times: [0, 0.5, 1] }),
  arithmetic: ({ z, encodes }) => ({ kind: "arithmetic", of: place(z), minus: encodes ? { kind: "mean", class: 0 } : place(z), plus: place(z), times: [0, 1] }),
};
const planeOf = (z: readonly number[]) => coordinatePlane([0, Math.min(1, z.length - 1)], z, { middle: [0, 0], extent: 3 });
/** The views that each part of a request asks for. A new part has to be added here. */
const VIEWS: { readonly [K in keyof Watch]-?: (of: Subject) => readonly Watch[K][] } = {
  given: () => [], // of models that complete images, whose codes have the widths of their settings
  samples: () => [true],
  reconstructions: ({ encodes }) => [encodes],
  manifold: ({ z }) => [{ plane: planeOf(z), side: 13, class: 0 }],
  codes: ({ z, encodes }) => (encodes ? [{ directions: planeOf(z), count: 1000 }] : []),
  strip: (of) => Object.values(ROWS).map((row) => ({ name: "between", rows: [row(of)], images: [], class: 0 })),
  follow: ({ z }) => FOLLOW_PARTS.flatMap((part) => [{ kind: "image", index: 0 } as const, { kind: "code", z, class: 0 } as const].map((subject) => ({ subject, image: 0, draw: 0, part }))),
  slowMotion: () => [true],
};

/** Opens a program, and returns it with the lengths of its longest pieces by what it did. */
async function piecesOf(source: string, d: number): Promise<Readonly<Record<string, number>>> {
  const model = modelOf(source);
  const longest: Record<string, number> = {};
  const failures: unknown[] = [];
  const { nextTask } = await import("../../core/tasks");
  const run = new Experiment({
    model, dataset: { ...greyDataset, testImages: 1000 }, watch: NOTHING_WATCHED, judge: () => Promise.reject(Object.assign(new Error("none"), { code: "judge-damaged" })),
    config: { model: model.id, program: source, seed: 1, backend: "wasm", engine: "eager", hyperparameters: defaultsOf(model.hyperparameters) },
    tell: (event) => { if (event.kind === "frame") queueMicrotask(() => run.frameDrawn(event.frame.kind, new ArrayBuffer(0))); },
    fail: (error) => failures.push(`${underWay}: ${error.message}`),
  });
  let underWay = "";
  const during = async (name: string, work: () => Promise<unknown>) => {
    underWay = name;
    await nextTask();
    counted.longest = 0;
    await work();
    counted.end();
    longest[name] = Math.max(longest[name] ?? 0, counted.longest);
  };
  const z = Array.from({ length: d }, (_, i) => Math.sin(i));
  const of: Subject = { run, d, z, encodes: model.encode !== undefined };
  await run.train(step(3));
  for (const [name, work] of Object.entries(COMMANDS)) if (work) await during(name, () => work(of));
  for (const [name, requests] of Object.entries(VIEWS)) for (const request of requests(of)) {
    await during(name, async () => {
      run.watch({ ...NOTHING_WATCHED, [name]: request });
      run.setPosition({ z, class: 0, movedAt: null });
      for (let tasks = 0; tasks < 40; tasks++) await nextTask(); // no view has more slices
    });
  }
  await run.dispose();
  expect(failures).toEqual([]);
  return longest;
}

/** `npm run test:all` has all widths. */
const WIDTHS = EXHAUSTIVE ? [1, 2, 20, 64, 784, 4096] : [2, 784];

test.each(WIDTHS.flatMap((d) => [["a VAE", d, vaeOf(d)], ["a generator", d, generatorOf(d)]] as const))(
  "%s with a code of %d numbers holds its worker for no long piece, whatever is requested and shown", async (_, d, source) => {
    for (const [name, length] of Object.entries(await piecesOf(source, d))) expect(length, name).toBeLessThan(d > 64 ? MOST : MOST / 5);
  }, 600_000);
