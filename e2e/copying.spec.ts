/** What is copied from the page and pasted into its editor, through the browser's own clipboard. */
import { expect, testOnOnePage as test, type Room } from "./room";

const vae = "preset=first-vae&hidden=16&batch=16&backend=wasm&room=lab";

/** Selects from the first to the last of the elements that match, copies, and returns the clipboard's text. */
async function copied({ page }: Room, selector: string): Promise<string> {
  await page.evaluate((it) => {
    const all = [...document.querySelectorAll(it)];
    const range = document.createRange();
    range.setStartBefore(all[0]!);
    range.setEndAfter(all.at(-1)!);
    getSelection()!.removeAllRanges();
    getSelection()!.addRange(range);
  }, selector);
  await page.keyboard.press("Control+c");
  return page.evaluate(() => navigator.clipboard.readText());
}

test.beforeEach(({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

test("a formula is copied as LaTeX, a row of the equation as one line of it, and the status as one line", async ({ room, page }) => {
  await room.open(vae);
  await room.trainSteps(30);
  const beta = ".setting:has(#setting-beta) .setting__symbol";
  expect(await copied(room, `${beta} .katex-html`)).toBe("\\beta");
  const kl = "\\beta\\,D_{\\mathrm{KL}}\\big(q_\\phi(z\\mid x)\\,\\|\\,\\mathcal{N}(0,I)\\big)";
  const whole = `-\\mathcal{L}_\\beta(\\theta,\\phi;x) = -\\mathbb{E}_{q_\\phi(z\\mid x)}\\big[\\log p_\\theta(x\\mid z)\\big] + ${kl}`;
  expect(await copied(room, ".equation__row")).toBe(whole);
  expect(await copied(room, ".equation__row > *")).toBe(whole);
  expect(await copied(room, ".equation__group:last-child .equation__column .katex-html")).toBe(kl);
  const status = await copied(room, ".status > *");
  expect(status).toMatch(/^Paused · step 30 · epoch 0\.0 · (?:[\d,]+ images · )?WASM, [\w, ]+ · [\d.]+ ms\/step(?: · memory [\d.]+ MB)?$/);
  expect(await copied(room, ".status__cell--step .status__value")).toBe("30");
  await page.getByRole("button", { name: "Train", exact: true }).focus();
});

test("formulas among other text are in dollar signs", async ({ room }) => {
  await room.open(vae);
  const text = await copied(room, ".setting:has(#setting-beta) .setting__line");
  expect(text).toBe("$\\beta$\nKL weight");
});

test("a pasted program is repaired, which the page says and one Ctrl+Z takes back", async ({ room, page }) => {
  await room.visit("exercise=reparameterise&backend=wasm");
  const editor = page.getByRole("textbox", { name: "Program, editable" });
  const verdict = page.getByRole("status", { name: "Check of the program" });
  await expect(editor).toBeFocused(); // with the gap selected
  await page.evaluate(() => navigator.clipboard.writeText("return mu + log_var.exp() × torch.randn_like(mu)  # isn’t “σ”"));
  await page.keyboard.press("Control+v");
  await expect(editor).toContainText("log_var.exp() * torch.randn_like(mu)  # isn’t “σ”");
  await expect(verdict).toContainText("The pasted text was repaired: operators and brackets. Ctrl+Z brings it back as it was.");
  await page.keyboard.press("Control+z");
  await expect(editor).toContainText("log_var.exp() × torch.randn_like(mu)");
  await expect(verdict).not.toContainText("repaired");
  await expect(verdict).toContainText("Python does not have the sign ×. Write *.");
  await page.keyboard.press("Control+z");
  await expect(editor).toContainText("raise NotImplementedError");
});
