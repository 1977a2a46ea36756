/** The words of kernels that have no name of their own. */
interface KernelWords {
  readonly older: (family: string) => string;
  readonly wechat: string;
  readonly otherKernel: string;
}

const FAMILIES: Readonly<Record<string, string>> = {
  chromium: 'Chromium',
  webkit: 'Safari',
  gecko: 'Firefox',
};

/** A browser's kernel as it is told: `Chromium 86` of `chromium-86` (`server/failures/kernel.ts`). */
export function kernelName(kernel: string, words: KernelWords): string {
  if (kernel === 'wechat') return words.wechat;
  const [family = '', version = ''] = kernel.split('-');
  const name = FAMILIES[family];
  if (name === undefined) return words.otherKernel;
  return version === 'old' ? words.older(name) : `${name} ${version}`;
}
