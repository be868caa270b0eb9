/**
 * Gives each text among other children an element of its own. A browser's page translation moves text nodes into elements that React does not know:
 * React then fails when it removes such a node or inserts something before it, and what it writes there is not seen
 * (https://github.com/facebook/react/issues/11538). A text that is its element's only child is replaced together with what the translation made of it.
 *
 * Prose is translated. Code, keys and texts without words, such as numbers and Greek symbols, are not, wherever they are; formulas are not (`Tex`).
 * Names, as of models, presets and backends, look like prose: the component that shows one has `translate="no"`.
 */
import { createElement, Fragment, type ReactNode } from "react";

/** The element of a text. It has no style of its own. */
const TEXT = "x-text";
/** These elements may contain text only, and texts of figures are not translated. */
const OF_TEXT = new Set<unknown>(["option", "title", "textarea", "style", "text", "tspan"]);

const isText = (child: unknown): child is string | number => typeof child === "string" || typeof child === "number";
const isNothing = (child: unknown): boolean => child === null || child === undefined || typeof child === "boolean";
const isList = (child: unknown): child is readonly ReactNode[] => Array.isArray(child);
/** White space stays a text: it is not translated, and in a flex box it takes no place. */
const elementOf = (text: string | number, key?: string): ReactNode =>
  (String(text).trim() === "" ? text : createElement(TEXT, { key, ...(hasNoWord(text) && { translate: "no" }) }, text));

/** Returns the children of an element of this type, with elements for texts that have siblings; the same ones if there are none. */
function withOwnElements(type: unknown, children: ReactNode): ReactNode {
  if (!isList(children)) return type === Fragment && isText(children) ? elementOf(children) : children; // a fragment's children have its siblings
  if (OF_TEXT.has(type)) return children;
  if (children.some(isText) && children.every((child) => isText(child) || isNothing(child))) return withOwnElements(type, children.filter(isText).join(""));
  return withEach(children);
}

/** The same for children with siblings, and for the children of lists among them. */
function withEach(children: readonly ReactNode[]): readonly ReactNode[] {
  if (!children.some((child) => isText(child) || isList(child))) return children;
  return children.map((child, i) => (isText(child) ? elementOf(child, `text ${i}`) : isList(child) ? withEach(child) : child));
}

/** Keys and code mean what they say in one language only. */
const UNTRANSLATED = new Set<unknown>(["code", "kbd", "pre"]);
/** Numbers, signs and Greek letters. */
const hasNoWord = (text: string | number): boolean => !/[^\P{L}\p{Script=Greek}]/u.test(String(text));
const isWordless = (type: unknown, children: ReactNode): boolean => typeof type === "string" && !OF_TEXT.has(type) && isText(children) && hasNoWord(children);

interface Props {
  readonly children?: ReactNode;
  readonly translate?: "yes" | "no";
}

/** Returns the properties with which an element of this type is created. */
export function propsOf(type: unknown, props: Props): Props {
  const children = withOwnElements(type, props.children);
  const own = children === props.children ? props : { ...props, children };
  return UNTRANSLATED.has(type) || isWordless(type, children) ? { translate: "no", ...own } : own;
}
