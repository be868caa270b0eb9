/**
 * Files of earlier versions of the page open in all later ones, and their runs continue as they did then. The page at the commit in each file's
 * name, or of the version of its folder, made the files and losses in `released/`: saved at step 4, trained to step 8. Scripts and pages around a frame find
 * everything that they found then.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { eventsOfFrame, membersOfHandle } from "../scripts/release/surface";
import { expect, testOnOnePage as test } from "./room";

const released = (name: string) => path.join(import.meta.dirname, "released", name);
interface Saved { readonly link: string; readonly losses: Readonly<Record<string, readonly number[]>> }
const json = <T>(name: string) => JSON.parse(readFileSync(released(name), "utf8")) as T;
const versions = readdirSync(released(".")).filter((name) => /^\d+\.\d/.test(name));
const runs: Readonly<Record<string, Saved>> = {
  ...json<Readonly<Record<string, Saved>>>("losses.json"), ...Object.fromEntries(versions.map((version) => [`${version}/run`, json<Saved>(`${version}/run.json`)])),
};

test("saved runs of earlier versions continue with the losses that they had there", async ({ room }) => {
  await room.open("model=ae&hidden=16&batch=16&backend=wasm");
  for (const [name, { link, losses }] of Object.entries(runs)) {
    await test.step(name, async () => {
      await room.load(released(`${name}.safetensors`));
      const { seed = "1", model } = Object.fromEntries(new URLSearchParams(link)) as Record<string, string>;
      await expect.poll(() => room.info()).toMatchObject({ model, seed: Number(seed), step: 4, backend: "wasm" });
      await room.trainSteps(4);
      const trained = await room.losses();
      for (const [term, then] of Object.entries(losses)) {
        const now = trained[term]!.map(([, value]) => value);
        expect(now, term).toHaveLength(then.length);
        now.forEach((value, i) => expect(Math.abs(value / then[i]! - 1), `${term}, step ${i + 5}: ${value}, then ${then[i]}`).toBeLessThan(1e-5));
      }
    });
  }
});

interface Card { readonly experiment: { readonly model: string; readonly seed: number }; readonly losses: Readonly<Record<string, number>>; readonly run: { readonly step: number } }

for (const name of ["run-card-1.json", ...versions.map((version) => `${version}/run-card.json`)]) {
  test(`the run card ${name} opens its experiment at step 0`, async ({ room }) => {
    const { experiment: { model, seed }, losses, run } = json<Card>(name);
    await room.open("model=ae&hidden=16&batch=16&backend=wasm");
    await room.load(released(name));
    await expect.poll(() => room.info()).toMatchObject({ model, seed, step: 0 });
    await room.trainSteps(run.step);
    const trained = await room.losses();
    for (const [term, then] of Object.entries(losses)) expect(trained[term]!.at(-1)![1], term).toBeCloseTo(then, 5);
  });
}

test("scripts find every member and every key of info() that a released version had, and pages around a frame every event with its keys", async ({ room, page, baseURL }) => {
  await room.open("model=ae&hidden=16&batch=16&backend=wasm");
  const handle: Readonly<Record<string, readonly string[]>> = await membersOfHandle(page);
  const events = await eventsOfFrame(page, baseURL!);
  for (const version of versions) {
    for (const [part, then] of Object.entries(json<Readonly<Record<string, readonly string[]>>>(`${version}/handle.json`))) expect(handle[part], `${version}: ${part}`).toEqual(expect.arrayContaining([...then]));
    for (const [event, then] of Object.entries(json<{ readonly events: Readonly<Record<string, readonly string[]>> }>(`${version}/embedding.json`).events)) expect(events[event], `${version}: ${event}`).toEqual(expect.arrayContaining([...then]));
  }
});
