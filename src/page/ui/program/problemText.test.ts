import { expect, it } from "vitest";
import { checkProgram } from "../../../torchSubset/program/check";
import { IMPORTS, problemText } from "./problemText";
import { en } from "./texts.en";
import { es } from "./texts.es";
import { zhCN } from "./texts.zh-CN";

const textsOf = (source: string): readonly string[] => {
  const { problem } = checkProgram(source);
  return problem ? [problemText(problem.kind, en), problemText(problem.kind, zhCN)] : [];
};

it.each([
  ["x = (1 +\ny = 2", "Syntax error: the bracket ( is never closed.", "这不是 Python：括号 ( 没有闭合。"],
  ["x = [1)", "Syntax error: [ is closed by ).", "这不是 Python：括号不匹配，[ 与 )。"],
  ["lambda = 1", "Syntax error: “lambda” is a keyword and cannot be a name.", "这不是 Python：“lambda”是关键字，不能用作名称。"],
  ["x = 1e400", "1e400 is too large.", "1e400 太大。"],
  ["import torch\nx = torch.randn(100000, 100000, 100000)", "This tensor would have more than 50,000,000 numbers, the most that a tensor can have here. Make its dimensions smaller.", "这个张量会有超过 50,000,000 个数，这是此处一个张量的上限。请减小它的维度。"],
  ["lambda lambda", "Syntax error: this is not Python.", "这不是 Python。"],
  ["import numpy as np\nx = np.random.normal(0, 1, 3)", "“np.random.normal” is not supported here: use torch.randn, torch.rand or torch.randint.", "本页不支持“np.random.normal”：请用 torch.randn、torch.rand 或 torch.randint。"],
  ["x = np.zeros(3)", "There is no name “np” here. Import it first: import numpy as np", "没有名为“np”的变量。请先导入：import numpy as np"],
  ["import torch\nx = torch.zeros(3).numpy()", "Tensor has no “numpy” here. NumPy is limited to functions of single numbers, np.prod and np.pi. Use torch for tensors.", "本页的 Tensor 没有“numpy”。NumPy 中只有针对单个数的函数以及 np.prod 和 np.pi。张量请用 torch。"],
  ["breakpoint()", "There is no name “breakpoint” here. There is no debugger. To see the values of a line, click the shape beside it.", "没有名为“breakpoint”的变量。这里没有调试器。要查看一行的值，请点击它旁边的形状。"],
  ["import torch\nx = torch.zeros(3).grad", "Tensor has no “grad” here. Let an optimiser of torch.optim apply gradients, or compute one with torch.autograd.grad.", "本页的 Tensor 没有“grad”。请让 torch.optim 的优化器使用梯度，或用 torch.autograd.grad 计算梯度。"],
  ["import torch\nx = torch.zeros(3).double()", "“double()” is not supported here: all tensors are float32, so leave it out.", "本页不支持“double()”：所有张量都是 float32，请去掉它。"],
  [`x = ${"(".repeat(3000)}1${")".repeat(3000)}`, "The program has more than 200 nested expressions or blocks. Split the longest line into several.", "程序的表达式或代码块嵌套超过 200 层。请把最长的一行拆成几行。"],
  ["x = “a”", "Syntax error: “ is a typographic quote. Python's quotes are \" and '.", "这不是 Python：“ 是排版引号。Python 的引号是 \" 和 '。"],
  ["x = 2 × 3", "Syntax error: Python does not have the sign ×. Write *.", "这不是 Python：Python 没有符号 ×，请改写为 *。"],
  ["if x:\n\xa0\xa0y = 1", "Syntax error: the line has a special space or line break (U+00A0). Type an ordinary one in its place.", "这不是 Python：这一行有特殊的空格或换行符（U+00A0）。请换成普通的。"],
  ["\ufeffx = 1", "Syntax error: the line has an invisible character (U+FEFF). Delete it.", "这不是 Python：这一行有不可见的字符（U+FEFF）。请删除它。"],
  [">>> x = 1", "Syntax error: >>> was copied with the program. Delete it.", "这不是 Python：>>> 是随程序一起复制过来的。请删除它。"],
  ["kl_😀 = 1", "Syntax error: “kl_😀” cannot be a name. Names have letters, digits and _ only.", "这不是 Python：“kl_😀”不能用作名称。名称只能包含字母、数字和 _。"],
  ["x = F.relu(3)", "There is no name “F” here. Import it first: import torch.nn.functional as F", "没有名为“F”的变量。请先导入：import torch.nn.functional as F"],
  ["while True:\n  pass", "The program needs more than 1,000,000 evaluations, most of them in this loop. Perhaps the loop does not end.", "程序需要超过 1,000,000 次求值，大部分在这个循环里。循环可能没有结束。"],
  ["def loss(x):\n  y = x\nloss(1).backward()", "“loss” returns nothing: its “return” is missing.", "“loss”没有返回任何值：缺少“return”。"],
  [
    "import torch\nt = torch.zeros(3)\nwhile t[0].item() < 1:\n  t = t + 0.1",
    "The values of Tensor [] are known only during training, so they cannot become a Python number or decide how often a loop runs. Use a Python number here, for example “for n in range(steps)”.",
    "Tensor [] 的值在训练时才知道，不能变成 Python 的数，也不能决定循环执行多少次。请在这里使用 Python 的数，例如“for n in range(steps)”。",
  ],
  [
    "import torch\nx = torch.zeros(3, 4).sum(2)",
    ...Array.from({ length: 2 }, () => "sum: There is no dimension 2 here: there are only 0 and 1, or -2 and -1 from the end. (Dimension out of range (expected to be in range of [-2, 1], but got 2))"),
  ],
])("says what is wrong with %j", (source, ...expected) => expect(textsOf(source)).toEqual(expected));

