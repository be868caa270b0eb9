/**
 * Traces of stories: each task, message and patch of a store in its order. They guard changes of the page's code that must not change what it
 * does: `TRACES=folder` in the environment of `orders.test.ts` writes the traces of its seeds there, and compares with those that are there already.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Returns a text of a message or a patch; of long arrays it has a digest, and of errors no stack. */
export const described = (value: unknown): string => JSON.stringify(value, (key, one: unknown) => {
  if (key === "stack") return undefined;
  if (one instanceof ArrayBuffer) return `${one.byteLength} bytes`;
  if (!ArrayBuffer.isView(one)) return one;
  const numbers = [...one as Uint8Array]; // any typed array's numbers
  return `${numbers.length}: ${numbers.reduce((sum, number, i) => sum + number * (i + 1), 0)}`;
});

/** Returns the values that differ. */
export const patchOf = <T extends object>(now: T, before: T): Partial<T> =>
  Object.fromEntries(Object.entries(now).filter(([key, value]) => value !== before[key as keyof T])) as Partial<T>;

/** Writes the trace, or compares it with the one that was written before. Returns a description of the first difference; null: there is none. */
export function compareTrace(folder: string, seed: number, trace: readonly string[]): string | null {
  const file = path.join(folder, `${seed}.txt`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, trace.join("\n"));
    return null;
  }
  const before = readFileSync(file, "utf8").split("\n");
  const at = before.findIndex((line, i) => line !== trace[i]);
  if (at < 0 && before.length === trace.length) return null;
  writeFileSync(`${file}.now`, trace.join("\n"));
  return `seed ${seed}, line ${at + 1}: ${trace[at]} instead of ${before[at]}`;
}

/** What a run tells many times, at times that depend on the machine. */
const OFTEN = new Set(["drawn", "frame", "losses", "heartbeat", "keyframes", "data", "watch", "position", "probing", "holdAt", "progress"]);
const NUMBERS = new Set(["step", "msPerStep", "lastLosses", "memory", "waitingForData", "keyframes", "data", "probing", "config", "report", "opened", "engine"]);

interface Message {
  readonly kind?: string;
  readonly command?: string;
  readonly data?: Message;
  readonly id?: number;
  readonly error?: { readonly code: string };
}

/** Writes down, in words that do not depend on times, what two sides of a page do: a command (→), the answer or event of a worker (←), and what changes in the store (=). */
export function writeOutline() {
  const lines: string[] = [];
  const commands = new Map<number, string>();
  const write = (line: string) => { if (lines.at(-1) !== line) lines.push(line); };
  return {
    lines,
    message({ command, id = 0, data }: Message): void {
      if (command !== undefined) {
        commands.set(id, command);
        if (!OFTEN.has(command)) write(`→ ${command}`);
      } else if (data?.kind === "reply" || data?.kind === "error") {
        const answered = commands.get(data.id ?? 0) ?? "";
        if (!OFTEN.has(answered)) write(`← ${answered}: ${data.error?.code ?? "done"}`);
      } else if (data && !OFTEN.has(data.kind ?? "")) write(`← ${data.kind}`);
    },
    patch(now: object, before: object): void {
      const changes = Object.entries(patchOf(now, before)).filter(([key]) => !NUMBERS.has(key));
      if (changes.length > 0) write(`= ${changes.map(([key, value]) => (typeof value === "string" || value === null ? `${key} ${value}` : key)).join(", ").replaceAll(/keptAs \w+/g, "keptAs")}`);
    },
    note: (what: string) => void lines.push(`# ${what}`),
  };
}
