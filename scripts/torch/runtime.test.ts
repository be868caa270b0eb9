/** Tests how programs that continue a run handle missing files and changes in the run's configuration. Needs Python alone. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, test } from "vitest";

const PYTHON = process.env["PYTHON"] ?? "python3";
const RUNTIME = path.join(import.meta.dirname, "../../src/page/torch/continue.py");

/** Defines the functions of continue.py, with stand-ins for PyTorch and NumPy. */
const DEFINE = `
import gzip, json, math, os, sys, tempfile, zlib
from pathlib import Path
from unittest.mock import MagicMock
torch, np = MagicMock(), MagicMock()
nn = torch.nn
torch.autograd.Function = nn.Module = nn.modules.batchnorm._BatchNorm = object
exec(open(${JSON.stringify(RUNTIME)}).read())
place = tempfile.TemporaryDirectory()
folder = Path(place.name)
beta, lr = 1.0, 0.001

def run_of(step, *changes):
    run = Run.__new__(Run)
    run.step, run.config = step, {"then": [dict(zip(("step", "id", "value"), change)) for change in changes]}
    return run
`;

/** The value of each expression, or the sentence with which it ends the program. Other errors fail the test. */
function outcomes(...expressions: readonly string[]): readonly unknown[] {
  const attempts = expressions.map((expression) => `lambda: ${expression}`).join(", ");
  const { status, stdout, stderr } = spawnSync(PYTHON, ["-c", `${DEFINE}
for attempt in ${attempts},:
    try:
        print(json.dumps(attempt()))
    except SystemExit as end:
        print(json.dumps(end.code))
`], { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
  return stdout.trim().split("\n").map((line) => JSON.parse(line) as unknown);
}

const missing = spawnSync(PYTHON, ["--version"]).status === 0 ? "" : ` [${PYTHON} does not run: install Python, or name it by the variable PYTHON.]`;

describe.skipIf(missing)(`a program that continues a run${missing}`, () => {
  test("names a missing file and its path, or a file that is not MNIST's", () => {
    const written = (name: string, bytes: string) => `(folder / "${name}").write_bytes(${bytes})`;
    const read = "read_mnist(folder, run_of(0))";
    expect(outcomes(
      'read_mnist(folder / "elsewhere", run_of(0))', read, 'Run(folder / "run.safetensors")',
      written("train-labels.idx1-ubyte.gz", 'b""'), read, written("train-images-idx3-ubyte", 'b"short"'), read,
      written("train-images-idx3-ubyte", "bytes([0x1f, 0x8b, 0])"), read,
    )).toEqual([
      expect.stringMatching(/^There is no folder .*elsewhere\. Give the folder that holds MNIST's files train-images-idx3-ubyte and /),
      expect.stringMatching(/does not hold MNIST: train-images-idx3-ubyte and train-labels-idx1-ubyte was looked for/),
      expect.stringMatching(/^There is no file .*run\.safetensors\. Give the run that the page has saved/),
      0, expect.stringMatching(/does not hold MNIST: train-images-idx3-ubyte was looked for/),
      5, expect.stringMatching(/train-images-idx3-ubyte is not MNIST's: it has 5 bytes, not 47040016\.$/),
      3, expect.stringMatching(/train-images-idx3-ubyte cannot be read: /),
    ]);
  });

  test("applies the changes within its steps as floats, and refuses one that it cannot apply", () => {
    const run = 'run_of(100, (100, "lr", 1), (110, "beta", 4), (110, "flowSteps", 3), (120, "lr", 0.5), (150, "warmUp", 0))';
    const names = '{"beta": "beta", "lr": "lr", "flowSteps": None}';
    const refused = /^The run changes warmUp to 0 at step 150, which this program cannot do\. Make 50 steps with --save, /;
    expect(outcomes(`repr(${run}.scheduled(50, ${names}))`, `${run}.scheduled(51, ${names})`))
      .toEqual(["{110: {'beta': 4.0}, 120: {'lr': 0.5}}", expect.stringMatching(refused)]);
  });
});
