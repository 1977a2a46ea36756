/** A cookie of a session. */
export interface SessionCookie {
  readonly name: string;
  readonly value: string;
  /** Where it is sent. */
  readonly url: string;
}

/** One browser with one page: what the rounds of all engines use of it. */
export interface EnginePage {
  /** What it calls itself. */
  readonly userAgent: string;
  /** Errors of scripts, and of the content security policy where the engine tells them, since it was last asked. */
  takeErrors(): Promise<readonly string[]>;
  /** Gives it a session. */
  enter(cookie: SessionCookie): Promise<void>;
  /** Opens an address; resolves when its document is loaded. */
  open(url: string): Promise<void>;
  /** The value of a script that ends with `return`, run in the page: something that JSON can say, or a promise of it. */
  run<T>(script: string): Promise<T>;
  /** Ends the browser. */
  close(): Promise<void>;
}
