/** What the diagnosis says of runs that lack something: pictures, a KL, classes, steps, finite losses; each row has its sentence. */
import { describe, expect, test } from "vitest";
import { defaultsOf, type HyperparameterValues } from "../../../core/model/hyperparameters";
import { step } from "../../../core/run/ids";
import { lossColumns, type Model } from "../../../core/model/model";
import { alarms } from "../../../course/doctor/failureMode";
import { FAILURE_MODE_IDS, type FailureModeId } from "../../../course/doctor/ids";
import { failureModes } from "../../../course/doctor/registry";
import { aboutFor, type FailureModeTexts } from "../../../course/doctor/texts";
import type { Measured } from "../../../subject/measurements/registry";
import { addModel, findModel, models } from "../../../subject/models/registry";
import { modelOf } from "../../../torchSubset/program/model";
import { SMALL_VAE } from "../../../torchSubset/program/smallVae";
import { createSeries } from "../../state/series";
import { dataOf } from "../../../subject/data/registry";
import { reportOn, type Run } from "./examineRun";
import { conclusionOf, groundsOf } from "./sentences";
import type { DoctorTexts } from "./texts";
import { en } from "./texts.en";
import { es } from "./texts.es";
import { zhCN } from "./texts.zh-CN";

const programOf = (source: string): string => {
  const model = modelOf(source);
  addModel(model);
  return model.id;
};
const VAE_PROGRAM = programOf(SMALL_VAE);
const VAE_WITHOUT_SAMPLES = programOf(SMALL_VAE.replace(/save_image\(.*\n/, ""));
/** No encoder, no KL, no samples. */
const CLASSIFIER = programOf(SMALL_VAE.replace(/encoder = [^]*/, `net = nn.Sequential(nn.Linear(784, 8), nn.ReLU(), nn.Linear(8, 784))
optimiser = torch.optim.Adam(net.parameters(), lr=0.001)
for x in loader:
    loss = ((net(x) - x)**2).sum(1).mean()
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
`));

interface Case {
  readonly model: string;
  readonly h?: HyperparameterValues;
  readonly own?: string;
  readonly at?: number;
  readonly loss?: (step: number) => number;
  readonly failed?: true;
  readonly seen?: readonly Measured[];
}

/** Examines a run whose losses all have the same values. */
function examined({ model: id, h = {}, own, at = 1500, loss = () => 1, failed, seen = [] }: Case) {
  const model = findModel(id)!;
  const config = { model: id, seed: 1, backend: "wasm", hyperparameters: { ...defaultsOf(model.hyperparameters), ...h }, ...(own !== undefined && { own }) } as const;
  const columns = lossColumns(model).map((one) => one.id);
  const series = createSeries();
  series.restart(columns);
  series.append(step(1), Float32Array.from({ length: at * columns.length }, (_, i) => loss(Math.floor(i / columns.length) + 1)));
  const run: Run = { config, preset: null, begun: config, rewound: null, failure: failed ? { code: "loss-not-finite", message: "" } : null, step: step(at), measured: seen, afterEpochs: [] };
  return reportOn(run, series);
}

const samples = (clear: number, covered: number, variety = 0.5): Measured => ({
  id: "class-histogram", step: step(1500), result: { samples: 1000, counts: [], entropy: 0, covered, variety, clear, verdict: { kind: "covered", missing: [], over: [] } },
});
const codes = (activeUnits: number): Measured => ({
  id: "codes", step: step(1500), result: { images: 2000, klPerDimension: null, variances: [1, 1], activeUnits, rateBits: 5, distortionNats: 100, sigma: null, sorting: null, codebook: null },
});
const rightClass = (accuracy: number): Measured => ({ id: "class-accuracy", step: step(1500), result: { samples: 10_000, accuracy, perClass: [], confusion: [] } });
const same: Measured = { id: "reconstructions", step: step(1500), result: { images: 1000, sharpnessOfImages: 1, sharpness: 1, sameClass: 0.9 } };
const found = (modes: number, of: number): Measured => {
  const distances = { kl: 0, js: 0, wasserstein: null };
  return { id: "divergences", step: step(1500), result: { ...distances, samples: 10_000, cell: 1, carried: 0, floor: distances, modes: { shares: Array.from({ length: of }, () => 1 / of), found: modes, far: 0 } } };
};
const readable = samples(0.9, 10);

const NOTHING = "No failure mode was found.";
const LOSSES = "The losses do not diverge. The samples of this run cannot be checked.";
const NO_SAMPLES = "The losses do not diverge. More cannot be checked, as this program saves no samples.";
const OPEN = "The examination is inconclusive. The reasons are below.";

const rows: readonly (readonly [string, Case, string | readonly FailureModeId[]])[] = [
  ["a healthy VAE", { model: "vae", seen: [readable, codes(2), same] }, NOTHING],
  ["a healthy GAN", { model: "gan", seen: [readable] }, NOTHING],
  ["a flow", { model: "pixel-flow", seen: [readable, rightClass(0.9)] }, NOTHING],
  // without pictures
  ["a VAE's program without samples", { model: VAE_WITHOUT_SAMPLES }, NO_SAMPLES],
  ["that program, whose black pictures were measured", { model: VAE_WITHOUT_SAMPLES, seen: [samples(0, 1, 0)] }, NO_SAMPLES],
  ["a program without encoder and samples", { model: CLASSIFIER }, NO_SAMPLES],
  // of a program with samples
  ["a VAE's program", { model: VAE_PROGRAM, seen: [readable, codes(2), same] }, NOTHING],
  ["a VAE's program with a collapsed code", { model: VAE_PROGRAM, seen: [readable, codes(0), same] }, ["posterior-collapse"]],
  ["a VAE's program before its codes are measured", { model: VAE_PROGRAM, seen: [readable, same] }, OPEN],
  ["a VAE's program with samples of one class", { model: VAE_PROGRAM, seen: [samples(0.9, 1), codes(2), same] }, ["few-classes"]],
  ["a VAE's program whose samples cannot be read", { model: VAE_PROGRAM, seen: [samples(0, 1), codes(2), same] }, OPEN],
  // without a KL
  ["an autoencoder", { model: "ae", seen: [readable, codes(2), same] }, NOTHING],
  ["an autoencoder whose samples cannot be read", { model: "ae", seen: [samples(0.01, 10), codes(2), same] }, OPEN],
  // with one class
  ...["vae", "ae", "vq-vae", "pixel-flow", "latent-flow"].map((model) => [`${model} with samples of one class`, { model, seen: [samples(0.9, 1), codes(2), same, rightClass(0.9)] }, ["few-classes"]] as const),
  ...["gan", "cgan", "wgan", "sngan"].map((model) => [`${model} with samples of one class`, { model, seen: [samples(0.9, 1), rightClass(0.9)] }, ["mode-collapse"]] as const),
  // of points
  ["a flow to eight Gaussians", { model: "flow", seen: [found(8, 8)] }, NOTHING],
  ["a flow to one of eight Gaussians", { model: "flow", seen: [found(1, 8)] }, ["few-classes"]],
  ["a flow to none of them", { model: "flow", seen: [found(0, 8)] }, ["few-classes"]],
  ["a flow to five of them", { model: "flow", seen: [found(5, 8)] }, OPEN],
  ["a flow along moons", { model: "flow", h: { data: "moons" } }, LOSSES],
  ["a GAN on a ring", { model: "gan", h: { data: "ring" }, seen: [found(8, 8)] }, NOTHING],
  ["a GAN on a ring with a missing mode", { model: "gan", h: { data: "ring" }, seen: [found(7, 8)] }, ["dropped-modes"]],
  ["a GAN along moons", { model: "gan", h: { data: "moons" } }, LOSSES],
  ["a VAE on a line", { model: "vae", h: { data: "line" }, seen: [found(3, 3), codes(1)] }, NOTHING],
  ["a VAE on a line with samples at one of three places", { model: "vae", h: { data: "line" }, seen: [found(1, 3), codes(1)] }, ["few-classes"]],
  // from another image, and of own images
  ["an inpainting GAN", { model: "completion-cgan" }, LOSSES],
  ["a GAN of own images without labels", { model: "gan", own: "letters.0.0123456789abcdef" }, LOSSES],
  ["a VAE of own images", { model: "vae", own: "letters.10.0123456789abcdef", loss: () => 5, seen: [codes(2)] }, LOSSES],
  ["a VAE of own images with a collapsed code", { model: "vae", own: "letters.0.0123456789abcdef", loss: () => 0, seen: [codes(0)] }, ["posterior-collapse"]],
  ["a GAN of own images of one class", { model: "gan", own: "letters.1.0123456789abcdef", seen: [samples(0.9, 1)] }, LOSSES],
  // at step 1
  ...["vae", "gan", "flow", "pixel-flow", VAE_PROGRAM].map((model) => [`${model === VAE_PROGRAM ? "a program" : model} at step 1`, { model, at: 1 }, OPEN] as const),
  // after divergence
  ...["vae", "gan", "wgan", "flow", VAE_PROGRAM, VAE_WITHOUT_SAMPLES].flatMap((model) => [
    [`${model} whose loss is no number`, { model, at: 100, failed: true }, ["diverging"]] as const,
    [`${model} whose first loss is no number`, { model, at: 0, failed: true }, ["diverging"]] as const,
    [`${model} whose losses explode`, { model, at: 100, loss: (at: number) => (at < 20 ? 1 : 1e9) }, ["diverging"]] as const,
  ]),
];

const withLanguages: readonly (readonly [string, DoctorTexts])[] = [["en", en], ["es", es], ["zh-CN", zhCN]];
const found_ = (report: ReturnType<typeof examined>) => report.examinations.filter(({ verdict }) => alarms(verdict)).map(({ id }) => id);

test.each(rows)("%s", (_, of, expected) => {
  const report = examined(of);
  if (typeof expected === "string") expect([conclusionOf(report, en), found_(report)]).toEqual([expected, []]);
  else {
    expect(conclusionOf(report, en)).toBeNull();
    expect(found_(report)).toEqual(expect.arrayContaining([...expected]));
  }
  const key = (Object.keys(en) as (keyof DoctorTexts)[]).find((one) => en[one] === expected);
  for (const [, texts] of withLanguages) if (key) expect(conclusionOf(report, texts)).toBe(texts[key]);
});

describe("with settings at both ends of their ranges", () => {
  for (const end of ["min", "max"] as const) {
    test.each(models.map(({ id }) => [id] as const))(`%s at its ${end} has reasons in each language`, (id) => {
      const h = Object.fromEntries(Object.entries(findModel(id)!.hyperparameters).flatMap(([name, spec]) => (spec.kind === "choice" ? [] : [[name, spec[end]]])));
      for (const [at, loss] of [[1, 1], [1500, 1], [1500, 1e-9], [1500, 0], [1500, 1e9], [1500, -1e9]] as const) {
        const report = examined({ model: id, h, at, loss: (now) => (now === 1 ? 1 : loss) });
        expect(conclusionOf(report, en) === null).toBe(found_(report).length > 0);
        for (const [language, texts] of withLanguages) {
          for (const one of report.examinations) expect(groundsOf(one.id, one.verdict, texts), `${language} ${one.id}`).toMatch(/^(?!.*(?:NaN|undefined|\d{7}|e\+)).+$/u);
        }
      }
    });
  }
});

describe("the texts of a failure mode name nothing that the run lacks", () => {
  const subjects = models.flatMap((model) => ["mnist", "ring"].filter((data) => data === "mnist" || model.hyperparameters["data"]?.kind === "choice").flatMap((data) => {
    const h = { ...defaultsOf(model.hyperparameters), ...(model.hyperparameters["data"] && { data }) };
    return dataOf(h).kind === (data === "mnist" ? "image" : "points") || model.id === "flow" ? [{ model, h, data: dataOf(h), clearBefore: 0.5, ...(data === "mnist" && { ofPreset: { clear: 0.5, bound: 100 } }) }] : [];
  }));
  const shown = (texts: Readonly<Record<string, FailureModeTexts>>, id: FailureModeId, model: Model) => {
    const { name, question, options, ...own } = texts[id]!;
    return [name, question, ...Object.values(options), aboutFor({ name, question, options, ...own }, model)].join("\n");
  };
  const WORDS = {
    en: { opponents: /discriminator|critic\b|fool/i, generator: /generator/i, encoder: /encoder|posterior|\bKL\b/i, points: /image|digit|picture|map\b/i },
    es: { opponents: /discriminador|crítico|engañ/i, generator: /generador/i, encoder: /codificador|posterior\b|\bKL\b/i, points: /imagen|dígito|mapa/i },
    "zh-CN": { opponents: /判别器|评论家|骗/, generator: /生成器/, encoder: /编码器|后验|KL/, points: /图像|数字/ },
  };
  test.each([["en", en], ["es", es], ["zh-CN", zhCN]] as const)("in %s", (language, { failureModes: texts }) => {
    const words = WORDS[language];
    for (const subject of subjects) {
      for (const id of FAILURE_MODE_IDS.filter((one) => failureModes[one].concerns(subject))) {
        const text = shown(texts, id, subject.model);
        const where = `${subject.model.id} ${id}`;
        if (subject.model.discriminate === undefined) expect(text, where).not.toMatch(words.opponents);
        if (subject.model.discriminate === undefined) expect(text, where).not.toMatch(words.generator);
        if (subject.model.encode === undefined) expect(text, where).not.toMatch(words.encoder);
        if (subject.data.kind === "points") expect(text, where).not.toMatch(words.points);
      }
    }
  });
});
