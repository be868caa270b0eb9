/** The lines of a program and the tensors that they compute, by which an editor speaks of them. */
import type { Span } from "../python/syntax";
import { Tuple } from "../python/sequences";
import type { Value } from "../python/values";
import { TensorValue } from "./tensor";

/** Returns what finds the line of a character, counted from 0. */
export function lineFinder(source: string): (place: number) => number {
  const ends = [...source.matchAll(/\n/g)].map(({ index }) => index);
  return (place) => {
    const line = ends.findIndex((end) => place <= end);
    return line < 0 ? ends.length : line;
  };
}

/** Returns whether the text of a span is a call of `print`, whose arguments are its value. */
export const isPrint = (source: string, { from }: Span): boolean => /^print\s*\(/.test(source.slice(from, from + 20));

/** Returns the tensors of a value: itself, or those of a tuple. */
export const tensorsIn = (value: Value): readonly TensorValue[] =>
  (value instanceof TensorValue ? [value] : value instanceof Tuple ? value.items.flatMap(tensorsIn) : []);

/** Returns the parts of a text between commas that are in no bracket or string. */
function partsOf(text: string): readonly string[] {
  const parts = [""];
  let [depth, quote] = [0, ""];
  for (const one of text) {
    if (quote !== "") quote = one === quote ? "" : quote;
    else if (one === "'" || one === '"') quote = one;
    else if ("([{".includes(one)) depth++;
    else if (")]}".includes(one)) depth--;
    if (one === "," && depth === 0 && quote === "") parts.push("");
    else parts[parts.length - 1] += one;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

const LONGEST_NAME = 32;
const shortened = (name: string): string => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name);

/** Returns the names of a value's parts as the program writes them: the targets of an assignment, or the arguments of a `print`; otherwise its text. */
export function namesIn(source: string, span: Span, parts: number): readonly string[] {
  const text = source.slice(span.from, span.to).replaceAll(/\s+/g, " ");
  const [, printed] = /^print ?\((.*)\)$/.exec(text) ?? [];
  const [, targets] = /^([^=([{]+?) ?=(?!=)/.exec(text) ?? [];
  const names = partsOf(printed ?? targets ?? text);
  const found = parts === 1 && printed === undefined ? [names.join(", ")] : names;
  return Array.from({ length: parts }, (_, i) => shortened(found.length === parts ? found[i]! : `${text.slice(0, LONGEST_NAME)} [${i}]`));
}
