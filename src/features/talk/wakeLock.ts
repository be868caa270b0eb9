/** Keeps the screen on. Browsers release the lock while the page is hidden, and may refuse it: then the screen goes dark as ever. */
export interface WakeLock {
  hold(): void;
  release(): void;
}

export function createWakeLock(): WakeLock {
  let wanted = false;
  let lock: WakeLockSentinel | null = null;

  async function ask(): Promise<void> {
    if (!wanted || (lock && !lock.released) || document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    const granted = await navigator.wakeLock.request("screen").catch(() => null);
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
