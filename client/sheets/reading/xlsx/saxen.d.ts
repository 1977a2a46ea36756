// Types of what is used of saxen, which declares none itself.
declare module 'saxen' {
  export class Parser {
    on(event: 'openTag', take: (name: string, attributes: () => Record<string, string>) => void): this;
    on(event: 'closeTag', take: (name: string) => void): this;
    on(event: 'text' | 'cdata', take: (text: string) => void): this;
    on(event: 'error' | 'warn', take: (error: Error) => void): this;
    write(xml: string): this;
    end(): void;
  }
}
