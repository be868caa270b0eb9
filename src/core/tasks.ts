/** Yields to waiting messages through a port, because timers are clamped to milliseconds and slowed in background tabs. */

/** Used in Node only, where up to a thousand messages of a port are handled before any timer. */
declare const setImmediate: ((task: () => void) => void) | undefined;

const soon = typeof setImmediate === "function" ? setImmediate : throughPort();

function throughPort(): (task: () => void) => void {
  const waiting: (() => void)[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => waiting.shift()?.();
  return (task) => {
    waiting.push(task);
    port2.postMessage(null);
  };
}

/** Resolves in a new task, after the messages that have already arrived. */
export const nextTask = (): Promise<void> => new Promise((resolve) => { soon(resolve); });

/** Resolves after `ms` milliseconds. */
export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
