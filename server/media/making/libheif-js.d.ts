/** What is used of libheif-js; its own types name everything `any`. */
declare module 'libheif-js/wasm-bundle.js' {
  /** A choice of libheif, by its name there. */
  type Choice = object;
  interface Channel {
    readonly id: Choice;
    readonly width: number;
    readonly height: number;
    /** Bytes from one line to the next. */
    readonly stride: number;
    /** The lines, in libheif's own memory: they are gone once the image is released. */
    readonly data: Uint8Array;
  }
  interface Decoded {
    readonly code?: Choice;
    readonly image: object;
    readonly channels: readonly Channel[];
  }
  interface HeifImage {
    readonly handle: object;
    get_width(): number;
    get_height(): number;
    is_primary(): boolean;
    free(): void;
  }
  interface Libheif {
    readonly ready: Promise<unknown>;
    readonly HeifDecoder: new () => {
      readonly decoder: object | null;
      decode(bytes: Uint8Array): readonly HeifImage[];
    };
    readonly heif_colorspace: { readonly heif_colorspace_RGB: Choice };
    readonly heif_chroma: { readonly heif_chroma_interleaved_RGB: Choice };
    readonly heif_channel: { readonly heif_channel_interleaved: Choice };
    heif_js_decode_image2(
      handle: object,
      colours: Choice,
      chroma: Choice,
    ): Decoded | undefined | Promise<Decoded | undefined>;
    heif_image_release(image: object): void;
    heif_context_free(context: object): void;
  }
  const libheif: Libheif;
  export default libheif;
}
