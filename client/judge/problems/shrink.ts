import { openUpright } from '../../floor/upright.ts';

const MOST_PIXELS_A_SIDE = 2048;
const QUALITY = 0.82;

/** A photo made small enough for a phone's store and a weak signal; as it is where it cannot be read or is small already. */
export async function shrunk(photo: Blob): Promise<Blob> {
  try {
    const bitmap = await openUpright(photo);
    const scale = Math.min(1, MOST_PIXELS_A_SIDE / Math.max(bitmap.width, bitmap.height));
    if (scale === 1 && photo.size < 400_000) return photo;
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext('2d')?.drawImage(bitmap.image, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
    return made ?? photo;
  } catch {
    return photo;
  }
}
