/** A reader changes the program of a model and trains it, by keyboard. */
import { expect, test } from "./room";

test("a program is written and trained", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open("preset=first-vae&backend=wasm&hidden=16&batch=16&room=lab");
  await room.part("button", "Code").click();
  await room.part("button", "Edit").click();
  const verdict = room.part("status", "Check of the program");
  const says = (text: string) => expect.poll(async () => ((await verdict.count()) > 0 ? verdict.text() : "")).toContain(text);
  await says("can be trained");
  const type = async (text: string) => {
    for (const key of text) await room.tab.press(key === "\n" ? "Enter" : key);
  };
  await room.tab.press("End", "Control");
  await type("\nx = (1 +");
  await says("Syntax error: this is not Python");
  await type(" 2)");
  await says("can be trained");
  await room.part("button", "Train this program").click();
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(5);
  await says("The run trains this program.");
  expect((await room.info()).fragment).toMatch(/^program=/);
});

test("an exercise is solved, and its program trains", { tag: "@exhaustive" }, async ({ room }) => {
  await room.visit("exercise=reparameterise&backend=wasm");
  const exercise = room.part("region", "Exercise");
  const says = (text: string) => expect.poll(async () => ((await exercise.count()) > 0 ? exercise.text() : "")).toContain(text);
  await says("not checked yet");
  await expect.poll(async () => ((await room.part("status", "Check of the program").count()) > 0 ? room.part("status", "Check of the program").text() : "")).toContain("NotImplementedError");
  for (const key of "return mu + torch.randn_like(mu) * (log_var / 2).exp()") await room.tab.press(key); // the gap is selected
  await room.part("button", "Check").click();
  await says("Values and gradients match those of our function");
  await room.part("button", "Train this program").click();
  await expect.poll(async () => (await room.info()).step).toBeGreaterThan(5);
});
