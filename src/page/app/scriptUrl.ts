/**
 * Addresses of the scripts that the page starts: its workers' and its service worker's. If the browser has Trusted Types, the built page's
 * content policy lets nothing else become a script, and this is the only policy that it allows
 * (https://developer.mozilla.org/docs/Web/API/Trusted_Types_API).
 */

/** This type is not in TypeScript's library. A policy makes an object that the browser accepts in place of an address. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): { createScriptURL(address: string): string };
}

declare global {
  var trustedTypes: TrustedTypes | undefined;
}

/** Null: the browser has no Trusted Types, or a policy of the server does not list this one. Workers are then refused, and `workersHere` finds that. */
function createPolicy() {
  try {
    return globalThis.trustedTypes?.createPolicy("elbo-room", { createScriptURL: (address) => address }) ?? null;
  } catch {
    return null;
  }
}

const policy = createPolicy();

/** Returns the address in the form that the browser accepts for a script. `address` is a file of this build, never one that came from outside. */
export const scriptUrl = (address: string): string => (policy ? policy.createScriptURL(address) : address);
