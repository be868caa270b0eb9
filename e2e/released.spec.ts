/**
 * Files of earlier versions of the page open in all later ones, and their runs continue as they did then. The page at the commit in each file's
 * name made the files and losses in `released/`: saved at step 4, trained to step 8. A new version of a format adds its file.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, testOnOnePage as test } from "./room";

const released = (name: string) => path.join(import.meta.dirname, "released", name);
interface Saved { readonly link: string; readonly losses: Readonly<Record<string, readonly number[]>> }
const runs = JSON.parse(readFileSync(released("losses.json"), "utf8")) as Readonly<Record<string, Saved>>;

test("saved runs of earlier versions continue with the losses that they had there", async ({ room }) => {
  await room.open("model=ae&hidden=16&batch=16&backend=wasm");
  for (const [name, { link, losses }] of Object.entries(runs)) {
    await test.step(name, async () => {
      await room.load(released(`${name}.safetensors`));
      const { seed, model } = Object.fromEntries(new URLSearchParams(link)) as Record<string, string>;
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

test("a run card opens its experiment at step 0", async ({ room }) => {
  const card = JSON.parse(readFileSync(released("run-card-1.json"), "utf8")) as { losses: Record<string, number>; run: { step: number } };
  await room.open("model=ae&hidden=16&batch=16&backend=wasm");
  await room.load(released("run-card-1.json"));
  await expect.poll(() => room.info()).toMatchObject({ model: "cgan", seed: 8, step: 0 });
  await room.trainSteps(card.run.step);
  const trained = await room.losses();
  for (const [term, then] of Object.entries(card.losses)) expect(trained[term]!.at(-1)![1], term).toBeCloseTo(then, 5);
});
