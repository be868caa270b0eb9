/** Reads the runs that the browser keeps, without the page's help. */
import type { Page } from "@playwright/test";

export interface Kept {
  readonly id: string;
  readonly mark: number;
  readonly step: number;
  readonly bytes: number;
}

/** Returns all kept runs. If the page has not created its database yet, this creates none, as that would block the page's. */
export const keptRuns = (page: Page) => page.evaluate(() => new Promise<readonly Kept[]>((resolve) => {
  const request = indexedDB.open("elbo-room");
  request.onupgradeneeded = () => request.transaction!.abort();
  request.onerror = () => resolve([]);
  request.onsuccess = () => {
    const { result } = request;
    const all = result.transaction("runs").objectStore("runs").getAll();
    all.onsuccess = () => {
      result.close();
      resolve((all.result as Kept[]).map(({ id, mark, step, bytes }) => ({ id, mark, step, bytes })));
    };
  };
}));
