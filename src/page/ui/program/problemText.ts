/** Sentences for what is wrong with a program. */
import type { ProblemKind } from "../../../torchSubset/python/problem";
import { countText } from "../numbers";
import type { ProgramTexts } from "./texts";

/** The lines that import names under which programs usually have them. */
export const IMPORTS: Readonly<Partial<Record<string, string>>> = {
  torch: "import torch",
  nn: "from torch import nn",
  F: "import torch.nn.functional as F",
  math: "import math",
  np: "import numpy as np",
  DataLoader: "from torch.utils.data import DataLoader",
  datasets: "from torchvision import datasets",
  save_image: "from torchvision.utils import save_image",
};

/** Returns the sentence. PyTorch's own messages stay in English. */
export function problemText(problem: ProblemKind, { problems: texts }: ProgramTexts): string {
  switch (problem.kind) {
    case "syntax": return texts.syntax[problem.fault](problem.what);
    case "unsupported": return texts.unsupported(problem.what, problem.instead ?? null);
    case "too-large": return texts.tooLarge(problem.number);
    case "unknown-name": return texts.unknownName(problem.name, problem.nearest, IMPORTS[problem.name] ?? null);
    case "unknown-attribute": return texts.unknownAttribute(problem.of, problem.name, problem.nearest);
    case "unknown-module": return texts.unknownModule(problem.name, problem.nearest);
    case "unset-name": return texts.unsetName(problem.name);
    case "operator": return texts.operator(problem.operator, problem.left, problem.right);
    case "not-callable": return texts.notCallable(problem.type);
    case "not-iterable": return texts.notIterable(problem.type);
    case "no-length": return texts.noLength(problem.type);
    case "no-index": return texts.noIndex(problem.type);
    case "no-truth": return texts.noTruth(problem.type);
    case "unknown-values": return problem.decides ? texts.unknownLoop(problem.type) : texts.unknownValues(problem.type);
    case "none": return texts.none(problem.name);
    case "no-return": return texts.noReturn(problem.name);
    case "bad-index": return texts.badIndex(problem.index, problem.length);
    case "no-key": return texts.noKey(problem.key);
    case "unpacking": return texts.unpacking(problem.wanted, problem.found);
    case "arguments": return texts.arguments[problem.wrong](problem.callee, problem.name);
    case "value": return `${problem.callee}: ${problem.reason}`;
    case "zero-division": return texts.zeroDivision;
    case "assertion": return problem.message ?? texts.assertion;
    case "raised": return problem.text;
    case "not-assignable": return texts.notAssignable(problem.what);
    case "outside": return texts.outside(problem.what);
    case "schedule": return texts.schedule[problem.how];
    case "untrainable": return texts.untrainable[problem.why](problem.of, problem.value);
    case "trains": return texts.trains;
    case "too-much": return texts.tooMuch[problem.of](countText(problem.limit));
    default: return problem satisfies never;
  }
}
