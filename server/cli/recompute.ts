import { readFile } from 'node:fs/promises';
import { sameJson } from '../../shared/canonical.ts';
import { type ResultFile, recomputed, ruleOfFile } from '../../shared/scoring/result-file.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** `npm run recompute -- FILE`: counts an exported result again from its rule and ballots, and compares. */
async function main(): Promise<number> {
  const [name] = process.argv.slice(2);
  if (name === undefined) {
    say('用法 / Usage: npm run recompute -- result.json');
    return 2;
  }
  const file = JSON.parse(await readFile(name, 'utf8')) as Partial<ResultFile>;
  if (file.format !== 'lalian-result-1') {
    say(`${name} 不是本系统导出的结果文件 / is no result file of Lalian.`);
    return 2;
  }
  const result = file as ResultFile;
  const again = recomputed(result);
  for (const { rank, areaId, score } of again.rows) {
    const area = result.tour.setup.areas.find((one) => one.id === areaId);
    say(`${String(rank ?? '–').padStart(3)}  ${score ?? '–'}  ${area?.name.zh ?? areaId}`);
  }
  const { edition } = ruleOfFile(result);
  say(`计分版本 / Counted by edition ${edition}.`);
  const equal = sameJson(again, result.standings);
  say(
    equal
      ? '与文件中的结果一致 / Equal to the result in the file.'
      : '与文件中的结果不一致 / NOT the result in the file.',
  );
  return equal ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
