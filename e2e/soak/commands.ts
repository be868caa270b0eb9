/**
 * A reader's actions as commands of a model-based test: https://fast-check.dev/docs/advanced/model-based-testing/.
 * Commands that open a dialog or a panel are in `panels.ts`.
 */
import fc from "fast-check";
import { models } from "../../src/subject/models/registry";
import { freeze, setHidden } from "../faults/strikes";
import { expect, type Room } from "../room";
import { command, said, SMALL, workersOf, type Command } from "./command";
import { loseDevice } from "./device";
import { panels } from "./panels";
import { reloads } from "./reload";

const nothing = fc.constant(undefined);
const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });
const fragments = fc.oneof(
  fc.record({ id: fc.constantFrom(...models.map(({ id }) => id)), seed: fc.nat(99) }).map(({ id, seed }) => `model=${id}&${SMALL}&seed=${seed}`),
  fc.constantFrom("first-vae", "first-cgan", "first-gan", "holes", "posterior-collapse", "auxiliary-classifier").map((name) => `preset=${name}&${SMALL}`),
);

const isTraining = async (room: Room) => (await room.info()).phase === "training";

async function train(room: Room, steps: number): Promise<void> {
  if (await isTraining(room)) return;
  const { step, stop } = await room.info();
  if (stop !== null && step >= stop) return;
  await room.trainSteps(steps);
  expect((await room.info()).step).toBe(Math.min(step + steps, stop ?? Infinity));
}

/** Waits until all images are loaded. */
async function untilData(room: Room): Promise<void> {
  await expect.poll(async () => {
    const { data } = await room.info();
    return data === null || (data.trainImages === data.trainImagesInAll && data.testImages === data.testImagesInAll);
  }, { timeout: 30_000 }).toBe(true);
}

