/** React, which `boot.ts` imports before the page: it is a script of its own, and compiled in a task of its own. */
export { createRoot } from "react-dom/client";
