/** Browsers read the address after the click has been handled. In milliseconds. */
const ADDRESS_KEPT = 60_000;

/** Hands the browser a file to keep. */
export function download(name: string, file: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), ADDRESS_KEPT);
}
