/** Hands files to the browser's downloads. Whether the browser saves them, no page learns. */
import type { Store } from "../../state/store";

/** How long an object URL stays valid, in milliseconds: browsers read it after the click has been handled. */
const URL_LIFETIME = 60_000;

/** Hands a file to the browser's downloads under this name. Throws if the browser makes no address for it. */
export function download(name: string, file: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), URL_LIFETIME);
}

/** Hands a file to the browser's downloads, and says so in a notice, or that it failed. */
export function handOver(store: Store, name: string, file: Blob): void {
  let handed = true;
  try {
    download(name, file);
  } catch (error) {
    console.warn(error);
    handed = false;
  }
  store.setState(({ notices }) => ({ notices: [...notices.filter(({ kind }) => kind !== "download"), { kind: "download", name, handed }] }));
}
