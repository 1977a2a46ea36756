import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GuardedPage } from '../../shared/page-failures.ts';
import type { Language } from '../../shared/refusals.ts';

/** The script that watches over a page's own scripts; it stands in the document itself, before all of them. */
export interface Guard {
  /** Its bytes' SHA-256 in Base64: a content security policy lets it run by that. */
  readonly sha256: string;
  /** Its tag, for a page and the language in which it speaks to the reader. */
  tag(page: GuardedPage | 'archive', language: Language): string;
}

/** What stays readable without scripts; every other page is empty until they fill it. */
const READABLE: readonly string[] = ['viewer', 'embed', 'archive'];
/** Pages that keep on the device what was filled in. */
const KEEPING: readonly string[] = ['judge', 'desk'];

const WORDS = {
  zh: {
    readable:
      '页面没有完全打开：以下是打开那一刻的内容，不会自动更新。请重新载入；仍然不行，请换一个浏览器打开。',
    empty: '页面没有打开。请重新载入；仍然不行，请换一个浏览器打开。',
    kept: '页面没有打开。已填写的内容仍在本机，不会丢失。请重新载入；仍然不行，请换一个浏览器打开。',
    later: '页面出了一点问题，显示的可能不是最新内容。',
    part: '有一部分没有载入：网络中断过，或者刚换了新版本。',
    again: '重新载入',
    close: '关闭',
  },
  en: {
    readable:
      'This page did not open fully: below is what was there when you opened it, and it does not update. Load it again; if that does not help, try another browser.',
    empty: 'This page did not open. Load it again; if that does not help, try another browser.',
    kept: 'This page did not open. What you filled in is still on this device. Load it again; if that does not help, try another browser.',
    later: 'Something went wrong on this page: what it shows may not be the newest.',
    part: 'A part did not load: the network was cut, or there is a new version.',
    again: 'Load again',
    close: 'Close',
  },
} as const;

/** Reads the guard from the build. */
export async function loadGuard(distDir: string): Promise<Guard> {
  const script = (await readFile(join(distDir, 'client', 'guard.js'), 'utf8')).trim();
  return {
    sha256: createHash('sha256').update(script).digest('base64'),
    tag: (page, language) => {
      const { readable, empty, kept, later, part, again, close } = WORDS[language];
      const sentence = READABLE.includes(page) ? readable : KEEPING.includes(page) ? kept : empty;
      const words = [sentence, later, part, again, close].join('|');
      return `<script data-page="${page}" data-words="${words}">${script}</script>`;
    },
  };
}
