interface ImportMetaEnv {
  /** Where links of this build lead, in place of where the page is open. */
  readonly VITE_ADDRESS?: string;
}
