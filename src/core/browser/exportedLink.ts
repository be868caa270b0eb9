/**
 * Returns the part of a link that an exported file, a printed sheet or another reader may get: of a page that was opened as a file only the fragment, because
 * its path names the reader's folders.
 */
export const exportedLink = (link: string): string => (link.startsWith("file:") ? link.slice(link.indexOf("#")) : link);
