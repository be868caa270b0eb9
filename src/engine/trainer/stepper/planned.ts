/** What makes plans, together, so that it is loaded only where steps are compiled. */
export { plan } from "../../../compiler/passes";
export { traceStep } from "./traced";
