/** Puts a text on the clipboard. False where the browser does not let the page: the text is then to be shown, to be copied by hand. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text); // over plain HTTP there is no clipboard at all
    return true;
  } catch {
    return false;
  }
}

/** Whether a link leads to a file on this computer, which nobody else can open. */
export const isOfFile = (link: string): boolean => link.startsWith("file:");
