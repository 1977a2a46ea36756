import { PassThrough, type Readable } from 'node:stream';

/** A body that is passed on, until {@link PassedOn.end} is called or whoever sends it may no longer. */
export interface PassedOn {
  /** What comes of the body; destroyed where no more may. */
  readonly piece: Readable;
  end(): void;
}

/**
 * Passes a body on for as long as its sender is admitted, asked every so often (ms): a piece takes long where the signal
 * is weak. The body itself stays whole, so that its sender can be answered. While it cannot be told, it goes on.
 */
export function whileAdmitted(body: Readable, isAdmitted: () => Promise<boolean>, everyMs: number): PassedOn {
  const piece = new PassThrough();
  let over = false;
  // Whoever reads it may cut it off, as one that has fallen silent: then its sender is, as well.
  piece
    .on('error', () => undefined)
    .on('close', () => {
      if (!over && !piece.readableEnded) body.destroy();
    });
  const lost = () => {
    if (!body.readableEnded) piece.destroy();
  };
  body.on('error', lost).on('close', lost).pipe(piece);
  let asking = false;
  const asks = setInterval(() => {
    if (asking) return;
    asking = true;
    isAdmitted()
      .catch(() => true)
      .then((admitted) => {
        asking = false;
        if (admitted) return;
        end();
        piece.destroy();
      });
  }, everyMs);
  const end = () => {
    over = true;
    clearInterval(asks);
    body.unpipe(piece);
  };
  return { piece, end };
}
