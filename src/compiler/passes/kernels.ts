/**
 * Groups of tasks → kernels: what is loaded, computed and stored at each point. Here a kernel's storages are still the
 * values themselves; which place in memory each gets is decided later.
 */
import { compose, cutsOf, dimsOf, isWhole, keyOf, refine, stridesIn, whole, type Cuts, type Walk } from "../ir/access";
import type { Group } from "./fuse";
import { mapAccesses, type Access, type Instruction, type Kernel, type Loop, type Store } from "../ir/plan";
import { sourceOf, type Kept } from "./rematerialise";
import type { Operand, Task, TaskId, ValueId, Work } from "../ir/tasks";

/** Stores what later kernels load and what is an output, and nothing else; a group of which nothing is left is no kernel. */
export function writeKernels(work: Work, groups: readonly Group[], kept: Kept): Kernel[] {
  const wanted = new Set<ValueId>([...work.outputs.values(), ...work.homes.keys()]);
  const makers: Makers = new Map(work.tasks.flatMap((task) => (task.kind === "map" ? [[task.value, task] as const] : [])));
  const kernels: Kernel[] = [];
  for (const group of [...groups].reverse()) {
    const kernel = writeKernel(work, group, { kept, makers }, wanted);
    if (kernel) kernels.push(kernel);
  }
  return kernels.reverse();
}

type MapTask = Extract<Task, { kind: "map" }>;
type Makers = ReadonlyMap<ValueId, MapTask>;

/** What each loop has to know about all of them: where values are kept, and how the others are made. */
interface Sources { readonly kept: Kept; readonly makers: Makers }

/** Adds to `wanted` what the kernel loads. */
function writeKernel(
  work: Work, { contraction, loop, points }: Group, sources: Sources, wanted: Set<ValueId>,
): Kernel | undefined {
  const product = contraction === undefined ? undefined : work.tasks[contraction];
  if (product && product.kind !== "contract") throw new Error("Only a contraction has a loop that follows it");
  const kept = product !== undefined && wanted.has(product.value);
  const writer = createLoopWriter(work, loop, points, { ...sources, product: product?.value });
  for (const id of loop) {
    const task = work.tasks[id]!;
    if (task.kind !== "contract" && wanted.has(task.value)) writer.store(task);
  }
  const body = writer.finish();
  body?.loads.forEach((value) => wanted.add(value));
  if (!product) return body?.loop;
  if (!body && !kept) return undefined;
  const { left, right, value, parts } = product;
  wanted.add(left).add(right);
  const place = (operand: ValueId) => placeOf(work, operand);
  return {
    kind: "contraction", left: place(left), right: place(right), out: place(value), parts, kept,
    ...(body ? { then: body.loop } : {}),
  };
}

/** The value in whose place a value lies: its own, or, for the next value of a state, the input's. */
const placeOf = ({ homes }: Work, value: ValueId): ValueId => homes.get(value) ?? value;

/** An access without strides: they depend on the space, and that on all accesses. */
interface Draft { readonly storage: ValueId; readonly walk: Walk }

interface LoopWriter {
  store(task: Exclude<Task, { kind: "contract" }>): void;
  /** The loop and the values it loads; nothing if it stores nothing. */
  finish(): { readonly loop: Loop; readonly loads: readonly ValueId[] } | undefined;
}

function createLoopWriter(
  work: Work, members: readonly TaskId[], points: number,
  { kept, makers, product }: Sources & { readonly product: ValueId | undefined },
): LoopWriter {
  const { tasks } = work;
  const made = new Set(members.map((id) => tasks[id]!.value));
  const body: Instruction<Draft>[] = [];
  const stores: Store<Draft>[] = [];
  const known = new Map<string, number>();
  const loads = new Set<ValueId>();
  const storageOf = (value: ValueId): ValueId => placeOf(work, value);
  const once = (key: string, write: () => Instruction<Draft>): number => {
    let at = known.get(key);
    if (at === undefined) {
      at = body.push(write()) - 1;
      known.set(key, at);
    }
    return at;
  };
  const positionOf = (operand: Operand): number => {
    if (operand.kind === "number") {
      const { value } = operand;
      return once(`number ${Object.is(value, -0) ? "-0" : value}`, () => ({ kind: "constant", value }));
    }
    const { value, walk } = operand;
    if (value === product && isWhole(walk, points)) return once("product", () => ({ kind: "product" }));
    const maker = makers.get(value);
    const source = made.has(value) ? undefined : sourceOf(kept, value, walk);
    if (source) {
      return once(`load ${source.value}@${keyOf(source.walk)}`, () => {
        loads.add(source.value);
        return { kind: "load", from: { storage: storageOf(source.value), walk: source.walk } };
      });
    }
    if (!maker) throw new Error("A value is neither kept nor computed");
    return positionOfMap(maker, walk);
  };
  const positionOfMap = ({ value, fn, args }: MapTask, walk: Walk): number => {
    const key = `value ${value}@${keyOf(walk)}`;
    const at = known.get(key);
    if (at !== undefined) return at;
    const seen = args.map((arg): Operand => {
      if (arg.kind === "number") return arg;
      const through = compose(walk, arg.walk);
      if (!through) throw new Error("A value that is not stored cannot be computed again here");
      return { ...arg, walk: through };
    });
    const positions = seen.map(positionOf);
    return once(key, () => ({ kind: "map", fn, args: positions }));
  };

  return {
    store(task) {
      const storage = storageOf(task.value);
      if (task.kind === "map") stores.push({ value: positionOfMap(task, whole(points)), to: { storage, walk: whole(points) }, combine: "set" });
      else stores.push({ value: positionOf(task.arg), to: { storage, walk: task.to }, combine: task.kind === "reduce" ? task.combine : "set" });
    },
    finish() {
      if (stores.length === 0) return undefined;
      const walks = [...body.flatMap((each) => (each.kind === "load" ? [each.from.walk] : [])), ...stores.map(({ to }) => to.walk)];
      const cuts = walks.reduce<Cuts | undefined>((all, walk) => all && refine(all, cutsOf(walk)), []);
      if (!cuts) throw new Error("A loop's walks do not fit into one space");
      const dims = dimsOf(cuts, points);
      const accessTo = ({ storage, walk }: Draft): Access => ({ storage, offset: walk.offset, strides: stridesIn(walk, dims)! });
      const loop: Loop = { kind: "loop", dims, ...mapAccesses({ body, stores }, accessTo) };
      return { loop, loads: [...loads] };
    },
  };
}
