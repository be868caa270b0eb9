/** Everything that makes a plan, in one module that is imported dynamically when steps are compiled. */
export { plan } from "step-compiler/passes";
export { traceFunction, traceStep } from "./traced";
