/** Texts are sequences of code points, and numbers are read from them, as CPython 3.11 does it: each line of the table was executed there. */
import { expect, it } from "vitest";
import { ProgramInterpreter } from "./interpreter";
import { parse } from "./parse";
import { PythonProblem } from "./problem";

const TABLE = [
  ["len('\ud83d\ude00')", "1"],
  ["len('a\ud83d\ude00b')", "3"],
  ["'a\ud83d\ude00b'[1]", "'\ud83d\ude00'"],
  ["'a\ud83d\ude00b'[2]", "'b'"],
  ["'a\ud83d\ude00b'[-1]", "'b'"],
  ["'a\ud83d\ude00b'[1:]", "'\ud83d\ude00b'"],
  ["'a\ud83d\ude00b'[::-1]", "'b\ud83d\ude00a'"],
  ["'a\ud83d\ude00b'[:2]", "'a\ud83d\ude00'"],
  ["'a\ud83d\ude00b'[5:]", "''"],
  ["'\ud83d\ude00'[1]", "error"],
  ["list('a\ud83d\ude00')", "['a', '\ud83d\ude00']"],
  ["[c for c in '\ud83d\ude00b']", "['\ud83d\ude00', 'b']"],
  ["'\ud83d\ude00\ud83d\ude00x'.find('x')", "2"],
  ["'x\ud83d\ude00'.find('\ud83d\ude00')", "1"],
  ["'\ud83d\ude00'.count('')", "2"],
  ["'\ud83d\ude00a\ud83d\ude00'.count('\ud83d\ude00')", "2"],
  ["'\ud83d\ude00a'.replace('', '-')", "'-\ud83d\ude00-a-'"],
  ["'\ud83d\ude00a'.split('a')", "['\ud83d\ude00', '']"],
  ["'a'.split('')", "error"],
  ["f'{\\\"\ud83d\ude00\\\":>3}|'", "error"],
  ["f'{\\\"\ud83d\ude00\\\":*^4}|'", "error"],
  ["f'{\\\"ab\\\":\ud83d\ude00<4}'", "error"],
  ["f'{\\\"\ud83d\ude00b\\\":.1}'", "error"],
  ["'%3s|' % '\ud83d\ude00'", "'  \ud83d\ude00|'"],
  ["'{:>3}|'.format('\ud83d\ude00')", "'  \ud83d\ude00|'"],
  ["'\\uffff' < '\ud83d\ude00'", "True"],
  ["sorted(['\ud83d\ude00', '\\uffff', 'a'])", "['a', '\\uffff', '\ud83d\ude00']"],
  ["'a' < 'ab'", "True"],
  ["'\\U0001f600' == '\ud83d\ude00'", "True"],
  ["'\\x85 a\\x1f\\u3000'.strip()", "'a'"],
  ["'\\ufeffa'.strip()", "'\\ufeffa'"],
  ["'a\\x85b\\u2028c d'.split()", "['a', 'b', 'c', 'd']"],
  ["'\\u200b\\xad'", "'\\u200b\\xad'"],
  ["'\u00e9\\xa0'", "'\u00e9\\xa0'"],
  ["'\\u2028'", "'\\u2028'"],
  ["'\\ue000'", "'\\ue000'"],
  ["'\\U000e0001'", "'\\U000e0001'"],
  ["float('1_0')", "10.0"],
  ["float('1__0')", "error"],
  ["float('_1')", "error"],
  ["float('1_')", "error"],
  ["float('1_0.0_1')", "10.01"],
  ["float('1e1_0')", "10000000000.0"],
  ["float(' +inf ')", "inf"],
  ["float('-NaN')", "nan"],
  ["float('+Infinity')", "inf"],
  ["float('.5')", "0.5"],
  ["float('5.')", "5.0"],
  ["float('.')", "error"],
  ["float('1e')", "error"],
  ["float('')", "error"],
  ["float('0x1')", "error"],
  ["float('1 2')", "error"],
  ["float('\\x1f1\\x85')", "error"],
  ["int('1_000')", "1000"],
  ["int('_1')", "error"],
  ["int('1_')", "error"],
  ["int('1__0')", "error"],
  ["int(' -5 ')", "-5"],
  ["int('+5')", "5"],
  ["int('5.0')", "error"],
  ["int('')", "error"],
  ["int('0_0')", "0"],
  ["int('- 5')", "error"],
  ["f'{10**30:,}'", "'1,000,000,000,000,000,000,000,000,000,000'"],
  ["f'{1234567.5:,.1f}'", "'1,234,567.5'"],
  ["f'{123:,}'", "'123'"],
  ["f'{-1234:_}'", "'-1_234'"],
  ["'%05d|%-5d|%+d' % (42, 42, 42)", "'00042|42   |+42'"],
  ["'%%' % ()", "'%'"],
  ["'100%' % ()", "error"],
  ["'%' % 1", "error"],
  ["'{' .format()", "error"],
  ["'}'.format()", "error"],
  ["'{0}{0}'.format('a')", "'aa'"],
  ["{('a,\\\"b',): 1}.get(('a', 'b'), 0)", "0"],
  ["1 ** 5000", "1"],
  ["(-1) ** 5001", "-1"],
  ["0 ** 5000", "0"],
  ["2 ** 1000 == 1 << 1000", "True"],
  ["[] * 10**12", "[]"],
  ["'' * 10**12", "''"],
  ["'aXbX'.replace('X', 'XX')", "'aXXbXX'"],
  ["'aaa'.find('')", "0"],
  ["''.join(['\ud83d\ude00', 'a'])", "'\ud83d\ude00a'"],
  ["'abc'[1:100]", "'bc'"],
  ["'abc'[2:1]", "''"],
  ["'abcdef'[4:1:-2]", "'ec'"],
] as const;


function valueOf(expression: string): string {
  const lines: string[] = [];
  try {
    new ProgramInterpreter({ modules: new Map(), print: (line) => lines.push(line) }).run(parse(`print(repr(${expression}))`));
  } catch (caught) {
    if (!(caught instanceof PythonProblem)) throw caught;
    return "error";
  }
  return lines.join("\n");
}

it.each(TABLE)("%s", (expression, expected) => expect(valueOf(expression)).toBe(expected));
