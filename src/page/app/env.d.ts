interface ImportMetaEnv {
  /** The address of links that this build makes; if it is absent, they have the address at which the page is open. */
  readonly VITE_ADDRESS?: string;
}
