/** What an embed tells the page that it is in. */
export interface EmbedMessage {
  readonly lalian: 'embed';
  /** Height of the content in CSS pixels. */
  readonly height: number;
  /** What the frame is to be called for those who do not see it. */
  readonly title: string;
}

/**
 * Tells the page around how high the content is, now and whenever that changes. Whoever that page is
 * may know: nothing in the message is a secret.
 */
export function tellHeight(content: Element): void {
  if (parent === window) return;
  let told = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(content.getBoundingClientRect().height);
    if (height === told || height === 0) return;
    told = height;
    const message: EmbedMessage = { lalian: 'embed', height, title: document.title };
    parent.postMessage(message, '*');
  }).observe(content);
}
