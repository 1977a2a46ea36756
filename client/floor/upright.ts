/** A picture that can be drawn, upright, with its size as it is seen. Close it when it is drawn. */
export interface UprightPicture {
  readonly image: CanvasImageSource;
  readonly width: number;
  readonly height: number;
  close(): void;
}

/**
 * Opens a picture, turned as its camera said. Rejects for what this browser cannot open. Older browsers do not know
 * the option or the function (Chromium before 112, Firefox before 98, Safari before 15): there an image element
 * opens it, which turns it by itself.
 */
export async function openUpright(picture: Blob): Promise<UprightPicture> {
  try {
    const image = await createImageBitmap(picture, { imageOrientation: 'from-image' });
    return { image, width: image.width, height: image.height, close: () => image.close() };
  } catch {
    return throughElement(picture);
  }
}

async function throughElement(picture: Blob): Promise<UprightPicture> {
  const url = URL.createObjectURL(picture);
  const image = new Image();
  try {
    image.src = url;
    await image.decode();
  } catch (cause) {
    URL.revokeObjectURL(url);
    throw cause;
  }
  const { naturalWidth: width, naturalHeight: height } = image;
  return { image, width, height, close: () => URL.revokeObjectURL(url) };
}
