/** Lines of code are counted as `npm run size` says, and a wing over its budget is explained. That every wing is within its own is a stage of `npm test`. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Wing } from "./budget";
import { codeLines, overruns, sizesOf } from "./count";

test.each([
  ["blank lines and comments", "a.ts", "/** A.\n * B. */\n\nconst a = 1; // one\n  // two\n  /* three */\n/* four */ const b = 2;\n", 2],
  ["a comment between lines of code", "a.css", ".a {\n  /* why\n     so */\n  color: red;\n}\n", 3],
  ["docstrings of Python", "a.py", '"""Doc."""\n# one\ndef f():\n    """Two\n    lines."""\n    return """text"""\n', 2],
  ["hashes of TypeScript", "a.ts", "class A {\n  #a = 1;\n}\n", 3],
  ["a long line twice", "a.ts", `const a = "${"x".repeat(160)}";\nconst b = 2;\n`, 3],
])("counts %s", (_, file, text, lines) => {
  expect(codeLines(text, file)).toBe(lines);
});

describe("a wing over its budget", () => {
  const budget: readonly Wing[] = [
    { name: "styles", folders: ["src"], type: ".css", code: 1, tests: 0 },
    { name: "ui", folders: ["src/page/ui", "src/page/i18n"], code: 3, tests: 1 },
  ];
  const advice = expect.stringMatching(/^Simplify or remove code\. .* raise the number in scripts\/size\/budget\.ts/);
  let root = "";
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "size-"));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function write(files: Readonly<Record<string, number>>): void {
    for (const [file, lines] of Object.entries(files)) {
      mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(root, file), "export const a = 1;\n".repeat(lines));
    }
  }
  const faults = () => overruns(root, sizesOf(root, budget));
  const git = (...args: readonly string[]) => execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.org", ...args], { cwd: root, stdio: "ignore" });

  test("is none of those whose lines are texts, styles, tests or as many as allowed", () => {
    write({ "src/page/ui/a.ts": 3, "src/page/ui/a.test.ts": 1, "src/page/ui/texts.en.ts": 9, "src/page/ui/texts.zh-CN.ts": 9, "src/page/i18n/es/shell.ts": 9, "src/page/ui/a.css": 1, "src/page/ui/README.md": 9 });
    expect(faults()).toEqual([]);
  });

  test("is named with its lines, without Git too", () => {
    write({ "src/page/ui/a.ts": 5, "src/page/ui/testing.ts": 2 });
    expect(faults()).toEqual([
      'The wing "ui" has 5 lines of code, 2 more than its budget of 3.', 'The wing "ui" has 2 lines of tests, 1 more than its budget of 1.', advice,
    ]);
  });

  test("is named with the files that grew most since the branch began", () => {
    git("init", "--initial-branch=main");
    write({ "src/page/ui/a.ts": 1, "src/page/ui/b.ts": 1, "src/page/ui/a.css": 1 });
    git("add", ".");
    git("commit", "-m", "One");
    git("switch", "-c", "branch");
    write({ "src/page/ui/a.ts": 2, "src/page/ui/a.test.ts": 1 });
    git("add", ".");
    git("commit", "-m", "Two");
    write({ "src/page/ui/b.ts": 5, "src/page/ui/new.ts": 2, "src/page/ui/a.css": 1 });
    expect(faults()).toEqual([
      expect.stringMatching(/^The wing "ui" has 9 lines of code, 6 more than its budget of 3\.\nThese files grew most since [0-9a-f]{8}: src\/page\/ui\/b\.ts \(\+4\), src\/page\/ui\/new\.ts \(\+2\), src\/page\/ui\/a\.ts \(\+1\)\.$/),
      advice,
    ]);
  });

  test("is not hidden by a file in no wing", () => {
    write({ "src/other/a.ts": 1 });
    expect(faults).toThrow("src/other/a.ts is in no wing of scripts/size/budget.ts.");
  });
});
