/**
 * Finds out whether a contestant had the machine's cores to itself during a turn, from Linux' accounts of processor time: what
 * other programs used, and what the host of a virtual machine took away; and how much of it the browsers' workers used.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Processor time since the machine started, in ticks of the kernel, summed over all cores. */
export interface ProcessorTime {
  /** The time that passed on all cores. */
  readonly total: number;
  /** The time in use, and the time that the host took away. */
  readonly used: number;
  /** The part of `used` that belongs to this process and to all that it started. */
  readonly own: number;
}

/** Returns the processor time until now; null where the system keeps no such account. */
export function processorTime(): ProcessorTime | null {
  if (!existsSync("/proc/stat")) return null;
  const [user = 0, nice = 0, system = 0, idle = 0, ioWait = 0, irq = 0, softIrq = 0, steal = 0] =
    readFileSync("/proc/stat", "utf8").split("\n")[0]!.split(/\s+/).slice(1).map(Number);
  const used = user + nice + system + irq + softIrq + steal;
  return { total: used + idle + ioWait, used, own: ownTicks() };
}

/** The share of all cores, 0 to 1, that others have had since then; null where the system keeps no account. */
export function shareSince(before: ProcessorTime | null): number | null {
  const now = processorTime();
  return before && now && shareOf(before, now);
}

/** Says what share of the cores others have had since then; null where the system keeps no account. */
export function othersText(before: ProcessorTime | null): string | null {
  const share = shareSince(before);
  return share === null ? null : `other programs had ${(100 * share).toFixed(0)} % of the cores`;
}

/** The share of all cores, 0 to 1, that others had between two moments. */
function shareOf(before: ProcessorTime, after: ProcessorTime): number {
  const total = after.total - before.total;
  const others = after.used - before.used - (after.own - before.own);
  return total > 0 ? Math.max(0, others) / total : 0;
}

/** Milliseconds between two looks at the processes while a part is measured: a browser's processes end with their times. */
const LOOK_MS = 500;
/** The last known ticks of each process that was this one or its descendant. */
const known = new Map<number, number>();

/** Follows the processes until `stop` is called, so that those that end are counted, too. */
export function followProcesses(): { stop(): void } {
  const timer = setInterval(ownTicks, LOOK_MS);
  return { stop: () => clearInterval(timer) };
}

/** The ticks of this process and of all its descendants, as far as they have been seen. */
function ownTicks(): number {
  for (const [pid, ticks] of family()) known.set(pid, ticks);
  return [...known.values()].reduce((sum, own) => sum + own, 0);
}

/** The ticks of this process and of each of its descendants, by process. */
function family(): Map<number, number> {
  const ticks = new Map<number, number>();
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const fields = statOf(pid);
    if (!fields) continue;
    const [, parent = 0] = fields.map(Number);
    ticks.set(pid, Number(fields[11]) + Number(fields[12])); // user and system time
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const own = new Map<number, number>();
  const learn = (pid: number) => {
    own.set(pid, ticks.get(pid) ?? 0);
    children.get(pid)?.forEach(learn);
  };
  learn(process.pid);
  return own;
}

/** How Chromium names the threads of a page's workers. */
const WORKER_THREAD = "DedicatedWorker";

/** The time now, and the processor time that each worker of the browsers that this process has started has had, in milliseconds. */
export interface WorkerTime {
  readonly at: number;
  /** By process and thread. */
  readonly ms: ReadonlyMap<string, number>;
}

/** Returns the workers' processor time until now; null where the system keeps no such account. */
export function workerTime(): WorkerTime | null {
  if (!existsSync("/proc/self/schedstat")) return null;
  const ms = new Map<string, number>();
  for (const pid of family().keys()) {
    for (const thread of readOr([], () => readdirSync(`/proc/${pid}/task`))) {
      const file = (name: string) => readOr("", () => readFileSync(`/proc/${pid}/task/${thread}/${name}`, "utf8"));
      if (file("comm").trim() === WORKER_THREAD) ms.set(`${pid}/${thread}`, Number(file("schedstat").split(" ")[0]) / 1e6); // nanoseconds
    }
  }
  return { at: performance.now(), ms };
}

/** How many cores the browsers' workers that still run have had since then, on average; null where the system keeps no account. */
export function workerCores(before: WorkerTime | null): number | null {
  const now = workerTime();
  if (!before || !now) return null;
  const ms = [...now.ms].reduce((sum, [thread, all]) => sum + all - (before.ms.get(thread) ?? 0), 0);
  return ms / (now.at - before.at);
}

/** What `read` returns, or `missing` if the process has ended. */
function readOr<T>(missing: T, read: () => T): T {
  try {
    return read();
  } catch {
    return missing;
  }
}

/** The fields of /proc/PID/stat after the program's name, which may contain spaces; null if the process has ended. */
function statOf(pid: number): string[] | null {
  const text = readOr("", () => readFileSync(`/proc/${pid}/stat`, "utf8"));
  return text === "" ? null : text.slice(text.lastIndexOf(")") + 2).split(" ");
}
