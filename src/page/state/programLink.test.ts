/** Links with programs. */
import { beforeAll, expect, it } from "vitest";
import { makeDescribedModels } from "../../subject/models/testing";
import { findModel } from "../../subject/models/registry";
import { MAX_PROGRAM } from "../../core/run/runConfig";
import { pack } from "../../subject/models/packed";
import { SMALL_VAE } from "../../torchSubset/program/smallVae";
import { secondConfig } from "./comparison";
import { prepareLink } from "./prepare";
import { format, parse, programsIn } from "./urlCodec";

beforeAll(makeDescribedModels);

const fragment = `program=${pack(SMALL_VAE)}`;

it("before their model is made, they open the first preset, with a notice", () => {
  expect(parse(`program=${pack(`${SMALL_VAE}# not prepared`)}`)).toMatchObject({ config: { model: "vae" }, preset: { name: "first-vae" }, notices: [{ kind: "no-program", why: "not-loaded" }] });
});

it("they have the program, and settings by the names of its variables", async () => {
  await prepareLink(`program=${pack(SMALL_VAE)}`);
  const link = parse(`${fragment}&_beta=0.5&seed=9&z=1,2&then=40:beta=3`);
  const model = findModel(link.config.model)!;
  expect([link.notices, link.preset, link.config.program, link.config.seed]).toEqual([[], null, SMALL_VAE, 9]);
  expect([link.config.hyperparameters, link.config.then]).toEqual([{ batch: 16, lr: 0.001, latent: 2, beta: 0.5, hidden: 8 }, [{ step: 40, id: "beta", value: 3 }]]);
  expect(model.objectives[0]!.terms.map(({ id }) => id)).toEqual(["error", "kl"]);
  expect(format(link)).toBe(`${fragment}&seed=9&_beta=0.5&then=40:beta=3&z=1,2`);
  expect(parse(format(link))).toEqual(link);
});

it("a program that is damaged or cannot be trained opens the first preset, with a notice that says why", async () => {
  await prepareLink(fragment.slice(0, -9));
  expect(parse(fragment.slice(0, -9)).notices).toEqual([{ kind: "no-program", why: "damaged", used: "first-vae@2" }]);
  const packed = pack(SMALL_VAE.replace("nn.Linear(2,", "nn.Linear(3,"));
  await prepareLink(`program=${packed}`);
  const wrong = parse(`program=${packed}&seed=4`);
  expect(wrong).toMatchObject({ config: { model: "vae", seed: 4 }, notices: [{ kind: "no-program", why: "refused", detail: expect.stringContaining("mat1 and mat2") as string }] });
  expect(wrong.config.program).toBeUndefined();
});

it("a second run can train another program, which the link contains, too", async () => {
  const other = SMALL_VAE.replace("beta = 2", "beta = 5");
    const compare = `${fragment}&compare=program:${pack(other)}`;
  expect(programsIn(compare)).toEqual([pack(SMALL_VAE), pack(other)]);
  const changed = `${fragment}&_hidden=16&then=40:beta=3&compare=program:${pack(other)}`;
  await prepareLink(changed);
  const link = parse(changed);
  expect([link.notices, link.comparison]).toEqual([[], { kind: "model", model: expect.stringMatching(/^program-/) as string, program: other }]);
  expect(parse(format(link))).toEqual(link);
  // Its own numbers stay, and settings that were changed on the page hold for both runs.
  const second = secondConfig(link.config, link.comparison!);
  expect(second).toMatchObject({ program: other, model: (link.comparison as { model: string }).model, hyperparameters: { beta: 5, hidden: 16 } });
  expect(second.then).toBeUndefined();
});

it("a second run's program that is damaged, the run's own or too long leaves one run, with a notice", async () => {
  await prepareLink(`program=${pack(SMALL_VAE)}`);
  expect(parse(`${fragment}&compare=program:${pack(SMALL_VAE).slice(0, -9)}`)).toMatchObject({ config: { program: SMALL_VAE }, comparison: null, notices: [{ kind: "no-program", why: "damaged", of: "second" }] });
  expect(parse(`${fragment}&compare=program:${pack(SMALL_VAE)}`)).toMatchObject({ comparison: null, notices: [{ kind: "adjusted", key: "compare" }] });
  const long = `${SMALL_VAE}#${"-".repeat(MAX_PROGRAM - 2 * SMALL_VAE.length)}`;
  await prepareLink(`program=${pack(long)}`);
  expect(parse(`${fragment}&compare=program:${pack(long)}`)).toMatchObject({ comparison: null, notices: [{ kind: "adjusted", key: "compare" }] });
  expect(parse(`model=vq-vae&compare=program:${pack(SMALL_VAE)}`)).toMatchObject({ comparison: null, notices: [{ kind: "adjusted", key: "compare" }] });
  expect(parse(`model=vae&compare=program:${pack(SMALL_VAE)}`)).toMatchObject({ comparison: { program: SMALL_VAE }, notices: [] });
});

it("settings that do not fit together become the program's own", async () => {
  const picky = pack(SMALL_VAE.replace("nn.Linear(2, hidden)", "nn.Linear(2 if hidden < 20 else 3, hidden)"));
  await prepareLink(`program=${picky}&_hidden=24`);
  const link = parse(`program=${picky}&_hidden=24`);
  expect([link.config.hyperparameters["hidden"], link.notices.map(({ kind }) => kind)]).toEqual([8, ["settings-refused"]]);
});
