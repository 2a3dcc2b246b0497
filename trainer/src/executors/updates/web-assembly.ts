/** What of WebAssembly the kernels use. Node has it, but its types come with those of browsers, which this room must not see. */

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

interface Api {
  /** Sizes in pages of 64 KiB. */
  readonly Memory: new (pages: { readonly initial: number; readonly maximum: number }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, WasmMemory>>>>,
  ) => WasmInstance;
}

export const { Memory, Module, Instance } = (globalThis as unknown as { readonly WebAssembly: Api })
  .WebAssembly;
