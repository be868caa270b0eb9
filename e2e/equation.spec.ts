/** The equation shows this step's numbers, and a term is linked in formula, number, legend and curve. */
import { expect, testOnOnePage as test, valuesOf } from "./room";

/** The difference between the number at the end of a text and `value`, in units of its last digit. */
function offBy(text: string, value: number): number {
  const [written = ""] = /−?\d[\d,]*(\.\d+)?$/.exec(text.trim()) ?? [];
  const decimals = written.split(".")[1]?.length ?? 0;
  return Math.abs(Number(written.replace("−", "-").replaceAll(",", "")) - value) * 10 ** decimals;
}

for (const { model, terms } of [
  { model: "vae", terms: { total: "total", reconstruction: "reconstruction", kl: "KL to the prior" } },
  { model: "cgan", terms: { real: "real data", fake: "generated samples", generator: "generator" } },
]) {
  test(`${model}: under each term its value at this step`, async ({ room }) => {
    await room.open(`model=${model}&hidden=16&batch=16&backend=wasm${model === "vae" ? "&beta=3" : ""}`);
    await room.trainSteps(12);
    const equation = room.page.getByRole("region", { name: "Equation" });
    const losses = await room.losses();
    for (const [id, name] of Object.entries(terms)) {
      const value = valuesOf(losses, id).at(-1)!;
      const digits = equation.getByRole("button", { name: new RegExp(`${name}$`) }).locator(".equation__digits");
      await expect(digits).toHaveCount(1);
      await expect.poll(async () => offBy(await digits.innerText(), value)).toBeLessThan(0.51);
    }
    if (model === "vae") await expect(equation.getByRole("button", { name: /KL to the prior$/ })).toContainText(/^3(\.0)? ×/);
  });
}

test("a term under pointer or focus is highlighted in the legend, and vice versa", async ({ room }) => {
  await room.open("model=vae&hidden=16&batch=16&backend=wasm");
  await room.trainSteps(5);
  const term = room.page.getByRole("region", { name: "Equation" }).getByRole("button", { name: /KL to the prior$/ });
  const entry = room.page.getByRole("figure", { name: "Loss chart" }).getByRole("button", { name: /KL to the prior/ });
  const lit = { entry: /loss-chart__entry--lit/, column: /equation__column--lit/ };
  const column = room.page.locator(".equation__column").filter({ hasText: "KL to the prior" });

  await expect(entry).not.toHaveClass(lit.entry);
  await term.focus();
  await expect(entry).toHaveClass(lit.entry);
  await term.blur();
  await expect(entry).not.toHaveClass(lit.entry);
  await entry.hover();
  await expect(column).toHaveClass(lit.column);
  await room.page.mouse.move(0, 0);
  await expect(column).not.toHaveClass(lit.column);
});

test("every symbol shows its explanation on focus", async ({ room }) => {
  await room.open("model=vae&hidden=16&batch=16&backend=wasm");
  const equation = room.page.getByRole("region", { name: "Equation" });
  const symbols = equation.getByRole("list", { name: "Symbols" }).getByRole("button");
  await expect(symbols).toHaveCount(0); // the Lab folds them
  const button = equation.getByRole("button", { name: "Symbols" });
  const { y: folded } = (await button.boundingBox())!;
  await button.click();
  await expect.poll(() => symbols.count()).toBeGreaterThan(4);
  expect((await button.boundingBox())!.y, "the button stays under the pointer").toBe(folded);
  const seen = new Set<string>();
  for (const symbol of await symbols.all()) {
    await symbol.focus();
    seen.add(await equation.locator(".equation__explanation").innerText());
  }
  expect(seen.size).toBe(await symbols.count());
  for (const sentence of seen) expect(sentence.length).toBeGreaterThan(15);
});
