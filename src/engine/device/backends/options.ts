/** What a backend is told when it starts. */
export interface StartOptions {
  /** Where the .wasm files of tfjs' WASM backend are. */
  readonly wasmPaths: Readonly<Record<string, string>>;
  /** Accept WebGL that is emulated in software: slow, for those who ask for it by name. */
  readonly softwareWebgl: boolean;
  /**
   * Called when the device is gone for good (GPU reset, driver update, too many pages), or when it reports a mistake or that
   * its memory is full: then it is `unreliable`, and what it has computed may be wrong. `full`: so is WASM's memory, which only
   * another worker has anew.
   */
  onLost(detail: string, why: "gone" | "unreliable" | "full"): void;
}
