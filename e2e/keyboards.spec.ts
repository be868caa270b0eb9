/** Shortcuts on a Russian keyboard, with the keys that Chromium reports for it, and keys that an input method takes. */
import { expect, testOnOnePage as test, type Room } from "./room";

const vae = "preset=first-vae&hidden=16&batch=16&backend=wasm&room=lab";
const CONTROL = 2;

/** Returns functions that press a key as the browser's own input does, and that begin a composition in the focused field. */
async function keyboardOf({ page }: Room) {
  const devTools = await page.context().newCDPSession(page);
  const press = async (key: string, code: string, more: { readonly modifiers?: number; readonly windowsVirtualKeyCode?: number } = {}) => {
    for (const type of ["rawKeyDown", "keyUp"] as const) await devTools.send("Input.dispatchKeyEvent", { type, key, code, ...more });
  };
  const compose = (text: string) => devTools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  return { press, compose };
}

test("a step, training, reset, Undo and Find by the keys of a Russian layout", async ({ room, page }) => {
  await room.open(vae);
  const { press } = await keyboardOf(room);
  const step = async () => (await room.info()).step;
  await press("ы", "KeyS");
  await expect.poll(step).toBe(1);
  await press(" ", "Space");
  await expect(room.pause).toBeVisible();
  await press(" ", "Space");
  await expect(room.train).toBeVisible();
  await room.trainSteps(130);
  const trained = await step();
  await press("к", "KeyR");
  await expect.poll(step).toBe(0);
  await press("я", "KeyZ", { modifiers: CONTROL });
  await expect.poll(step).toBe(trained);
  await press("л", "KeyK", { modifiers: CONTROL });
  await expect(page.getByRole("dialog", { name: "Commands" })).toBeVisible();
  await press("л", "KeyK", { modifiers: CONTROL });
  await expect(page.getByRole("dialog", { name: "Commands" })).toBeHidden();
});

test("the brackets' keys of Russian and Spanish layouts, and an input method's, steer a setting in lecture mode", async ({ room }) => {
  await room.open(vae);
  const { press } = await keyboardOf(room);
  const beta = async () => (await room.info()).hyperparameters["beta"];
  const before = await beta();
  await press("з", "KeyP");
  await expect.poll(() => room.page.url()).toContain("present=1");
  for (const [lower, higher] of [["х", "ъ"], ["Dead", "Dead"], ["【", "】"], ["Process", "Process"]] as const) {
    await press(higher, "BracketRight");
    await expect.poll(beta, higher).toBeGreaterThan(Number(before));
    await press(lower, "BracketLeft");
    await expect.poll(beta, lower).toBe(before);
  }
  await press("Escape", "Escape");
});

test("Enter and Escape of a composition leave a field as it is; the next Enter takes it", async ({ room, page }) => {
  await room.open(vae);
  const { press, compose } = await keyboardOf(room);
  const field = page.getByRole("textbox", { name: "KL weight: type a value" });
  await field.focus();
  await compose("7");
  await expect(field).toHaveValue("7");
  await press("Enter", "Enter", { windowsVirtualKeyCode: 229 });
  await press("Escape", "Escape", { windowsVirtualKeyCode: 229 });
  expect((await room.info()).hyperparameters["beta"]).toBe(1);
  await expect(field).toHaveValue("7");
  await page.keyboard.insertText("7");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await room.info()).hyperparameters["beta"]).toBe(7);
});
