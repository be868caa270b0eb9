import { describe, expect, it } from "vitest";
import { enlargedNext, type Enlarged } from "../../state/rooms";
import { commandOf, pageDownCommand, pageUpCommand, type Press } from "./keys";

const press = (key: string, more: Partial<Press> = {}): Press =>
  ({ key, shift: false, control: false, focus: "nothing", run: true, present: false, characters: true, ...more });

describe("commandOf", () => {
  it("leaves keys in text fields alone", () => {
    for (const key of [" ", "r", "5", "ArrowLeft", "PageDown"]) {
      expect(commandOf(press(key, { focus: "text", present: true }))).toBeNull();
    }
  });

  it("leaves arrows to sliders and Space to buttons", () => {
    expect(commandOf(press("ArrowLeft", { focus: "range" }))).toBeNull();
    expect(commandOf(press(" ", { focus: "button" }))).toBeNull();
    expect(commandOf(press(" ", { focus: "range" }))).toEqual({ kind: "toggle-training" });
  });

  it("moves, picks classes, and accepts capital letters", () => {
    expect(commandOf(press("ArrowUp"))).toEqual({ kind: "move", right: 0, up: 0.1 });
    expect(commandOf(press("ArrowLeft", { shift: true }))).toEqual({ kind: "move", right: -0.5, up: 0 });
    expect(commandOf(press("7"))).toEqual({ kind: "class", class: 7 });
    expect(commandOf(press("R"))).toEqual({ kind: "reset" });
    expect(commandOf(press("constructor"))).toBeNull();
    expect(commandOf(press("z", { control: true }))).toEqual({ kind: "undo" });
    expect(commandOf(press("r", { control: true }))).toBeNull(); // the browser's own shortcut
    expect(commandOf(press("z", { control: true, focus: "text" }))).toBeNull();
  });

  it("gives clicker keys to the lecturer, and scrolling keys to the reader", () => {
    expect(commandOf(press("PageDown"))).toBeNull();
    expect(commandOf(press("PageDown", { present: true, focus: "range" }))).toEqual({ kind: "next" });
    expect(commandOf(press("Escape"))).toBeNull();
    expect(commandOf(press("Escape", { present: true }))).toEqual({ kind: "leave" });
  });

  it("leaves the keys that scroll to an area that can be scrolled, also in lecture mode", () => {
    for (const key of [" ", "ArrowUp", "ArrowDown", "ArrowLeft", "PageDown", "PageUp"]) expect(commandOf(press(key, { focus: "scroller", present: true })), key).toBeNull();
    expect(commandOf(press("r", { focus: "scroller" }))).toEqual({ kind: "reset" });
    expect(commandOf(press("Escape", { focus: "scroller", present: true }))).toEqual({ kind: "leave" });
  });

  it("does not change a run that is not displayed", () => {
    for (const key of [" ", "ArrowDown", "s", "r", "b", "n", "l", "c", "5"]) expect(commandOf(press(key, { run: false })), key).toBeNull();
    for (const key of ["t", "p", "f", "?"]) expect(commandOf(press(key, { run: false })), key).not.toBeNull();
    expect(commandOf(press("z", { control: true, run: false }))).toEqual({ kind: "undo" });
  });

  it("changes settings in lecture mode only", () => {
    const steered = (key: string) => commandOf(press(key, { present: true }));
    expect(["[", "]", "-", "+", "="].map(steered)).toEqual([
      { kind: "setting", which: 0, by: -1 }, { kind: "setting", which: 0, by: 1 },
      { kind: "setting", which: 1, by: -1 }, { kind: "setting", which: 1, by: 1 }, { kind: "setting", which: 1, by: 1 },
    ]);
    for (const key of ["[", "]", "-", "+"]) expect(commandOf(press(key))).toBeNull();
  });

  it("enlarges panels in lecture mode only, the panel of the question first, forwards and backwards", () => {
    expect(commandOf(press("e"))).toBeNull();
    expect(commandOf(press("e", { present: true }))).toEqual({ kind: "enlarge", by: 1 });
    expect(commandOf(press("E", { present: true, shift: true }))).toEqual({ kind: "enlarge", by: -1 });
    const forwards = [1, 2, 3, 4, 5].reduce<(Enlarged | null)[]>((seen) => [...seen, enlargedNext(seen.at(-1)!, 1, "pictures")], [null]);
    expect(forwards).toEqual([null, "pictures", "equation", "losses", "latent", null]);
    expect(forwards.slice(1).map((panel) => enlargedNext(panel, -1, "pictures"))).toEqual(forwards.slice(0, -1));
  });

  it("keeps Space, arrows and the clicker when single characters are off", () => {
    const off = { characters: false, present: true };
    for (const key of ["r", "S", "5", "[", "+", "?"]) expect(commandOf(press(key, off)), key).toBeNull();
    for (const key of [" ", "ArrowUp", "PageDown", "Escape"]) expect(commandOf(press(key, off)), key).not.toBeNull();
  });

  it("steps through a lesson with one button, and back with the other", () => {
    expect([pageDownCommand("ready"), pageDownCommand("training"), pageDownCommand("paused"), pageDownCommand("finished")])
      .toEqual(["train", "pause", "next-preset", "next-preset"]);
    expect([pageUpCommand(120), pageUpCommand(0)]).toEqual(["reset", "previous-preset"]);
  });
});
