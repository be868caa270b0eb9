// @ts-check
/** Names of classes and ids that broad lists of content blockers hide, with whatever the element contains. ESLint and stylelint refuse them. */
export const HIDDEN_NAMES = "notice|share|banner|sponsor|popup|cookie|social|ad-|-ad([^a-z]|$)";
export const HIDDEN_MESSAGE = "Content blockers hide classes and ids with such names (scripts/lint/hiddenNames.js).";
