/**
 * Ends with a sentence if Node is older than package.json allows: `npm ci` refuses it, but somebody may change to another Node afterwards, whose errors
 * would name nothing but a file of a package. It is plain CommonJS, as old Nodes cannot read the other scripts.
 */
const { engines } = require("../package.json");

const [major, minor] = process.versions.node.split(".").map(Number);
const [, leastMajor, leastMinor] = /(\d+)\.(\d+)/.exec(engines.node).map(Number);
if (major < leastMajor || (major === leastMajor && minor < leastMinor)) {
  console.error(`ELBO Room needs Node ${leastMajor}.${leastMinor} or later, and this is Node ${process.versions.node}. Install a newer one (https://nodejs.org), then run npm ci again.`);
  process.exit(1);
}
