/** React. Its script consists of CommonJS modules, which would be evaluated together with the page's script if this module did not import them there. */
export { createRoot } from "react-dom/client";
