/** A plan that is ready to run on a back end. Callers pass names of the plan only. */
export interface Runner {
  readonly bytes: number;
  readonly threads: number;
  readonly kernels: number;
  /** The inputs that the plan reads, and the outputs that it writes. */
  readonly names: { readonly inputs: ReadonlySet<string>; readonly outputs: ReadonlySet<string> };
  write(name: string, value: Float32Array): void;
  run(): void;
  read(name: string): Promise<Float32Array>;
  dispose(): void;
}
