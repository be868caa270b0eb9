/** Enters and leaves lecture mode. Full screen is requested and may be refused; the mode works without it. */
import type { Store } from "../../state/store";

function full(): void {
  if (document.fullscreenElement || !document.documentElement.requestFullscreen) return;
  document.documentElement.requestFullscreen().catch(() => undefined);
}

function exitFullScreen(): void {
  if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
}

/** Enters lecture mode. */
export function enterPresent(store: Store): void {
  store.setState({ present: true });
  full();
}

/** Leaves lecture mode. */
export function leavePresent(store: Store): void {
  store.setState({ present: false });
  exitFullScreen();
}

/** Switches full screen on or off. */
export function toggleFullScreen(): void {
  if (document.fullscreenElement) exitFullScreen();
  else full();
}
