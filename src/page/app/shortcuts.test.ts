/** Every shortcut is found on the keyboards of many countries. Keys and codes are those that browsers report for these layouts. */
import { describe, expect, it } from "vitest";
import { isOwnPress } from "../features/commandPalette/key";
import { audienceCommandOf } from "../features/audience/keys";
import { talkCommandOf } from "../features/talk/talkKeys";
import { commandOf, type Press } from "../ui/present/keys";
import { meantKey } from "../ui/kit/meantKey";
import { pressed, type PressedEvent } from "../ui/kit/testing";

/** What each place of a layout writes, in the order of PLACES; for a pair: without and with Shift; a mark after "⎇": with AltGr. */
const PLACES = "KeyS KeyR KeyB KeyN KeyL KeyC KeyT KeyP KeyF KeyE KeyA KeyQ KeyW KeyZ KeyK".split(" ");
const OTHER_SCRIPTS: Readonly<Record<string, string>> = {
  Russian: "ы к и т д с е з а у ф й ц я л", Ukrainian: "і к и т д с е з а у ф й ц я л", Bulgarian: "я и ф х в ъ ш з о е ѝ , у ю н",
  Greek: "σ ρ β ν λ ψ τ π φ ε α ; ς ζ κ", Hebrew: "ד ר נ מ ך ב א פ כ ק ש / ' ז ל", Arabic: "س ق لا ى م ؤ ف ح ب ث ش ض ص ئ ن",
  Thai: "ห พ ิ ื ส แ ะ ย ด ำ ฟ ๆ ไ ผ า", Korean: "ㄴ ㄱ ㅠ ㅜ ㅣ ㅊ ㅅ ㅔ ㄹ ㄷ ㅁ ㅂ ㅈ ㅋ ㅏ", "Japanese (kana)": "と す こ み り そ か せ は い ち た て つ の",
  "Chinese, the input method takes the key": Array(15).fill("Process").join(" "), "Chinese, full width": "ｓ ｒ ｂ ｎ ｌ ｃ ｔ ｐ ｆ ｅ ａ ｑ ｗ ｚ ｋ",
};

/** The places of the letters of PLACES in Latin layouts, where they differ from the English one. */
const LATIN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  German: { z: "KeyY" }, French: { a: "KeyQ", q: "KeyA", w: "KeyZ", z: "KeyW" }, Spanish: {},
  Dvorak: {
    s: "Semicolon", r: "KeyO", b: "KeyN", n: "KeyL", l: "KeyP", c: "KeyI", t: "KeyK", p: "KeyR", f: "KeyY", e: "KeyD", a: "KeyA", q: "KeyX", w: "Comma", z: "Slash", k: "KeyV",
  },
};

const press = (event: PressedEvent): Press =>
  ({ key: meantKey(event), shift: event.shiftKey, control: event.ctrlKey, focus: "nothing", run: true, present: true, characters: true });
/** Everything that the page does for a key, in lecture mode during a talk. */
const effectsOf = (event: PressedEvent) =>
  ({ page: commandOf(press(event)), audience: audienceCommandOf(press(event), null, false), talk: talkCommandOf(event, true), find: isOwnPress(event, false) });

const letters = PLACES.map((code) => code.slice(3).toLowerCase());
const plain = Object.fromEntries(letters.map((letter) => [letter, effectsOf(pressed(letter, `Key${letter.toUpperCase()}`))]));
const control = Object.fromEntries(["z", "k", "s"].map((letter) => [letter, effectsOf(pressed(letter, `Key${letter.toUpperCase()}`, { ctrlKey: true }))]));

describe("shortcuts", () => {
  it("are those of an English keyboard", () => {
    expect([plain["s"]!.page, plain["a"]!.audience, plain["w"]!.talk, control["z"]!.page, control["k"]!.find, control["s"]!.page])
      .toEqual([{ kind: "step" }, { kind: "ask" }, "speaker", { kind: "undo" }, true, null]);
  });

  it.each(Object.entries(OTHER_SCRIPTS))("are at the places of an English keyboard: %s", (_, written) => {
    const keys = written.split(" ");
    expect(keys).toHaveLength(PLACES.length);
    for (const [i, letter] of letters.entries()) {
      expect(effectsOf(pressed(keys[i]!, PLACES[i]!)), letter).toEqual(plain[letter]);
      expect(effectsOf(pressed(keys[i]!, PLACES[i]!, { ctrlKey: true })), `Ctrl ${letter}`).toEqual(control[letter] ?? effectsOf(pressed(letter, "", { ctrlKey: true })));
    }
  });

  it.each(Object.entries(LATIN))("go by what a Latin layout writes: %s", (_, moved) => {
    for (const letter of letters) {
      const code = moved[letter] ?? `Key${letter.toUpperCase()}`;
      expect(effectsOf(pressed(letter, code)), letter).toEqual(plain[letter]);
      expect(effectsOf(pressed(letter.toUpperCase(), code)), letter.toUpperCase()).toEqual(plain[letter]); // caps lock
      if (control[letter]) expect(effectsOf(pressed(letter, code, { ctrlKey: true })), `Ctrl ${letter}`).toEqual(control[letter]);
    }
  });
});
