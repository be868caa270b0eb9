/** A reload, with or without a network: it must restore a kept run, at its kept step or a later one, with its losses. */
import fc from "fast-check";
import { countText } from "../../src/page/ui/numbers";
import { cacheName, KEPT, partOf, placeIn, placesOf, type FileList } from "../../src/delivery/offline/files";
import { keptRuns } from "../keptRuns";
import { expect, type Room } from "../room";
import { command, upTo, type Command, type Expected } from "./command";

/** Steps of training after which a run must be kept. */
const SURELY_KEPT = 100;

/** The kept entry of the shown run; null if it is not kept. */
async function kept({ page }: Room): Promise<{ readonly id: string; readonly step: number } | null> {
  const id = await page.evaluate(() => localStorage.getItem("elbo-room.last-run"));
  return (await keptRuns(page)).find((one) => one.id === id) ?? null;
}

/** Returns whether page and data are cached for offline visits and the service worker answers. */
async function canDoWithoutNetwork({ page }: Room): Promise<boolean> {
  const scope = new URL("./", page.url()).href;
  const { list, addresses } = await page.evaluate(async ([name, file]) => {
    const cache = await caches.open(name!);
    return { list: (await (await cache.match(file!))?.json() ?? null) as FileList | null, addresses: (await cache.keys()).map(({ url }) => url) };
  }, [cacheName(scope), KEPT]);
  const places = new Set(addresses.map((address) => placeIn(scope, address)));
  return list !== null && list.files.every((file) => partOf(file.path) === "trained" || placesOf(file).some((place) => places.has(place)));
}

async function reload(room: Room, expected: Expected): Promise<void> {
  const { phase, step, begin, comparison } = await room.info();
  if ((phase === "paused" || phase === "finished") && !comparison && step - (begin ?? 0) > SURELY_KEPT) {
    await expect.poll(async () => (await kept(room))?.step, { message: "the run is kept where it was paused" }).toBe(step);
  }
  const before = comparison ? null : await kept(room);
  const losses = await room.losses();
  expected.saved = null; // the saved file was in the page's memory
  await room.page.reload();
  await room.page.waitForFunction(() => "elboRoom" in window);
  await expect.poll(async () => (await room.info()).phase, { timeout: 30_000 }).not.toBe("opening");
  if (!before) return;
  // On a busy machine the kept run may be found late; then the page offers it.
  if ((await room.info()).step < before.step) {
    await room.page.getByRole("listitem").filter({ hasText: `to step ${countText(before.step)}` }).getByRole("button", { name: "Continue from there", exact: true }).click();
    await expect.poll(async () => (await room.info()).step).toBe(before.step);
  }
  expect((await room.info()).step, "the run is where it was kept").toBeGreaterThanOrEqual(before.step);
  expect(upTo(await room.losses(), before.step), "with its losses").toEqual(upTo(losses, before.step));
}

export const reloads: readonly fc.Arbitrary<Command>[] = [
  command("reload", fc.constant(undefined), () => ({ another: true, run: reload })),
  command("reload without a network", fc.constant(undefined), () => ({
    another: true,
    run: async (room, expected) => {
      await expect.poll(() => canDoWithoutNetwork(room), { message: "all is kept", timeout: 60_000 }).toBe(true);
      await room.page.context().setOffline(true);
      await reload(room, expected);
      await room.page.context().setOffline(false);
    },
  })),
];
