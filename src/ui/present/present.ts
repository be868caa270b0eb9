/** Entering and leaving lecture mode. Full screen is asked for and may be refused; the mode holds without it. */
import type { Store } from "../../state/store";

function full(): void {
  if (document.fullscreenElement || !document.documentElement.requestFullscreen) return;
  document.documentElement.requestFullscreen().catch(() => undefined);
}

function unfull(): void {
  if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
}

export function enterPresent(store: Store): void {
  store.setState({ present: true });
  full();
}

export function leavePresent(store: Store): void {
  store.setState({ present: false });
  unfull();
}

export function toggleFullScreen(): void {
  if (document.fullscreenElement) unfull();
  else full();
}
