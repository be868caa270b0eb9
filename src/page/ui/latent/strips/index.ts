/** The instruments that show rows of pictures through latent space. */
export { Arithmetic } from "./Arithmetic";
export { Between } from "./Between";
export { Traverse } from "./Traverse";