it.each(Object.entries(IMPORTS))("the name %s is known after the line that is suggested for it", (name, line) => {
  expect(checkProgram(name).problem?.kind.kind).toBe("unknown-name");
  expect(checkProgram(`${line}\n${name}`).problem?.kind).toMatchObject({ kind: "untrainable", why: "nothing" }); // it trains nothing
});

it("names a function without return where its value is needed as a tensor, or is that of a network", () => {
  const problemIn = (program: string) => checkProgram(`import torch\nfrom torch import nn\nimport torch.nn.functional as F\n${program}`).problem?.kind;
  expect(problemIn("def f(x):\n  y = x\nF.mse_loss(f(1), torch.zeros(3))")).toEqual({ kind: "no-return", name: "f" });
  expect(problemIn("def f(x):\n  y = x\ntorch.zeros(3) + f(1)")).toEqual({ kind: "no-return", name: "f" });
  expect(problemIn("def f(x):\n  y = x\ny = torch.zeros(3)\ny *= f(1)")).toEqual({ kind: "no-return", name: "f" });
  const net = "class Net(nn.Module):\n  def forward(self, x):\n    y = x\n";
  expect(problemIn(`${net}Net()(torch.zeros(3)).sum()`)).toEqual({ kind: "no-return", name: "forward" });
  expect(problemIn(`${net}nn.Sequential(Net(), nn.Linear(3, 2))(torch.zeros(3))`)).toEqual({ kind: "no-return", name: "forward" });
});

it.each([["Chinese", zhCN], ["Spanish", es]] as const)("has what to write instead in %s, too", (_, texts) => {
  const sources = import.meta.glob<string>(["../../../torchSubset/{program,python}/**/*.ts", "../../../torchSubset/program/library/*.py", "!**/*.test.ts"], { query: "?raw", import: "default", eager: true });
  const clauses = Object.values(sources).flatMap((source) => [...source.matchAll(/instead: "([^"]+)"|unsupported\("[^"]+", "([^"]+)"\)/g)].map(([, one, other]) => one ?? other!));
  expect(clauses.length).toBeGreaterThan(15);
  const { unsupported } = texts.problems;
  expect(clauses.filter((clause) => unsupported("x", clause).includes(clause))).toEqual([]);
});
