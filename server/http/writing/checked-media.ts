import type { Command } from '../../../shared/commands.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import type { Picture } from '../../../shared/tour/posts/picture.ts';
import type { Feature } from '../../../shared/tour/posts/post-kinds.ts';
import type { TourRoom } from '../../live/tour-room.ts';
import { isThere } from '../../media/kept-media.ts';
import type { Context } from '../context.ts';

/**
 * A command with its pictures as the server itself knows them, or why it cannot be: a picture or film that is
 * not kept here or is gone, a link to a host that the operator does not allow.
 */
export async function checkedMedia(
  command: Command,
  room: TourRoom,
  context: Context,
): Promise<Command | Refusal> {
  if (command.type === 'attachPicture') {
    const picture = await known(command.picture, room, context);
    return 'ok' in picture ? picture : { ...command, picture };
  }
  if ('feature' in command) {
    const wrong = await wrongVideo(command.feature, room, context);
    if (wrong !== undefined) return wrong;
  }
  if (!('pictures' in command) || command.pictures === undefined) return command;
  const pictures: Picture[] = [];
  for (const picture of command.pictures) {
    const checked = await known(picture, room, context);
    if ('ok' in checked) return checked;
    pictures.push(checked);
  }
  return { ...command, pictures };
}

/** A picture with the sizes of the server's own record: a wrong one would make every reader's page jump. */
async function known(picture: Picture, room: TourRoom, context: Context): Promise<Picture | Refusal> {
  const kept = await context.media.findPicture(room.id, picture.id);
  if (!isThere(kept, room.fold.media.gone.get(picture.id)))
    return refuse('picture.unknown', { picture: picture.id });
  // What the client says of colour and placeholder is not believed, even where nothing is known of it.
  const { placeholder: _placeholder, ...words } = picture;
  return { ...words, ...kept.picture };
}

async function wrongVideo(
  feature: Feature | undefined,
  room: TourRoom,
  context: Context,
): Promise<Refusal | undefined> {
  if (feature?.kind !== 'video') return undefined;
  const { file, link } = feature;
  if (link !== undefined) {
    const host = hostOf(link);
    const allowed = context.config.videoHosts.some((one) => host === one || host.endsWith(`.${one}`));
    return allowed ? undefined : refuse('video.host', { host: host || link });
  }
  if (file === undefined) return undefined;
  const kept = await context.media.findVideo(room.id, file.id);
  return !isThere(kept, room.fold.media.gone.get(file.id)) || kept.video.bytes !== file.bytes
    ? refuse('video.unknown', { video: file.id })
    : undefined;
}

/**
 * The host of a link, '' where it is none, or where its host is not written as it is read: with a port or a user's
 * name, escaped, in another script. Feeds take links to programs that may read such ones as another host.
 */
function hostOf(link: string): string {
  const written = /^https?:\/\/([a-z0-9.-]+)(?:[/?#][^\s\\]*)?$/i.exec(link)?.[1]?.toLowerCase();
  return written !== undefined && URL.canParse(link) && new URL(link).hostname === written ? written : '';
}
