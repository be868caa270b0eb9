/**
 * Generates kernels from groups of tasks: what each kernel loads, computes and stores at each point. Storages are still the
 * values themselves; `allocate.ts` assigns memory.
 */
import { compose, boundariesOf, dimsOf, isWhole, keyOf, refine, stridesIn, whole, type Boundaries, type View } from "../ir/access";
import type { Group } from "./fuse";
import { mapAccesses, type Access, type Instruction, type Kernel, type Loop, type Store } from "../ir/plan";
import { sourceOf, type Materialised } from "./rematerialise";
import type { Operand, Task, TaskId, ValueId, TaskGraph } from "../ir/tasks";

/**
 * Writes kernels from last to first: a kernel stores only outputs and values that later kernels load. One that stores nothing
 * is dropped.
 */
export function writeKernels(work: TaskGraph, groups: readonly Group[], materialised: Materialised): Kernel[] {
  const wanted = new Set<ValueId>([...work.outputs.values(), ...work.aliases.keys()]);
  const makers: Makers = new Map(work.tasks.flatMap((task) => (task.kind === "map" ? [[task.value, task] as const] : [])));
  const kernels: Kernel[] = [];
  for (const group of [...groups].reverse()) {
    const kernel = writeKernel(work, group, { materialised, makers }, wanted);
    if (kernel) kernels.push(kernel);
  }
  return kernels.reverse();
}

type MapTask = Extract<Task, { kind: "map" }>;
type Makers = ReadonlyMap<ValueId, MapTask>;

/** The values that are materialised, and the tasks that recompute the others. */
interface Sources { readonly materialised: Materialised; readonly makers: Makers }

/** Writes one kernel and adds the values that it loads to `wanted`. */
function writeKernel(
  work: TaskGraph, { contraction, loop, points }: Group, sources: Sources, wanted: Set<ValueId>,
): Kernel | undefined {
  const product = contraction === undefined ? undefined : work.tasks[contraction];
  if (product && product.kind !== "contract") throw new Error("Only a contraction has a loop that follows it");
  const storesProduct = product !== undefined && wanted.has(product.value);
  const writer = createLoopWriter(work, loop, points, { ...sources, product: product?.value });
  for (const id of loop) {
    const task = work.tasks[id]!;
    if (task.kind !== "contract" && wanted.has(task.value)) writer.store(task);
  }
  const body = writer.finish();
  body?.loads.forEach((value) => wanted.add(value));
  if (!product) return body?.loop;
  if (!body && !storesProduct) return undefined;
  const { left, right, value, parts } = product;
  wanted.add(left).add(right);
  const buffer = (operand: ValueId) => bufferOf(work, operand);
  return {
    kind: "contraction", left: buffer(left), right: buffer(right), out: buffer(value), parts, storesProduct,
    ...(body ? { epilogue: body.loop } : {}),
  };
}

/** Returns the buffer of a value: its own, or that of the input that an updated state aliases. */
const bufferOf = ({ aliases }: TaskGraph, value: ValueId): ValueId => aliases.get(value) ?? value;

/** An access before the loop's dimensions are known; they depend on all its accesses. */
interface StorageView { readonly storage: ValueId; readonly view: View }

interface LoopWriter {
  store(task: Exclude<Task, { kind: "contract" }>): void;
  /** Returns the loop and the values that it loads; undefined if it stores nothing. */
  finish(): { readonly loop: Loop; readonly loads: readonly ValueId[] } | undefined;
}

function createLoopWriter(
  work: TaskGraph, members: readonly TaskId[], points: number,
  { materialised, makers, product }: Sources & { readonly product: ValueId | undefined },
): LoopWriter {
  const { tasks } = work;
  const made = new Set(members.map((id) => tasks[id]!.value));
  const body: Instruction<StorageView>[] = [];
  const stores: Store<StorageView>[] = [];
  const known = new Map<string, number>();
  const loads = new Set<ValueId>();
  const storageOf = (value: ValueId): ValueId => bufferOf(work, value);
  const once = (key: string, write: () => Instruction<StorageView>): number => {
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
    const { value, view } = operand;
    if (value === product && isWhole(view, points)) return once("product", () => ({ kind: "product" }));
    const maker = makers.get(value);
    const source = made.has(value) ? undefined : sourceOf(materialised, value, view);
    if (source) {
      return once(`load ${source.value}@${keyOf(source.view)}`, () => {
        loads.add(source.value);
        return { kind: "load", from: { storage: storageOf(source.value), view: source.view } };
      });
    }
    if (!maker) throw new Error("A value is neither stored nor computed");
    return positionOfMap(maker, view);
  };
  const positionOfMap = ({ value, fn, args }: MapTask, view: View): number => {
    const key = `value ${value}@${keyOf(view)}`;
    const at = known.get(key);
    if (at !== undefined) return at;
    const seen = args.map((arg): Operand => {
      if (arg.kind === "number") return arg;
      const through = compose(view, arg.view);
      if (!through) throw new Error("A value that is not stored cannot be computed again here");
      return { ...arg, view: through };
    });
    const positions = seen.map(positionOf);
    return once(key, () => ({ kind: "map", fn, args: positions }));
  };

  return {
    store(task) {
      const storage = storageOf(task.value);
      if (task.kind === "map") stores.push({ value: positionOfMap(task, whole(points)), to: { storage, view: whole(points) }, combine: "set" });
      else stores.push({ value: positionOf(task.arg), to: { storage, view: task.to }, combine: task.kind === "reduce" ? task.combine : "set" });
    },
    finish() {
      if (stores.length === 0) return undefined;
      const views = [...body.flatMap((each) => (each.kind === "load" ? [each.from.view] : [])), ...stores.map(({ to }) => to.view)];
      const boundaries = views.reduce<Boundaries | undefined>((all, view) => all && refine(all, boundariesOf(view)), []);
      if (!boundaries) throw new Error("A loop's views do not fit into one space");
      const dims = dimsOf(boundaries, points);
      const accessTo = ({ storage, view }: StorageView): Access => ({ storage, offset: view.offset, strides: stridesIn(view, dims)! });
      const loop: Loop = { kind: "loop", dims, ...mapAccesses({ body, stores }, accessTo) };
      return { loop, loads: [...loads] };
    },
  };
}
