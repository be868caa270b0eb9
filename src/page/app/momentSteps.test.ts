/** The steps of moments that are added untrained are those at which the claims of their presets are measured. */
import { expect, test } from "vitest";
import { models } from "../../subject/models/registry";
import { presets } from "../../subject/presets";
import { trainedStart } from "../../subject/presets/trained";
import type { Claims } from "../../subject/quality/claims";
import { parse } from "../state/urlCodec";
import { withUsefulStep } from "../features/talk/momentSteps";

const folders = import.meta.glob<{ claims: Claims }>("../../subject/models/*/quality.ts", { eager: true });
const claims: Claims = Object.assign({}, ...Object.values(folders).map((folder) => folder.claims));
const stepOf = (link: string) => withUsefulStep(parse(link)).step;

test("every preset is trained to the step at which its claims are measured, or to its trained start", () => {
  for (const preset of presets) {
    const acts = claims[preset.name]!;
    const changes = acts.findIndex(({ change }, act) => change !== undefined && act > 0);
    const measured = acts.slice(0, changes < 0 ? acts.length : changes).reduce((sum, { steps }) => sum + steps, 0);
    expect([preset.name, stepOf(`preset=${preset.name}`)]).toEqual([preset.name, trainedStart(preset)?.step ?? measured]);
  }
});

test("a run begins with the preset's trained start while its settings are the preset's", () => {
  const { link, step } = withUsefulStep(parse("preset=deep-convolutional@1"));
  expect([link.config.begin, step]).toEqual([4000, 4000]);
  expect(withUsefulStep(parse("preset=deep-convolutional@1&seed=2")).link.config.begin).toBeUndefined();
});

test("a model without a preset has the step of its first preset, and a question to the audience stays at step 0", () => {
  for (const { id } of models) expect(stepOf(`model=${id}`)).toBeGreaterThan(0);
  expect(stepOf("model=vae")).toBe(stepOf("preset=first-vae"));
  expect(stepOf("preset=first-vae&ask=More?")).toBe(0);
});
