/** Giving way to messages that wait. Timers are clamped to milliseconds and slowed in background tabs; ports are not. */

/** In Node, an open port keeps the process alive; browsers know no such thing. */
type NodePort = MessagePort & { ref?: () => void; unref?: () => void };

const waiting: (() => void)[] = [];
const { port1, port2 }: { port1: NodePort; port2: MessagePort } = new MessageChannel();
port1.onmessage = () => {
  waiting.shift()?.();
  if (waiting.length === 0) port1.unref?.();
};
port1.unref?.();

/** Resolves in a new task, after the messages that have already arrived. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    port1.ref?.();
    port2.postMessage(null);
  });
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
