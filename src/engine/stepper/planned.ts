/** What makes plans, together, so that it is loaded only where steps are compiled. */
export { plan } from "../compiler/planner";
export { traceStep } from "./traced";
