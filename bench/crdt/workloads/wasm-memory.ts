// The part of the standard that is needed here; the compiler knows it only together with the whole DOM.
declare namespace WebAssembly {
  class Memory {
    readonly buffer: ArrayBuffer
  }
  type Instance = { readonly exports: Readonly<Record<string, unknown>> }
  let Instance: new (module: object, imports?: object) => Instance
}

/** Memories of all WASM instances of this process. */
const memories = new Set<WebAssembly.Memory>()

/**
 * Watches for WASM instances from now on; their memory is not in what Node tells of the process. All contenders make theirs
 * with `new WebAssembly.Instance`.
 */
export function watchWasm(): void {
  WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
    construct: (Instance, [module, imports]) => {
      const instance = new Instance(module, imports)
      for (const value of Object.values(instance.exports)) if (value instanceof WebAssembly.Memory) memories.add(value)
      return instance
    },
  })
}

/** Bytes of all WASM memories. */
export function wasmBytes(): number {
  return [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0)
}
