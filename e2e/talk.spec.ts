/** A talk is walked through by a clicker's keys alone, without a network; the speaker's window hears of it and steps it. */
import { expect, test } from "./room";

const small = "hidden=16&batch=16&backend=wasm";
const moment = (title: string, link: string, step: number | null) => ({ title, link: `${link}&${small}`, step, panel: null, zoom: false, lit: null, note: `About ${title}` });
/** One pixel. */
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const recording = [{ step: 0, losses: { total: 543.2 }, figures: [{ id: "losses", png: PNG }] }];
const talk = {
  format: "elbo-room-talk", version: 1, title: "A lecture",
  moments: [{ ...moment("one", "preset=first-vae@1", null), recording }, moment("two", "preset=first-vae@1", 30), moment("three", "preset=first-cgan@1", 20), moment("four", "model=ae", 10)],
};

test("steps through its moments by clicker and speaker's window with the network off", async ({ room, context, consoleErrors }) => {
  test.setTimeout(120_000);
  consoleErrors.expect(/ERR_INTERNET_DISCONNECTED/); // the tab's sign
  const { page } = room;
  await room.open(`preset=first-vae&${small}`);
  await page.getByRole("button", { name: "Talk", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Talk" });
  const file = (name: string, content: object) => dialog.locator("input[type=file]").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(content)) });
  await file("a.talk.json", talk);
  await expect(dialog.getByRole("textbox", { name: /^Name of moment/ })).toHaveCount(4);
  await file("later.talk.json", { ...talk, version: 2 });
  await expect(dialog).toContainText("version 2");
  const opened = context.waitForEvent("page");
  await dialog.getByRole("button", { name: "Speaker's window" }).click();
  const speaker = await opened;
  await dialog.getByRole("button", { name: "Begin", exact: true }).click();
  await expect(speaker.getByRole("region", { name: "Next" })).toContainText("trained", { timeout: 20_000 });
  await expect(speaker.getByRole("region", { name: "Next" })).not.toContainText("not trained", { timeout: 20_000 });
  expect(speaker.workers()).toEqual([]);

  await context.setOffline(true);
  const stands = async () => {
    const { model, step } = await room.info();
    return `${model} ${step}`;
  };
  for (const [key, expected, name] of [
    ["PageDown", "vae 30", "two"], ["PageDown", "cgan 20", "three"], ["PageDown", "ae 10", "four"], ["PageDown", "ae 10", "four"], ["PageUp", "cgan 20", "three"],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(stands).toBe(expected);
    await expect(speaker.getByRole("heading", { level: 2 }).first()).toHaveText(name);
  }
  await speaker.keyboard.press("PageUp");
  await expect.poll(stands).toBe("vae 30");
  await context.setOffline(false);
  await expect(page).toHaveURL(/present=1/); // written once nothing has changed for a moment
  await page.reload();
  await expect(page.getByRole("status").filter({ hasText: "two" })).toBeAttached();
  await expect.poll(stands).toBe("vae 30");
  await page.keyboard.press(".");
  await expect(speaker.getByRole("button", { name: "Blank" })).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Escape");
  await expect(speaker.getByRole("status")).toContainText("ended");

  await page.getByRole("button", { name: "Talk", exact: true }).click();
  await dialog.getByRole("button", { name: "Begin with the recording" }).click();
  const recorded = page.getByRole("region", { name: "Recorded: one" });
  await expect(recorded).toContainText("543.2");
  await expect(recorded.getByRole("img", { name: "Loss chart" })).toBeVisible();
  await page.keyboard.press("PageDown");
  await expect(recorded).toBeHidden();
  await expect.poll(stands).toBe("vae 30");
});
