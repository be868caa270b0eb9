import { expect, it } from "vitest";
import { checkProgram } from "../../program/check";
import { problemText } from "./problemText";
import { en } from "./texts.en";
import { zhCN } from "./texts.zh-CN";

const textsOf = (source: string): readonly string[] => {
  const { problem } = checkProgram(source);
  return problem ? [problemText(problem.kind, en), problemText(problem.kind, zhCN)] : [];
};

it.each([
  ["x = (1 +\ny = 2", "This is not Python: the bracket ( is never closed.", "这不是 Python：括号 ( 没有闭合。"],
  ["x = [1)", "This is not Python: [ is closed by ).", "这不是 Python：括号不匹配，[ 与 )。"],
  ["lambda = 1", "This is not Python: “lambda” is a keyword and cannot be a name.", "这不是 Python：“lambda”是关键字，不能用作名称。"],
  ["x = 1e400", "1e400 is too large.", "1e400 太大。"],
  ["import torch\nx = torch.randn(100000, 100000, 100000)", "This tensor would have more than 50,000,000 numbers, the most that a tensor can have here. Make its dimensions smaller.", "这个张量会有超过 50,000,000 个数，这是此处一个张量的上限。请减小它的维度。"],
  ["lambda lambda", "This is not Python.", "这不是 Python。"],
])("says what is wrong with %j", (source, ...expected) => expect(textsOf(source)).toEqual(expected));
