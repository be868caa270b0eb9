/**
 * Programs with multiple render targets on the webgl backend. tfjs' own write one, so that what several results
 * have in common is read and computed for each of them. These draw beside tfjs, into textures of its pool.
 */
import type { MathBackendWebGL } from "@tensorflow/tfjs-backend-webgl";
import type { GPGPUContextProgram } from "@tensorflow/tfjs-backend-webgl/dist/gpgpu_context";
import {
  createFragmentShader, getTextureShapeFromLogicalShape, isReshapeFree, validateFramebuffer,
} from "@tensorflow/tfjs-backend-webgl/dist/webgl_util";
import { util, type TensorInfo } from "@tensorflow/tfjs-core";
import { texelwise } from "./elementwise.webgl";

export interface MultiTargetProgram {
  /** Samplers, in the order in which tensors are given. */
  readonly inputs: readonly string[];
  /** Floats, likewise. */
  readonly uniforms: readonly string[];
  /** `out vec4` each, all of one size. */
  readonly outputs: readonly string[];
  /** GLSL: the body of `main`. `resultUV` is the middle of the texel that is drawn, between 0 and 1. */
  readonly body: string;
}

interface Program {
  readonly program: GPGPUContextProgram;
  readonly samplers: readonly WebGLUniformLocation[];
  readonly uniforms: readonly WebGLUniformLocation[];
}

/** What one backend draws with. */
class RenderTargets {
  readonly #backend: MathBackendWebGL;
  readonly #gl: WebGL2RenderingContext;
  readonly #framebuffers = new Map<number, WebGLFramebuffer>();
  readonly #programs = new Map<MultiTargetProgram, Program>();

  constructor(backend: MathBackendWebGL) {
    this.#backend = backend;
    // tfjs' type is that of WebGL 1; the backend is prepared on WebGL 2 alone.
    this.#gl = backend.gpgpu.gl as WebGL2RenderingContext;
  }

