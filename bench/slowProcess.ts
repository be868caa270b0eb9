/**
 * Slows down all threads of a process by stopping it most of the time with signals. The browser itself can throttle a page's
 * own thread only, not a worker's. Windows has no such signals.
 */

/** Milliseconds that the process runs at a time. Timers are not accurate enough for less. */
const RUN = 4;

/** Lets process `pid` run for 1/`times` of the time. Returns a function that ends this. */
export function slowDown(pid: number, times: number): () => void {
  const begun = performance.now();
  let ran = 0;
  let timer: NodeJS.Timeout;
  const goOn = () => {
    process.kill(pid, "SIGCONT");
    const since = performance.now();
    timer = setTimeout(() => {
      process.kill(pid, "SIGSTOP");
      ran += performance.now() - since;
      // This compensates for late timers.
      timer = setTimeout(goOn, Math.max(1, times * ran - (performance.now() - begun)));
    }, RUN);
  };
  goOn();
  return () => {
    clearTimeout(timer);
    process.kill(pid, "SIGCONT");
  };
}
