import { type Finding, newerAttributes, newerInScript } from './script-findings.ts';
import { newerInDeclarations, newerInStyle } from './style-findings.ts';

/** What is newer than the floor inside of a document: its own scripts, styles and attributes. JSON in it is no script. */
export function newerInDocument(html: string): readonly Finding[] {
  const found: Finding[] = [];
  for (const [, attributes = '', code = ''] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)) {
    if (/\stype="(?!module|text\/javascript)/.test(attributes)) continue;
    found.push(...newerInScript(code, /\stype="module"/.test(attributes) ? 'module' : 'script'));
  }
  for (const [, css = ''] of html.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/gi))
    found.push(...newerInStyle(css));
  const markup = html.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/gi, '');
  for (const [, text = ''] of markup.matchAll(/<[a-z][^>]*\sstyle="([^"]*)"/gi))
    found.push(...newerInDeclarations(text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')));
  for (const what of newerAttributes(markup)) found.push({ what, near: '' });
  return found;
}
