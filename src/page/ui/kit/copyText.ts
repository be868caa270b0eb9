/** Puts a text on the clipboard. Returns false if the browser does not allow it: show the text to be copied by hand. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text); // over plain HTTP there is no clipboard
    return true;
  } catch {
    return false;
  }
}
