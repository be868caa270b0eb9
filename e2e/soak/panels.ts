/** Commands that use a dialog or a panel. They do nothing if the page does not offer it at the moment. */
import fc from "fast-check";
import { findModel } from "../../src/subject/models/registry";
import { barFiles } from "../bars";
import { expect, type Room } from "../room";
import { command, SMALL, type Command } from "./command";

/** Opens a dialog by the button of this name; null if there is none. */
async function dialogBy({ page }: Room, button: string | RegExp, name: string) {
  const opens = page.getByRole("button", { name: button, exact: true });
  if (!(await opens.isVisible()) || !(await opens.isEnabled())) return null;
  // A notice at the page's bottom may cover the button, and may disappear by itself.
  const dismiss = page.getByRole("status", { name: "Notices" }).getByRole("button", { name: "Dismiss", exact: true });
  while (await dismiss.count() > 0) await dismiss.first().click({ timeout: 1000 }).catch(() => undefined);
  await opens.click({ timeout: 30_000 });
  const dialog = page.getByRole("dialog", { name, exact: true });
  await expect(dialog).toBeVisible();
  return dialog;
}

const moment = (title: string, link: string, step: number) =>
  ({ title, link: `${link}&${SMALL}`, step, panel: null, zoom: false, lit: null, note: "" });
const MOMENTS = [moment("one", "model=vae", 10), moment("two", "model=gan", 20), moment("three", "model=vae&seed=2", 5)];
const TALK = { format: "elbo-room-talk", version: 1, title: "A talk of the soak", moments: MOMENTS };

export const panels: readonly fc.Arbitrary<Command>[] = [
  command("measure", fc.record({ which: fc.nat(9), cancel: fc.boolean() }), ({ which, cancel }) => ({
    run: async (room) => {
      const dialog = await dialogBy(room, "Measure", "Measurements");
      if (!dialog) return;
      const buttons = dialog.getByRole("button", { name: /^Run: / });
      await expect(buttons.first()).toBeEnabled({ timeout: 60_000 });
      const button = buttons.nth(which % await buttons.count());
      const name = (await button.getAttribute("aria-label"))!.replace(/^Run: /, "");
      await button.click();
      const end = dialog.getByRole("button", { name: `Cancel: ${name}`, exact: true });
      if (cancel) await end.click({ timeout: 2000 }).catch(() => undefined);
      await expect(end).toHaveCount(0, { timeout: 60_000 });
      if (!cancel) await expect(dialog.getByRole("listitem", { name, exact: true }).getByText(/at step/)).toBeVisible();
      await room.page.keyboard.press("Escape");
    },
  })),
  command("guess", fc.constantFrom("study=rate-distortion&model=beta-vae", "lesson=holes&model=vae", "lesson=mode-collapse&model=gan"), (link) => ({
    another: true,
    run: async (room, { guessed }) => {
      await room.openByHandle(`${link}&${SMALL}`);
      const panel = room.page.locator(".lesson");
      await expect(panel.getByRole("heading").first()).toBeVisible();
      const keep = panel.getByRole("button", { name: "That is my guess" });
      if (!guessed.includes(link)) {
        await panel.getByRole("radio").first().check();
        await keep.click();
        guessed.push(link);
      }
      await expect(keep).toHaveCount(0);
    },
  })),
  command("talk", fc.integer({ min: 0, max: 3 }), (further) => ({
    another: true,
    run: async (room) => {
      const { page } = room;
      const dialog = await dialogBy(room, "Talk", "Talk");
      if (!dialog) return;
      await dialog.locator("input[type=file]").setInputFiles({ name: "a.talk.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(TALK)) });
      await expect(dialog.getByRole("textbox", { name: /^Name of moment/ })).toHaveCount(MOMENTS.length);
      await dialog.getByRole("button", { name: "Begin", exact: true }).click();
      for (let at = 0; at <= further; at++) {
        if (at > 0) await page.keyboard.press("PageDown");
        const { link, step } = MOMENTS[Math.min(at, MOMENTS.length - 1)]!;
        const { model, seed = "1" } = Object.fromEntries(new URLSearchParams(link));
        await expect.poll(async () => {
          const info = await room.info();
          return { model: info.model, seed: String(info.seed), step: info.step };
        }, { message: "the moment is displayed", timeout: 30_000 }).toEqual({ model, seed, step });
      }
      await page.keyboard.press("Escape");
      await expect(page.getByRole("button", { name: "Talk", exact: true })).toBeVisible();
    },
  })),
  command("own data", fc.constant(undefined), () => ({
    another: true,
    run: async (room) => {
      if (findModel((await room.info()).model)?.labelled) await room.openByHandle(`model=vae&${SMALL}`); // a labelled model would refuse them
      const dialog = await dialogBy(room, /^Own data…/, "Own data");
      if (!dialog) return;
      await dialog.locator("input[type=file]").first().setInputFiles(barFiles);
      await dialog.getByRole("button", { name: "Use these images" }).click();
      await expect(dialog).toBeHidden();
      await expect.poll(async () => (await room.info()).fragment).toContain("own=");
    },
  })),
];
