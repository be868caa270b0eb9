/** What a thread does that helps with steps: it needs nothing but the module and the memory. */

/** Can be sent to a worker. */
export interface ThreadJob {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Where the thread has memory of its own, in bytes. */
  readonly scratch: number;
}

/** Helps with all steps until their maker disposes them. Keeps the thread busy or asleep: it hears of nothing else meanwhile. */
export async function help({ module, memory, scratch }: ThreadJob): Promise<void> {
  const { exports } = await WebAssembly.instantiate(module, { env: { memory, scratch } });
  (exports["serve"] as () => void)();
}
