/** The two text codecs every runtime has; the core is compiled without the DOM's or Node's types. */
declare class TextDecoder {
  constructor(label: 'utf-8', options: { readonly fatal: boolean })
  decode(bytes: Uint8Array): string
}
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
