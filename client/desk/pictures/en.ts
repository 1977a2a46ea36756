import { FILM_WARNINGS } from '../../../shared/media/film-warnings.ts';
import type { zh } from './zh.ts';

/** The words of pictures and films, in English. */
export const en: typeof zh = {
  photo: {
    name: (at) => `Picture ${at}`,
    alt: 'What it shows',
    altPlaceholder: (proposed) =>
      `For readers who cannot see it. Left empty it says “${proposed}” until you come back to it`,
    altEn: 'What it shows, in English (optional)',
    caption: 'Caption (optional)',
    details: 'focal point, time and place',
    focus: 'Focal point: tap what matters most. It stays in sight however the picture is cut.',
    focusAt: (x, y) => `Focal point, ${x}% across, ${y}% down. Arrow keys move it.`,
    focusClear: 'Back to the middle',
    taken: 'When and where',
    tellsTime: (time) => `Tell when it was taken: ${time}`,
    tellsPlace: 'Tell where it was taken: puts it on the map',
    place: (lat, lon) => `${lat} N, ${lon} E`,
    tellsTimeUnknown: 'Tell when it was taken, if the file says so',
    tellsPlaceUnknown: 'Tell where it was taken and put it on the map, if the file says so',
    takenUnknown: 'What the file says is known once it has arrived; you may choose now.',
    takenNothing: 'The file says neither when nor where.',
    earlier: 'earlier',
    later: 'later',
    remove: 'Remove',
    pause: 'Pause',
    resume: 'Go on',
    again: 'Try again',
    state: {
      kept: 'Arrived',
      waiting: 'Waiting to go out',
      paused: 'Paused',
      looking: 'The server is looking at it',
      sent: (percent) => `${percent}% sent`,
    },
    noPreview: 'No preview',
    notPicture: (name) =>
      `“${name}” is no picture that can be used. JPEG, PNG, WebP, AVIF, HEIC and GIF can.`,
    otherKind: (name, what) =>
      `“${name}” is a ${what} file and was not added. Save it as JPEG, PNG or HEIC; add films under “Video”.`,
    tooLarge: (name) => `“${name}” has more than 40 MB and cannot be made smaller here.`,
    unreadable: (name) =>
      `“${name}” cannot be read and was not added. Open it once in your photos, then choose it again.`,
    unreadableNow:
      'This device cannot read the file now. Try again; if that fails, remove it and choose it again.',
    lost: 'The file is no longer on this device. Remove it and choose it again.',
  },
  film: {
    broken: (name) => `“${name}” is cut off, or no film, and was not added. Export it as MP4 (H.264) again.`,
    otherKind: (name, what) =>
      `“${name}” is a ${what} file, which phones do not play, and was not added. Export it as MP4 (H.264).`,
    otherCodec: (name, codec) =>
      `“${name}” is coded as ${codec}, which phones and browsers do not play, and was not added. Export it as MP4 (H.264).`,
    warnings: {
      'video.hevc': FILM_WARNINGS['video.hevc'].en,
      'video.silent': FILM_WARNINGS['video.silent'].en,
    },
  },
  describe: {
    heading: 'Describe pictures',
    how: 'Readers who cannot see a picture rely on it. It is no correction, and readers see no note of it.',
    list: 'Pictures to be described',
    count: (count) =>
      count === 1 ? '1 picture without a description' : `${count} pictures without a description`,
    do: 'Save',
  },
};
