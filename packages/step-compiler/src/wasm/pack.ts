/**
 * Packing copies blocks of a matrix into panels, in the order in which tiles read them. For each k, a panel has the numbers of
 * a few neighbouring rows or columns, its members; k comes in stretches of equal length from a table.
 */
import {
  call, f32, get, i32, loop, set, v128, when, type Code, type Local, type Locals, type ModuleWriter,
} from "./assembler";
import { memoised } from "./memoised";

/** The bytes of an entry in a table of stretches: the beginning of the stretch, counted from `from`. */
export const START_ENTRY = 4;

export interface PanelArguments {
  readonly stretches: Code;
  readonly stretchesEnd: Code;
  readonly from: Code;
  readonly to: Code;
  /** The number of values of k in a stretch, and the bytes between them. */
  readonly length: number;
  readonly step: number;
}

const [STRETCHES, STRETCHES_END, FROM, TO, STEP, BYTES, MEMBER_STEP] = [0, 1, 2, 3, 4, 5, 6] as const;
/** The meaning of the last parameters depends on the function. */
const parameters = (count: number) => Array.from({ length: count }, () => "i32" as const);
const range = (size: number): number[] => Array.from({ length: size }, (_, i) => i);
const move = (address: Local, bytes: Code): Code => set(address, i32.add(get(address), bytes));

/** Returns code that calls a packing function; `bytes` is the size of a stretch in the copy. */
function callPacker(callee: number, values: PanelArguments, bytes: number, ...more: number[]): Code {
  const { stretches, stretchesEnd, from, to, step } = values;
  return call(callee, stretches, stretchesEnd, from, to, ...[step, bytes, ...more].map((n) => i32.const(n)));
}

/** Returns code that executes the body for every stretch: `at` is its beginning and `end` the end of its copy; the body advances TO to there. */
function eachStretch(locals: Locals, write: (at: Local, end: Local) => Code): Code {
  const [stretch, at, end] = [locals.add("i32"), locals.add("i32"), locals.add("i32")];
  return loop(stretch, get(STRETCHES), get(STRETCHES_END), START_ENTRY, [
    ...set(at, i32.add(get(FROM), i32.load(get(stretch)))),
    ...set(end, i32.add(get(TO), get(BYTES))),
    ...write(at, end),
  ]);
}

/** Returns code that copies adjacent members: `width` numbers for each k, and zeros up to a whole vector if `padded`. */
export function copyPanel(
  module: ModuleWriter, width: number, padded: boolean, panelStep: number, values: PanelArguments,
): Code {
  const name = ["copy", width, padded, panelStep].join();
  const callee = memoised(module, name, () => module.function(parameters(6), (locals) =>
    eachStretch(locals, (at, end) => loop(TO, get(TO), get(end), panelStep, [
      ...range(Math.floor(width / 4)).flatMap((v) => v128.store(get(TO), v128.load(get(at), 16 * v), 16 * v)),
      ...range(width % 4).flatMap((i) => {
        const offset = 4 * (width - (width % 4) + i);
        return f32.store(get(TO), f32.load(get(at), offset), offset);
      }),
      ...zeros(width, padded),
      ...move(at, get(STEP)),
    ]))));
  return callPacker(callee, values, values.length * panelStep);
}

const zeros = (width: number, padded: boolean): Code =>
  padded && width % 4 > 0
    ? range(4 - (width % 4)).flatMap((i) => f32.store(get(TO), f32.const(0), 4 * (width + i)))
    : [];

/** Returns code that copies members that are `memberStep` bytes apart. */
export function gatherPanel(
  module: ModuleWriter, width: number, padded: boolean, panelStep: number, memberStep: number, values: PanelArguments,
): Code {
  const name = ["gather", width, padded, panelStep].join();
  const callee = memoised(module, name, () => module.function(parameters(7), (locals) => {
    const member = locals.add("i32");
    return eachStretch(locals, (at, end) => loop(TO, get(TO), get(end), panelStep, [
      ...set(member, get(at)),
      ...range(width).flatMap((i) => [
        ...f32.store(get(TO), f32.load(get(member)), 4 * i),
        ...(i < width - 1 ? move(member, get(MEMBER_STEP)) : []),
      ]),
      ...zeros(width, padded),
      ...move(at, get(STEP)),
    ]));
  }));
  return callPacker(callee, values, values.length * panelStep, memberStep);
}

