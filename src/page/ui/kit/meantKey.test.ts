import { describe, expect, it } from "vitest";
import { meantKey } from "./meantKey";
import { pressed } from "./testing";

describe("meantKey", () => {
  const meant = (key: string, code: string, more = {}) => meantKey(pressed(key, code, more));

  it("reads brackets, signs and the question mark of many keyboards", () => {
    const cases: readonly (readonly [string, string, object, string])[] = [
      ["х", "BracketLeft", {}, "["], ["ъ", "BracketRight", {}, "]"], ["ج", "BracketLeft", {}, "["], ["د", "BracketRight", {}, "]"], ["บ", "BracketLeft", {}, "["], // Russian, Arabic, Thai
      ["【", "BracketLeft", {}, "["], ["】", "BracketRight", {}, "]"], ["［", "BracketLeft", {}, "["], ["］", "BracketRight", {}, "]"], ["「", "BracketLeft", {}, "["],
      ["Dead", "BracketLeft", {}, "["], ["Dead", "BracketRight", {}, "]"], // Spanish, French; Swedish
      ["[", "Digit8", { altGraph: true, ctrlKey: true, altKey: true }, "["], ["[", "Digit5", { altKey: true }, "["], ["[", "BracketLeft", { altGraph: true }, "["], // German, Mac, Spanish
      ["＋", "Equal", { shiftKey: true }, "+"], ["－", "Minus", {}, "-"], ["−", "Minus", {}, "-"], ["=", "Equal", {}, "="], ["-", "Digit6", {}, "-"], ["+", "NumpadAdd", {}, "+"],
      ["？", "Slash", { shiftKey: true }, "?"], ["؟", "Slash", { shiftKey: true }, "?"], ["?", "Minus", { shiftKey: true }, "?"], ["?", "Digit7", { shiftKey: true }, "?"], ["Process", "Slash", { shiftKey: true }, "?"],
      ["٣", "Digit3", {}, "3"], ["۳", "Numpad3", {}, "3"], ["３", "Digit3", {}, "3"], ["。", "Period", {}, "."],
    ];
    for (const [key, code, more, expected] of cases) expect(meant(key, code, more), `${key} ${code}`).toBe(expected);
  });

  it("leaves what a Latin layout or AltGr writes as it is", () => {
    const cases: readonly (readonly [string, string, object])[] = [
      ["ü", "BracketLeft", {}], ["+", "BracketRight", {}], ["ñ", "Semicolon", {}], ["º", "Backquote", {}], ["ª", "Backquote", { shiftKey: true }], ["²", "Backquote", {}], ["¡", "Equal", {}],
      ["é", "Digit2", {}], ["&", "Digit1", {}], ["'", "KeyQ", {}], [",", "KeyW", {}], [".", "KeyE", {}], [";", "KeyZ", {}], [",", "KeyM", {}], // French, Dvorak
      ["µ", "KeyM", { altGraph: true }], ["π", "KeyP", { altKey: true }], ["Ω", "KeyZ", { altKey: true }], ["@", "KeyQ", { altGraph: true }], ["Dead", "BracketLeft", { altGraph: true }], ["Dead", "Quote", {}],
      [" ", "Space", {}], ["ArrowUp", "ArrowUp", {}], ["PageDown", "PageDown", {}], ["Unidentified", "", {}],
    ];
    for (const [key, code, more] of cases) expect(meant(key, code, more), `${key} ${code}`).toBe(key);
  });

  it("gives nothing to the page while an input method composes", () => {
    for (const key of ["Enter", "Escape", "ArrowDown"]) {
      expect(meant(key, key, { isComposing: true })).toBe("");
      expect(meant(key, key, { keyCode: 229 }), "Safari, at the end of a composition").toBe("");
      expect(meant(key, key)).toBe(key);
    }
    expect(meant("Process", "KeyS", { isComposing: true, keyCode: 229 })).toBe("");
    expect(meant("Process", "Enter", { keyCode: 229 })).toBe("Process");
  });
});
