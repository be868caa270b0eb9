/** All that makes a plan, in one module: it is imported dynamically, where steps are compiled. */
export { plan } from "../../../compiler/passes";
export { traceFunction, traceStep } from "./traced";
