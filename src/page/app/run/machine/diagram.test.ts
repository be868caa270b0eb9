/** The diagram of the run's machine in docs/architecture.md is drawn from the machine: all turns from all states that can be reached. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { MAX_STEP } from "../../../../core/run/ids";
import { isOpen, nextLife, trainingOf, type Life, type Turn } from "./life";

const DOCS = path.join(import.meta.dirname, "..", "..", "..", "..", "..", "docs", "architecture.md");
const training = { id: 1, counted: false, until: MAX_STEP };

const TURNS: readonly (readonly [name: string, turn: Turn])[] = [
  ["open", { kind: "open", keeps: "none" }], ["opened", { kind: "opened", rest: "paused" }], ["train", { kind: "train", training }],
  ["pause or goal", { kind: "stopped", rest: "paused" }], ["failure", { kind: "failure" }], ["training fails", { kind: "broke-off", byData: false }],
  ["data missing", { kind: "broke-off", byData: true }], ["cannot be opened", { kind: "closed" }], ["data there again", { kind: "recovered", rest: "paused" }],
  ["worker lost", { kind: "open", keeps: "any" }],
];

/** The state's name: what a reader can tell apart. */
function nameOf(life: Life): string {
  if (life.kind === "opening") return trainingOf(life) ? "opening_to_train" : "opening";
  return life.kind === "failed" ? (isOpen(life) ? "failed" : "closed") : life.kind;
}

/** Returns whether the turn can come in this state. */
function comes(turn: Turn, life: Life): boolean {
  const { kind } = turn;
  if (life.kind === "none") return turn.kind === "open" && turn.keeps === "none";
  return kind === "closed" ? life.kind === "opening" : kind !== "broke-off" || trainingOf(life) !== null;
}

/** Returns the diagram in Mermaid's language, as far as a turn changes the state's name. */
function diagram(): string {
  const lines = new Set<string>();
  const seen = new Map<string, Life>();
  const visit = (life: Life) => {
    const key = JSON.stringify(life);
    if (seen.has(key)) return;
    seen.set(key, life);
    for (const [name, turn] of TURNS) {
      if (!comes(turn, life)) continue;
      const after = nextLife(life, turn);
      if (nameOf(after) !== nameOf(life)) lines.add(`  ${nameOf(life)} --> ${nameOf(after)}: ${name}`);
      visit(after);
    }
  };
  visit({ kind: "none" });
  const edges = new Map<string, string[]>();
  for (const line of lines) {
    const [edge, name] = line.split(": ") as [string, string];
    edges.set(edge, [...edges.get(edge) ?? [], name]);
  }
  return ["stateDiagram-v2", "  [*] --> none", ...[...edges].map(([edge, names]) => `${edge}: ${names.join(", ")}`)].join("\n");
}

test("docs/architecture.md has the machine's diagram", () => {
  const drawn = /```mermaid\n(stateDiagram-v2\n[^`]*)\n```/.exec(readFileSync(DOCS, "utf8"))?.[1];
  expect(drawn).toBe(diagram()); // copy what was expected into the document
});
