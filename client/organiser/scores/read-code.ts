import { openUpright } from '../../floor/upright.ts';

/** Widths at which a code is looked for, px: from near it is clear when small, from far only when large. */
const WIDTHS = [900, 1600, 480] as const;

/** The text of the QR code on a picture; undefined where none is found. Throws for what is no picture. */
export async function textOfCode(picture: Blob): Promise<string | undefined> {
  const [{ default: jsQR }, opened] = await Promise.all([import('jsqr'), openUpright(picture)]);
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return undefined;
  try {
    for (const most of WIDTHS) {
      const scale = Math.min(1, most / Math.max(opened.width, opened.height));
      canvas.width = Math.round(opened.width * scale);
      canvas.height = Math.round(opened.height * scale);
      context.drawImage(opened.image, 0, 0, canvas.width, canvas.height);
      const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
      const found = jsQR(data, width, height);
      if (found !== null) return found.data;
    }
    return undefined;
  } finally {
    opened.close();
  }
}
