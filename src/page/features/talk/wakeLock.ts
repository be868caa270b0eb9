/** Prevents the screen from turning off. Browsers release the lock while the page is hidden, and may refuse it; then the screen turns off as usual. */
export type WakeLock = ReturnType<typeof createWakeLock>;

/** Creates a wake lock that is not held yet. */
export function createWakeLock() {
  let wanted = false;
  let lock: WakeLockSentinel | null = null;

  async function ask(): Promise<void> {
    if (!wanted || (lock && !lock.released) || document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    const request = async () => navigator.wakeLock.request("screen");
    const granted = await request().catch(() => null);
    if (wanted) lock = granted;
    else await granted?.release();
  }
  const askAgain = () => void ask();

  return {
    hold() {
      wanted = true;
      document.addEventListener("visibilitychange", askAgain);
      askAgain();
    },
    release() {
      wanted = false;
      document.removeEventListener("visibilitychange", askAgain);
      void lock?.release();
      lock = null;
    },
  };
}
