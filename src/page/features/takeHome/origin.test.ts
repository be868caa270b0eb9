/** The lines of exported figures and the citation: what was changed, and a link that shows the figure. */
import { readFileSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";
import { en as all } from "../../i18n/en";
import { parse } from "../../state/urlCodec";
import { onVirtualClock, openPage, settled, soon } from "../../app/testing/testPage";
import { lossRow } from "../../app/testing/fakeWorker";
import { citationNow, originOf } from "./save";
import { en as texts } from "./texts.en";

onVirtualClock();
afterEach(() => void vi.unstubAllGlobals());

async function trained(fragment: string, steps: number) {
  const page = await openPage(fragment);
  page.session.train({ steps }).catch(() => undefined);
  await settled();
  page.worker.emit(lossRow(steps, 1, 2, 3));
  await soon();
  return page;
}

const linkIn = (lines: readonly string[]) => parse(lines.at(-1)!.split("#")[1]!);

test("a figure names what differs from the preset, and its link trains to its step", async () => {
  const { store, session } = await trained("#preset=first-vae&beta=4&hidden=16", 5);
  const lines = originOf({ store, session }, all, texts);
  expect(lines[0]).toBe("A first VAE (first-vae@2) · KL weight β = 4 · hidden units h = 16 · seed 1 · step 5");
  expect(linkIn(lines)).toMatchObject({ stop: 5, autostart: true, at: null, notices: [], config: { hyperparameters: { beta: 4, hidden: 16 } } });
});

test("a setting that was changed during the run has its values up to the figure's step", async () => {
  const { store, session } = await trained("#preset=first-vae&then=3:beta=4,9:beta=8", 5);
  expect(originOf({ store, session }, all, texts)[0]).toBe("A first VAE (first-vae@2) · KL weight β = 1\u00a0→\u00a04 · seed 1 · step 5");
});

test("a figure of an earlier step has a link that stops there, and one of the beginning does not train", async () => {
  const { store, session } = await trained("#preset=first-vae&stop=900&autostart=1", 5);
  const at = (step: number) => linkIn(originOf({ store, session }, all, texts, step));
  expect(at(3)).toMatchObject({ stop: 3, autostart: true });
  expect(at(0)).toMatchObject({ autostart: false });
  expect(linkIn(originOf({ store, session }, all, texts, null))).toMatchObject({ stop: 5, autostart: true }); // a film
});

test("a model without a preset names what differs from its defaults; a choice has its name", async () => {
  const { store, session } = await trained("#model=vae&likelihood=gaussian", 5);
  expect(originOf({ store, session }, all, texts)[0]).toMatch(/^VAE, own settings · .+: .+ · seed \d+ · step 5$/);
});

test("the citation has version, changes and the link that shows the run at its step, and LaTeX can read it", async () => {
  const { store, session } = await trained("#preset=first-vae&then=3:beta=4&hidden=16", 5);
  vi.stubGlobal("navigator", { userAgent: "a test", hardwareConcurrency: 1 });
  const text = await citationNow({ store, session });
  const about = (key: string) => new RegExp(`^${key}:\\s*(?:- name:\\s*)?"?([^"\\n]*)"?$`, "m").exec(readFileSync("CITATION.cff", "utf8"))![1]!;
  const field = (name: string) => new RegExp(`^  ${name} += \\{(.*)\\},?$`, "m").exec(text)?.[1];
  expect(text).toMatch(/^@software\{elbo-room,\n[^]*\n\}\n$/);
  expect([field("title"), field("author"), field("version"), field("year")]).toEqual([`{${about("title")}}`, `{${about("authors")}}`, about("version"), about("date-released").slice(0, 4)]);
  expect(field("note")).toBe("first-vae@2, beta = 1 to 4, hidden = 16, seed 1, step 5");
  expect(field("howpublished")).toBe(`\\url{${field("url")}}`);
  expect(linkIn([field("url")!])).toMatchObject({ stop: 5, autostart: true, notices: [], config: { hyperparameters: { hidden: 16 } } });
  expect(text).toMatch(/^[\x20-\x7e\n]*$/);
});
