/** The same for `npm start`, with React's checks. */
import { jsxDEV as create } from "react/jsx-dev-runtime";
import { propsOf } from "./ownElements";

export { Fragment } from "react/jsx-dev-runtime";
export type * as JSX from "./JSX";

type Create = typeof create;

export const jsxDEV = (...[type, props, key, isStatic, ...place]: Parameters<Create>): ReturnType<Create> => {
  const own = propsOf(type, props as object); // of any element or component
  return create(type, own, key, isStatic && Array.isArray(own.children), ...place);
};
