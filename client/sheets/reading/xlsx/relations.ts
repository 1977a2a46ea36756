import { decoded, type Package } from './package.ts';

/** What a part of a workbook refers to: by id, its kind and the name of its file. */
export interface Relation {
  readonly id: string;
  /** The last word of its type: `worksheet`, `styles`, `sharedStrings`, `officeDocument`. */
  readonly kind: string;
  readonly target: string;
}

/** A path from another one: `../xl/x.xml` of `a/b.xml`; one with a slash in front is whole. */
function resolved(from: string, target: string): string {
  const parts = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The relations of a part; `''` is the workbook's own file as a whole. */
export function relationsOf(files: Package, part: string): readonly Relation[] {
  const at = part.lastIndexOf('/') + 1;
  const relations: Relation[] = [];
  files.read(`${part.slice(0, at)}_rels/${part.slice(at)}.rels`, {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const { Id = '', Type = '', Target = '', TargetMode } = attributes();
      if (TargetMode === 'External') return;
      const target = resolved(part, decoded(Target).replace(/\\/g, '/'));
      relations.push({ id: decoded(Id), kind: Type.slice(Type.lastIndexOf('/') + 1), target });
    },
  });
  return relations;
}
