/** Signs that nobody takes for another one, read from a wall or heard on the phone: no 0 or O, no 1, I or L. */
export const CODE_SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
/** Signs of a code that a screen shows. */
export const CODE_LENGTH = 8;

/** A code as somebody typed it, small or with gaps; undefined where it can be none. */
export function readPairingCode(typed: string): string | undefined {
  const code = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');
  return code.length === CODE_LENGTH && [...code].every((sign) => CODE_SIGNS.includes(sign))
    ? code
    : undefined;
}
