/** Texts for a terminal. Names of files, links and programs may come from anybody, and a terminal carries out what control characters say. */
import { inspect } from "node:util";
import { quoted } from "../../src/core/wellFormed";

/** The longest text of a message, in UTF-16 units: a sentence with two paths. */
const LONGEST = 2000;

/** Returns a text in one line: control characters, and others that cannot be seen, as escapes such as \x1b or \u202e. */
export const visible = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
  const code = character.codePointAt(0)!.toString(16);
  return code.length > 4 ? `\\u{${code}}` : code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
});

/** Returns a message of one line, cut if it is too long. */
export const printed = (message: string): string => visible(quoted(message, LONGEST));

/** Returns what is known of a defect, with its stack. */
export const printedDefect = (error: unknown): string => inspect(error).split("\n", 100).map(printed).join("\n");
