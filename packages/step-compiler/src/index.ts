/** The package's public interface. Everything else is internal and may change in any version. */
export { compile, type CompiledStep, type CompileOptions, type StepSignature } from "./api/compile";
export { CannotCompile, NoRoom } from "./ir/cannotCompile";
export type { Shape } from "./ir/graph";
export type { TraceableStep } from "./trace/trace";
