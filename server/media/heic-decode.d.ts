/** What is used of heic-decode, which brings no types. */
declare module 'heic-decode' {
  interface Decoded {
    readonly width: number;
    readonly height: number;
    readonly data: Uint8ClampedArray;
  }
  interface Found {
    readonly width: number;
    readonly height: number;
    decode(): Promise<Decoded>;
  }
  const decode: {
    all(from: { readonly buffer: Uint8Array }): Promise<readonly Found[] & { dispose(): void }>;
  };
  export default decode;
}
