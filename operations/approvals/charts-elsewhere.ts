import { posix } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Git, NotTextError, RepositoryTree } from './repository-tree';

/** Where Helm reads on what a chart depends; the second one is of charts of `apiVersion: v1`. */
const FILES = ['Chart.yaml', 'requirements.yaml'];
const LOCAL = /^(file:\/\/|$)/;

const dependenciesSchema = z.object({
  dependencies: z
    .array(z.object({ name: z.string(), version: z.string().default(''), repository: z.string().default('') }))
    .default([]),
});

/**
 * Charts on which a chart depends and that are not in the commit: whoever keeps their repository gives out what is rendered,
 * another one tomorrow.
 *
 * @returns each in words; none of what cannot be read, of which nothing can be rendered either
 */
export async function chartsFromElsewhere(git: Git, revision: string, folder: string): Promise<readonly string[]> {
  const tree = new RepositoryTree(git, revision);
  try {
    const { end } = await tree.resolve(posix.normalize(folder));
    if (end === undefined) return [];
    const texts = await Promise.all(FILES.map((file) => tree.read(posix.join(end, file))));
    const charts = posix.join(end, 'charts');
    const vendored = (await tree.below(charts)).map(({ file }) => posix.relative(charts, file));
    return texts
      .flatMap(dependenciesOf)
      .filter(({ name, repository }) => !LOCAL.test(repository) && !vendored.some((it) => isOf(name, it)))
      .map(({ name, version, repository }) => `${[name, version].filter(Boolean).join(' ')} from ${repository}`);
  } catch (error) {
    if (error instanceof NotTextError) return [];
    throw error;
  }
}

/** Whether a file below `charts` is of that chart: its folder, or its archive. */
const isOf = (name: string, file: string) =>
  file.startsWith(`${name}/`) || (file.startsWith(`${name}-`) && file.endsWith('.tgz'));

function dependenciesOf(text: string | undefined): z.output<typeof dependenciesSchema>['dependencies'] {
  if (text === undefined) return [];
  try {
    return dependenciesSchema.parse(parse(text)).dependencies;
  } catch {
    return [];
  }
}
