const FULL_WIDTH = 0xfee0;

/**
 * A number as somebody typed or pasted it, as a decimal of the wire: full-width digits and points become plain,
 * needless zeros and a plus go. Undefined where it is none, or has more digits than a score may have.
 */
export function decimalOf(text: string): string | undefined {
  const plain = text
    .trim()
    .replace(/[\uff0b\uff0d\uff0e\uff10-\uff19]/g, (one) =>
      String.fromCharCode(one.charCodeAt(0) - FULL_WIDTH),
    )
    .replace(/\u3002/g, '.')
    .replace(/\u2212/g, '-');
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(plain);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  if (digits.length > 6 || fraction.length > 6) return undefined;
  const value = fraction === '' ? digits : `${digits}.${fraction}`;
  return sign === '-' && /[1-9]/.test(value) ? `-${value}` : value;
}

/** A figure with its sign and so many digits; what is 0 when it is rounded has no sign: never `−0.0`. */
export function signedFigure(value: number, digits: number): string {
  const size = Math.abs(value).toFixed(digits);
  return Number(size) === 0 ? size : `${value < 0 ? '−' : '+'}${size}`;
}
