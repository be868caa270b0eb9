/** Enters and leaves lecture mode. Full screen is requested and may be refused; the mode works without it. */
import type { Store } from "../../state/store";

async function full(): Promise<void> {
  try {
    if (!document.fullscreenElement) await document.documentElement.requestFullscreen();
  } catch { /* It is refused, or phones have none. */ }
}

async function exitFullScreen(): Promise<void> {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
  } catch { /* The browser has left it meanwhile. */ }
}

/** Enters lecture mode. */
export function enterPresent(store: Store): void {
  store.setState({ present: true });
  void full();
}

/** Leaves lecture mode. */
export function leavePresent(store: Store): void {
  store.setState({ present: false });
  void exitFullScreen();
}

/** Switches full screen on or off. */
export function toggleFullScreen(): void {
  void (document.fullscreenElement ? exitFullScreen() : full());
}
