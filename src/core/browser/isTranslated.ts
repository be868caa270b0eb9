/** Returns whether a browser's translation has changed the page: Chrome's classes, Google's elements, which the page itself does not have, or Edge's attribute. */
export const isTranslated = (): boolean => document.querySelector("html.translated-ltr, html.translated-rtl, font, [_msttexthash]") !== null;
