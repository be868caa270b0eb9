/** Plain JavaScript: always there, slow. */
import "@tensorflow/tfjs-backend-cpu";
import { registerAdamCpu } from "../kernels/adam.cpu";
import { keepFactory } from "./factory";

const register = keepFactory("cpu");

export async function prepare() {
  register();
  registerAdamCpu();
  return { software: true };
}
