/** Finds what was copied with a program and is no Python: typographic characters, and marks of consoles and of Markdown. */
import { oddCharacter } from "../../core/pastedCode";
import { codeOf, type FoundFault } from "./faults";

/** Prompts, fences of Markdown, and line numbers before words with which statements begin. */
const MARK = /^[ \t]*(>>>|\.\.\.(?= +\w)|In \[\d+\]:|```|~~~|\d+[.:]?(?=[ \t]+(?:import|from|def|class|return)\b))/m;

/** Returns the first such character or mark outside of strings and comments up to the end of this line; null: there is none. */
export function copiedFault(source: string, place: number): FoundFault | null {
  const end = source.indexOf("\n", place);
  const code = codeOf(source).slice(0, end < 0 ? source.length : end);
  const mark = MARK.exec(code);
  const from = mark ? mark.index + mark[0].length - mark[1]!.length : code.length;
  for (let i = 0; i < from; i++) {
    const odd = code.charCodeAt(i) < 128 ? null : oddCharacter(code[i]!);
    if (!odd) continue;
    const number = `U+${code.charCodeAt(i).toString(16).toUpperCase().padStart(4, "0")}`;
    const span = { from: i, to: i + 1 };
    switch (odd.kind) {
      case "quote": return { fault: "quote", what: code[i]!, span };
      case "sign": return { fault: "sign", what: odd.plain === null ? code[i]! : `${code[i]!} ${odd.plain}`, span };
      case "invisible": return { fault: "invisible", what: number, span };
      case "space": case "line-break": return { fault: "space", what: number, span };
      default: return odd.kind satisfies never;
    }
  }
  return mark && { fault: "copied", what: mark[1]!, span: { from, to: from + mark[1]!.length } };
}