  draw(drawing: MultiTargetProgram, inputs: readonly TensorInfo[], uniforms: readonly number[], shape: number[]): TensorInfo[] {
    const { gpgpu } = this.#backend;
    const gl = this.#gl;
    const packed = inputs.map((input) => this.#packed(input));
    const outputs = drawing.outputs.map(() => this.#blank(shape));
    const known = this.#program(drawing);
    gpgpu.setProgram(known.program);
    gpgpu.bindVertexArray(known.program.vao);
    known.samplers.forEach((sampler, i) => gpgpu.setInputMatrixTexture(this.#texture(packed[i]!), sampler, i));
    known.uniforms.forEach((location, i) => gl.uniform1f(location, uniforms[i]!));
    this.#aim(outputs);
    gpgpu.executeProgram();
    packed.forEach((input, i) => {
      if (input !== inputs[i]) this.#backend.disposeIntermediateTensorInfo(input);
    });
    return outputs;
  }

  /** `places`: column and row of each part's first number, even. All parts have one shape, as if just drawn. */
  join(parts: readonly TensorInfo[], places: readonly (readonly [number, number])[], shape: number[]): TensorInfo {
    const gl = this.#gl;
    const whole = this.#blank(shape);
    const { width, height } = this.#aim(parts);
    gl.bindTexture(gl.TEXTURE_2D, this.#texture(whole));
    places.forEach(([column, row], i) => {
      gl.readBuffer(gl.COLOR_ATTACHMENT0 + i);
      gl.copyTexSubImage2D(gl.TEXTURE_2D, 0, column / 2, row / 2, 0, 0, width, height);
    });
    for (const part of parts) this.#backend.disposeIntermediateTensorInfo(part);
    return whole;
  }

  #texture({ dataId }: TensorInfo): WebGLTexture {
    return this.#backend.texData.get(dataId).texture!.texture;
  }

  /** Lets what is drawn from now on go into `targets`, until tfjs binds a framebuffer of its own. */
  #aim(targets: readonly TensorInfo[]): { width: number; height: number } {
    const gl = this.#gl;
    const known = this.#framebuffers.get(targets.length);
    const framebuffer = known ?? gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    const attachments = targets.map((_, i) => gl.COLOR_ATTACHMENT0 + i);
    targets.forEach((target, i) =>
      gl.framebufferTexture2D(gl.FRAMEBUFFER, attachments[i]!, gl.TEXTURE_2D, this.#texture(target), 0));
    gl.drawBuffers(attachments);
    if (!known) {
      // A driver that cannot do this would draw nothing and report nothing.
      validateFramebuffer(gl);
      this.#framebuffers.set(targets.length, framebuffer);
    }
    const [rows, columns] = this.#backend.texData.get(targets[0]!.dataId).texShape!;
    const size = { width: Math.ceil(columns / 2), height: Math.ceil(rows / 2) };
    gl.viewport(0, 0, size.width, size.height);
    gl.scissor(0, 0, size.width, size.height);
    return size;
  }

  /** Itself, or a copy, where its texture is not laid out as its shape is by packing two rows and columns in a texel. */
  #packed(input: TensorInfo): TensorInfo {
    const data = this.#backend.texData.get(input.dataId);
    if (!data.texture) {
      // Uploads the tensor if it is not on the GPU yet, in packed layout, as tfjs does before a packed program.
      data.isPacked = true;
      data.shape = input.shape;
      this.#backend.uploadToGPU(input.dataId);
    }
    if (!data.isPacked) return this.#backend.packTensor(input);
    const expected = getTextureShapeFromLogicalShape(input.shape, true);
    if (isReshapeFree(data.shape, input.shape) && util.arraysEqual(data.texShape!, expected)) return input;
    return this.#backend.runWebGLProgram(texelwise("x", input.shape), [input], input.dtype);
  }

  #blank(shape: number[]): TensorInfo {
    const info = this.#backend.makeTensorInfo(shape, "float32");
    this.#backend.texData.get(info.dataId).isPacked = true;
    this.#backend.uploadToGPU(info.dataId);
    return info;
  }

  #program(drawing: MultiTargetProgram): Program {
    const known = this.#programs.get(drawing);
    if (known) return known;
    const { inputs, uniforms, outputs, body } = drawing;
    const lines = [
      "#version 300 es", "precision highp float;", "precision highp sampler2D;", "in vec2 resultUV;",
      ...inputs.map((name) => `uniform sampler2D ${name};`),
      ...uniforms.map((name) => `uniform float ${name};`),
      ...outputs.map((name, i) => `layout(location = ${i}) out vec4 ${name};`),
      `void main() {${body}}`,
    ];
    const { gpgpu } = this.#backend;
    const program = gpgpu.createProgram(createFragmentShader(this.#gl, lines.join("\n")));
    gpgpu.buildVao(program);
    const locations = (names: readonly string[]) => names.map((name) => gpgpu.getUniformLocation(program, name));
    const made = { program, samplers: locations(inputs), uniforms: locations(uniforms) };
    this.#programs.set(drawing, made);
    return made;
  }
}

const renderTargets = new WeakMap<MathBackendWebGL, RenderTargets>();

function targetsOf(backend: MathBackendWebGL): RenderTargets {
  const targets = renderTargets.get(backend) ?? new RenderTargets(backend);
  renderTargets.set(backend, targets);
  return targets;
}

/** Memoised by key, since the cache of programs is keyed by the identity of a drawing. */
export function memoisedPrograms<Subject>(keyOf: (subject: Subject) => string, make: (subject: Subject) => MultiTargetProgram) {
  const made = new Map<string, MultiTargetProgram>();
  return (subject: Subject): MultiTargetProgram => {
    const key = keyOf(subject);
    const drawing = made.get(key) ?? make(subject);
    made.set(key, drawing);
    return drawing;
  };
}

/**
 * Runs it once for each texel of the outputs, which all get `shape` and are the caller's. Inputs are packed first where
 * they are not; as textures they have the size of their own shape. Throws where the shader does not compile, or the driver
 * does not write so many textures.
 */
export const draw = (
  backend: MathBackendWebGL, drawing: MultiTargetProgram, inputs: readonly TensorInfo[], uniforms: readonly number[], shape: number[],
): TensorInfo[] => targetsOf(backend).draw(drawing, inputs, uniforms, shape);

/**
 * A matrix assembled from such outputs, which are disposed. `places`: column and row, even, of each one's first number;
 * they may overlap where they hold the same.
 */
export const join = (
  backend: MathBackendWebGL, parts: readonly TensorInfo[], places: readonly (readonly [number, number])[], shape: number[],
): TensorInfo => targetsOf(backend).join(parts, places, shape);
