/** The JSX of the page: React's, with an element for each text among others (`ownElements.ts`). `tsconfig.page.json` and `vite.config.ts` name this folder. */
import type { ElementType, ReactElement, ReactNode } from "react";
import { jsx as createOne, jsxs as createSeveral } from "react/jsx-runtime";
import { propsOf } from "./ownElements";

export { Fragment } from "react/jsx-runtime";
export type * as JSX from "./JSX";

type Props = { readonly children?: ReactNode };

export const jsx = (type: ElementType, props: Props, key?: string): ReactElement => createOne(type, propsOf(type, props), key);

export function jsxs(type: ElementType, props: Props, key?: string): ReactElement {
  const own = propsOf(type, props);
  return Array.isArray(own.children) ? createSeveral(type, own, key) : createOne(type, own, key);
}
