/** How long an object URL stays valid, in milliseconds: browsers read it after the click has been handled. */
const URL_LIFETIME = 60_000;

/** Downloads a file under this name. */
export function download(name: string, file: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), URL_LIFETIME);
}
