import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Blob, Face, Font, shape, Buffer as TextBuffer, Variation } from 'harfbuzzjs';
import { decompress } from 'woff2-encoder';

/** A glyph where it is drawn: a path in font units (y upwards) and its pen position in them. */
interface Glyph {
  readonly path: string;
  readonly x: number;
}

/** A line of text as paths: everything in font units of {@link UNITS} an em. */
export interface Drawn {
  readonly glyphs: readonly Glyph[];
  readonly width: number;
}

/** Noto Sans SC has so many units an em. */
export const UNITS = 1000;
/** Stands for a character that the typeface lacks, as printers do: never an empty box. */
const LACKING = '〓';

/** A part of the typeface: the characters that it has, as ranges, and its file. */
interface Part {
  readonly file: string;
  readonly ranges: readonly (readonly [number, number])[];
}

const rangesOf = (text: string): Part['ranges'] =>
  text.split(',').map((range) => {
    const [from = '0', to = from] = range.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
  });

/** Emoji and what modifies them: left out where the typeface lacks them. */
const ORNAMENT = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\p{M}|\p{Cf}|\p{Co}/u;

/**
 * Noto Sans SC in all weights, from its package: a picture looks the same on every machine, whatever
 * fonts it has. The typeface comes in a hundred parts; each is read when a text first needs it.
 */
export class Typeface {
  readonly #parts: readonly Part[];
  readonly #faces = new Map<string, Promise<Face>>();
  readonly #fonts = new Map<string, Promise<Font>>();

  private constructor(parts: readonly Part[]) {
    this.#parts = parts;
  }

  /** Reads which part has which characters. Rejects where the package is not there. */
  static async open(): Promise<Typeface> {
    const dir = join(
      dirname(
        createRequire(import.meta.url).resolve(
          '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-latin-wght-normal.woff2',
        ),
      ),
      '..',
    );
    const parts = JSON.parse(await readFile(join(dir, 'unicode.json'), 'utf8')) as Record<string, string>;
    // Latin first: several parts have its digits, and a number must not change its face in the middle.
    const names = Object.keys(parts).sort((a, b) => Number(a.startsWith('[')) - Number(b.startsWith('[')));
    return new Typeface(
      names.map((name) => ({
        file: join(dir, 'files', `noto-sans-sc-${name.replace(/[[\]]/g, '')}-wght-normal.woff2`),
        ranges: rangesOf(parts[name] ?? ''),
      })),
    );
  }

  /** A line of text in a weight of 100 to 900. What the typeface lacks is left out, or shown as lacking. */
  async draw(text: string, weight: number): Promise<Drawn> {
    const glyphs: Glyph[] = [];
    let width = 0;
    for (const { part, text: run } of await this.#runsOf(text)) {
      const font = await this.#fontOf(part, weight);
      const buffer = new TextBuffer();
      buffer.addText(run);
      buffer.guessSegmentProperties();
      shape(font, buffer);
      const positions = buffer.getGlyphPositions();
      buffer.getGlyphInfos().forEach(({ codepoint: glyph }, index) => {
        const { xAdvance = 0, xOffset = 0 } = positions[index] ?? {};
        glyphs.push({ path: font.glyphToPath(glyph), x: width + xOffset });
        width += xAdvance;
      });
    }
    return { glyphs, width };
  }

  /** The text cut where another part of the typeface begins. */
  async #runsOf(text: string): Promise<readonly { readonly part: Part; readonly text: string }[]> {
    const runs: { part: Part; text: string }[] = [];
    for (const char of text) {
      const shown = (await this.#has(char)) ? char : ORNAMENT.test(char) ? '' : LACKING;
      const part = this.#partOf(shown);
      if (part === undefined) continue;
      const last = runs.at(-1);
      if (last?.part === part) last.text += shown;
      else runs.push({ part, text: shown });
    }
    return runs;
  }

  #partOf(char: string): Part | undefined {
    const code = char.codePointAt(0);
    if (code === undefined) return undefined;
    return this.#parts.find(({ ranges }) => ranges.some(([from, to]) => code >= from && code <= to));
  }

  /** Whether there is a glyph: the ranges name some characters that the files do not have. */
  async #has(char: string): Promise<boolean> {
    const part = this.#partOf(char);
    if (part === undefined) return false;
    const glyph = (await this.#fontOf(part, 400)).nominalGlyph(char.codePointAt(0) ?? 0);
    return glyph !== undefined && glyph !== 0;
  }

  #fontOf(part: Part, weight: number): Promise<Font> {
    const key = `${part.file} ${weight}`;
    const known = this.#fonts.get(key);
    if (known !== undefined) return known;
    const font = this.#faceOf(part).then((face) => {
      const made = new Font(face);
      made.setVariations([new Variation('wght', weight)]);
      return made;
    });
    this.#fonts.set(key, font);
    return font;
  }

  #faceOf({ file }: Part): Promise<Face> {
    const known = this.#faces.get(file);
    if (known !== undefined) return known;
    const face = readFile(file)
      .then((bytes) => decompress(bytes))
      .then((bytes) => new Face(new Blob(bytes)));
    this.#faces.set(file, face);
    return face;
  }
}