/** Returns code that copies four members whose k are adjacent: squares of 4×4 numbers are transposed. */
export function transposePanel(
  module: ModuleWriter, panelStep: number, memberStep: number, values: PanelArguments,
): Code {
  const callee = memoised(module, ["transpose", panelStep].join(), () => module.function(parameters(8), (locals) => {
    const rest = MEMBER_STEP + 1;
    const members = range(4).map(() => locals.add("i32"));
    return eachStretch(locals, (at, end) => [
      ...set(members[0]!, get(at)),
      ...[1, 2, 3].flatMap((i) => set(members[i]!, i32.add(get(members[i - 1]!), get(MEMBER_STEP)))),
      ...when(get(BYTES), loop(TO, get(TO), get(end), 4 * panelStep, [
        ...transposeSquare(locals, members, panelStep),
        ...members.flatMap((member) => move(member, i32.const(16))),
      ])),
      ...when(get(rest), [
        ...move(end, get(rest)),
        ...loop(TO, get(TO), get(end), panelStep, members.flatMap((member, i) => [
          ...f32.store(get(TO), f32.load(get(member)), 4 * i), ...move(member, i32.const(4)),
        ])),
      ]),
    ]);
  }));
  const rest = values.length % 4;
  return callPacker(callee, values, (values.length - rest) * panelStep, memberStep, rest * panelStep);
}

type Lanes = readonly [number, number, number, number];

function transposeSquare(locals: Locals, members: readonly Local[], panelStep: number): Code {
  const rows = members.map(() => locals.add("v128"));
  const shuffled = (a: number, b: number, lanes: Lanes): { readonly code: Code; readonly result: Local } => {
    const result = locals.add("v128");
    return { code: set(result, v128.shuffle(get(rows[a]!), get(rows[b]!), lanes)), result };
  };
  // The first and the last two columns of rows 0 and 1, and of rows 2 and 3.
  const top = [shuffled(0, 1, [0, 4, 1, 5]), shuffled(0, 1, [2, 6, 3, 7])];
  const bottom = [shuffled(2, 3, [0, 4, 1, 5]), shuffled(2, 3, [2, 6, 3, 7])];
  const column = (k: number): Code => v128.shuffle(
    get(top[k >> 1]!.result), get(bottom[k >> 1]!.result), k % 2 === 0 ? [0, 1, 4, 5] : [2, 3, 6, 7]);
  return [
    ...rows.flatMap((row, i) => set(row, v128.load(get(members[i]!)))),
    ...[...top, ...bottom].flatMap(({ code }) => code),
    ...range(4).flatMap((k) => v128.store(get(TO), column(k), k * panelStep)),
  ];
}

/** Returns code that packs for tiles of form `dot`: a vector of each member for every four k, then a number of each for every remaining k. */
export function vectorPanel(
  module: ModuleWriter, width: number, memberStep: number, values: PanelArguments,
): Code {
  const step = 16 * width;
  const callee = memoised(module, ["vectors", width].join(), () => module.function(parameters(8), (locals) => {
    const rest = MEMBER_STEP + 1;
    const [member, element] = [locals.add("i32"), locals.add("i32")];
    /** Copies `count` values of k, and zeros up to four. */
    const vectors = (at: Local, count: number): Code => [
      ...set(member, get(at)),
      ...range(width).flatMap((m) => [
        ...set(element, get(member)),
        ...range(4).flatMap((i) => [
          ...f32.store(get(TO), i < count ? f32.load(get(element)) : f32.const(0), 16 * m + 4 * i),
          ...(i < count - 1 ? move(element, get(STEP)) : []),
        ]),
        ...move(member, get(MEMBER_STEP)),
      ]),
      ...range(count).flatMap(() => move(at, get(STEP))),
    ];
    return eachStretch(locals, (at, end) => [
      ...when(get(BYTES), loop(TO, get(TO), get(end), step, vectors(at, 4))),
      ...when(get(rest), [...move(end, get(rest)), ...loop(TO, get(TO), get(end), step, vectors(at, 1))]),
    ]);
  }));
  return callPacker(callee, values, Math.floor(values.length / 4) * step, memberStep, (values.length % 4) * step);
}
