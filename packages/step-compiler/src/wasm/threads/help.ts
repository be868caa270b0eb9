/** Runs in a thread that helps with steps: it needs nothing but the module and the memory. */

/** A job can be sent to a worker. */
export interface ThreadJob {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** The address of the thread's own scratch memory, in bytes. */
  readonly scratch: number;
}

/** Helps with all steps until they are disposed. The thread is busy or asleep meanwhile and receives no messages. */
export async function help({ module, memory, scratch }: ThreadJob): Promise<void> {
  const { exports } = await WebAssembly.instantiate(module, { env: { memory, scratch } });
  (exports["serve"] as () => void)();
}
