/**
 * Slows a whole process down, all of its threads alike: it is stopped most of the time, by signals. The browser itself can
 * throttle a page's own thread only, and refuses to do so for a worker's. Not for Windows, which has no such signals.
 */

/** Milliseconds that the process runs at a stretch. Shorter ones than this a timer does not keep. */
const RUN = 4;

/** Lets `pid` run one part of the time in `times`. Returns the way to stop that. */
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
      // What timers were late by is made up for.
      timer = setTimeout(goOn, Math.max(1, times * ran - (performance.now() - begun)));
    }, RUN);
  };
  goOn();
  return () => {
    clearTimeout(timer);
    process.kill(pid, "SIGCONT");
  };
}
