/** Returns the page's service workers. Null: the browser has none, or refuses them, as in a frame's sandbox. */
export function serviceWorkers(): ServiceWorkerContainer | null {
  try {
    return "serviceWorker" in navigator ? navigator.serviceWorker : null;
  } catch {
    return null;
  }
}
