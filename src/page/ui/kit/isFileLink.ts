/** Returns whether a link points to a file on this computer, which nobody else can open. */
export const isFileLink = (link: string): boolean => link.startsWith("file:");
