/** What a file that leaves this machine may say of a link: of a page that is opened as a file only the fragment, as its path names the reader's folders. */
export const exportedLink = (link: string): string => (link.startsWith("file:") ? link.slice(link.indexOf("#")) : link);
