/** Options for starting a backend. */
export interface StartOptions {
  /** Where the .wasm files of tfjs' WASM backend are. */
  readonly wasmPaths: Readonly<Record<string, string>>;
  /** Accepts WebGL that is emulated in software; slow, for readers who request WebGL explicitly. */
  readonly softwareWebgl: boolean;
  /**
   * Called when the device is gone for good (GPU reset, driver update, too many pages), or is `unreliable` because it hangs or
   * reported an error or full memory, so that its results may be wrong. `full`: WASM's memory is full, which only a new worker
   * resolves.
   */
  onLost(detail: string, why: "gone" | "unreliable" | "full"): void;
}
