import { expect, it } from "vitest";
import { ownName } from "./ownKeys";

const layout = (keys: Readonly<Record<string, string>>) => new Map(Object.entries(keys));
const NAMES = ["S", "Shift A", "Ctrl K", "[ ]", "− +", "?", "Space"];

it.each([
  ["English", { KeyS: "s", KeyA: "a", KeyK: "k", BracketLeft: "[", BracketRight: "]" }, NAMES],
  ["Russian", { KeyS: "ы", KeyA: "ф", KeyK: "л", BracketLeft: "х", BracketRight: "ъ" }, ["S (Ы)", "Shift A (Ф)", "Ctrl K (Л)", "[ (Х) ] (Ъ)", "− +", "?", "Space"]],
  ["Spanish", { KeyS: "s", KeyA: "a", KeyK: "k", BracketLeft: "`", BracketRight: "+" }, ["S", "Shift A", "Ctrl K", "[ (`) ]", "− +", "?", "Space"]],
  ["German", { KeyS: "s", KeyA: "a", KeyK: "k", BracketLeft: "ü", BracketRight: "+" }, NAMES],
  ["Dvorak", { KeyS: "o", KeyA: "a", KeyK: "t", Semicolon: "s", KeyV: "k", Minus: "[", Equal: "]", BracketLeft: "/", BracketRight: "=" }, NAMES],
  ["a browser that does not tell", {}, NAMES],
])("names keys for a keyboard: %s", (_, keys, names) => expect(NAMES.map((name) => ownName(name, layout(keys)))).toEqual(names));