export const commands: fc.Arbitrary<Command>[] = [
  command("train", fc.integer({ min: 1, max: 150 }), (steps) => ({ run: (room) => train(room, steps) })),
  command("train without a network", fc.integer({ min: 1, max: 30 }), (steps) => ({
    run: async (room) => {
      await untilData(room);
      await room.page.context().setOffline(true);
      await train(room, steps);
      await room.page.context().setOffline(false);
    },
  })),
  command("start", nothing, () => ({
    run: async (room) => {
      if (await room.train.isVisible() && await room.train.isEnabled()) await room.train.click();
    },
  })),
  command("pause", nothing, () => ({ run: (room) => room.page.evaluate(async () => void (await window.elboRoom.pause())) })),
  command("reset", nothing, () => ({ another: true, run: (room) => room.reset() })),
  command("open", fragments, (fragment) => ({ another: true, run: (room) => room.openByHandle(fragment) })),
  command("open its own link", nothing, () => ({
    another: true,
    run: async (room) => {
      const { fragment } = await room.info();
      await room.openByHandle(fragment);
      expect(said((await room.info()).fragment), "a link that is opened says the same").toEqual(said(fragment));
    },
  })),
  command("follow link", fragments, (fragment) => ({
    another: true,
    run: async (room, expected) => {
      await room.page.evaluate((it) => { location.hash = it; }, fragment);
      expected.entries++;
      expected.links.push(fragment);
      const { model, preset, seed } = Object.fromEntries(new URLSearchParams(fragment));
      await expect.poll(async () => {
        const info = await room.info();
        return model ? info.model === model && String(info.seed) === seed : info.preset?.split("@")[0] === preset;
      }).toBe(true);
    },
  })),
  command("room", fc.constantFrom("Play", "Learn", "Lab", "Lab"), (name) => ({
    run: async (room) => {
      const choice = room.page.getByRole("radio", { name, exact: true });
      if (await choice.isVisible()) await choice.check();
    },
  })),
  command("model by the menu", fc.constantFrom("ae", "vae", "cvae", "gan", "cgan"), (id) => ({
    another: true,
    run: async (room) => {
      const menu = room.page.getByRole("combobox", { name: "Model", exact: true });
      if (!(await menu.isVisible())) return;
      await menu.selectOption(id);
      await expect.poll(async () => (await room.info()).model).toBe(id);
    },
  })),
  command("preset by the menu", fc.constantFrom("first-vae", "first-cgan", "first-gan", "holes", "posterior-collapse"), (name) => ({
    another: true,
    run: async (room) => {
      const menu = room.page.getByRole("combobox", { name: "Preset", exact: true });
      if (!(await menu.isVisible())) return;
      await menu.selectOption(name);
      await expect.poll(async () => (await room.info()).preset?.split("@")[0]).toBe(name);
    },
  })),
  command("back", nothing, () => ({
    another: true, can: ({ entries }) => entries > 0,
    run: async (room, expected) => {
      expected.entries--;
      await room.page.goBack();
    },
  })),
  command("undo", nothing, () => ({ another: true, run: (room) => room.page.evaluate(async () => void (await window.elboRoom.undo())) })),
  command("compare", fc.boolean(), (begin) => ({
    another: true,
    run: async (room) => {
      const { comparison, hyperparameters: { lr } } = await room.info();
      if (begin && typeof lr === "number") await room.page.evaluate(async (rate) => void (await window.elboRoom.compare({ lr: rate })), lr / 2);
      else if (comparison) await room.page.evaluate(async () => void (await window.elboRoom.compare(null)));
    },
  })),
  command("rewind", fc.option(share, { nil: null }), (to) => ({
    run: async (room) => {
      const { keyframes } = await room.info();
      const step = to === null ? null : keyframes[Math.floor(to * keyframes.length)] ?? null;
      await room.page.evaluate(async (it) => void (await window.elboRoom.rewind(it)), step);
    },
  })),
  command("fork", share, (at) => ({
    another: true,
    run: async (room) => {
      const { keyframes, comparison } = await room.info();
      const step = keyframes[Math.floor(at * keyframes.length)];
      if (step !== undefined && !comparison) await room.page.evaluate(async (it) => void (await window.elboRoom.fork(it)), step);
    },
  })),
  command("save", nothing, () => ({
    run: async (room, expected) => {
      expected.saved = await room.page.evaluate(async () => {
        const pausedAt = await window.elboRoom.pause();
        window.savedRun = await window.elboRoom.save();
        return { step: pausedAt.step, model: (await window.elboRoom.info()).model };
      });
    },
  })),
  command("load", nothing, () => ({
    another: true, can: ({ saved }) => saved !== null,
    run: async (room, { saved }) => {
      await room.page.evaluate(async () => void (await window.elboRoom.load(window.savedRun!)));
      const { step, model } = await room.info();
      expect({ step, model }).toEqual(saved);
    },
  })),
  command("evaluate", nothing, () => ({ run: (room) => room.page.evaluate(async () => void (await window.elboRoom.evaluate())) })),
  command("drag", fc.array(fc.tuple(share, share), { minLength: 1, maxLength: 4 }), (places) => ({
    run: async (room) => {
      const pad = room.latentSpace.locator(".latent__pad").first();
      if (!(await pad.isVisible())) return;
      await pad.scrollIntoViewIfNeeded();
      const { x, y, width, height } = (await pad.boundingBox())!;
      const [first, ...more] = places.map(([across, down]) => [x + across * width, y + down * height] as const);
      await room.page.mouse.move(...first!);
      await room.page.mouse.down();
      for (const place of more) await room.page.mouse.move(...place, { steps: 5 });
      await room.page.mouse.up();
    },
  })),
  command("class", fc.nat(9), (k) => ({
    run: async (room) => {
      const picker = room.page.getByRole("radiogroup", { name: "Class" });
      if (await picker.isVisible()) await picker.getByRole("radio").nth(k).click({ force: true });
    },
  })),
  command("key", fc.constantFrom("l", "t", "Escape"), (key) => ({ run: (room) => room.page.keyboard.press(key) })),
  command("window", fc.constantFrom([1280, 720], [390, 844], [1024, 768]), ([width, height]) => ({
    run: (room) => room.page.setViewportSize({ width: width!, height: height! }),
  })),
  command("hide", fc.record({ suspends: fc.boolean(), ms: fc.integer({ min: 0, max: 2000 }) }), ({ suspends, ms }) => ({
    run: async (room) => {
      const { page } = room;
      const button = room.status.getByRole("button");
      if (await button.isVisible()) {
        await button.click();
        await page.getByRole("checkbox", { name: "Pause while this page is hidden" }).setChecked(suspends);
        await page.keyboard.press("Escape");
      }
      await setHidden(page, true);
      await page.waitForTimeout(ms);
      const { step } = await room.info();
      await setHidden(page, false);
      await expect.poll(async () => (await room.info()).step > step || !(await isTraining(room)), { timeout: 30_000, message: "it goes on when it is seen again" }).toBe(true);
    },
  })),
  command("sleep", fc.integer({ min: 50, max: 3000 }), (ms) => ({ run: ({ page }) => freeze(page, ms) })),
  command("end the worker", nothing, () => ({
    another: true, can: ({ ends }) => ends.filter((at) => performance.now() - at < 60_000).length < 2,
    run: async (room, expected) => {
      expected.ends.push(performance.now());
      const [worker] = await workersOf(room);
      await worker!.evaluate(() => void setTimeout(() => { throw new Error("ended by the test"); }));
      await expect.poll(() => room.page.workers().includes(worker!)).toBe(false);
    },
  })),
  loseDevice,
  ...reloads,
  ...panels,
];

declare global {
  interface Window {
    savedRun?: Blob;
  }
}
