/** How long a picture may take to come before the wall goes on without it. */
const PATIENCE_MS = 20_000;

/**
 * Fetches and decodes a picture, so that it is shown whole or not at all. False where it does not come: a wall has no
 * broken pictures. What was asked for once and came is not asked for again.
 */
export function preload(address: string): Promise<boolean> {
  const known = coming.get(address);
  if (known !== undefined) return known;
  const asked = fetchPicture(address).then((came) => {
    // Tried again the next time that somebody wants it.
    if (!came) coming.delete(address);
    return came;
  });
  coming.set(address, asked);
  // Only addresses are kept, the browser decides about the pictures; but a screen runs for days.
  if (coming.size > MOST_KNOWN) coming.delete(coming.keys().next().value ?? '');
  return asked;
}

const MOST_KNOWN = 400;
const coming = new Map<string, Promise<boolean>>();

function fetchPicture(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const image = new Image();
    const waiting = setTimeout(() => done(false), PATIENCE_MS);
    const done = (came: boolean): void => {
      clearTimeout(waiting);
      image.onload = null;
      image.onerror = null;
      resolve(came);
    };
    image.onload = () => {
      // Some browsers refuse to decode what they show without trouble.
      image.decode().then(
        () => done(true),
        () => done(true),
      );
    };
    image.onerror = () => done(false);
    image.src = address;
  });
}
