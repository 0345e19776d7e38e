import type { AdoptedDrift } from '../../../operations/drift/adopt/adopt-drift';
import type { Deployment } from '../../../operations/deploy/deployment';
import type { SynthesizedStack } from '../../../operations/deploy/output-folder';
import type { Colours } from '../../conventions/colours';
import { exitCode } from '../../conventions/exit-codes';
import type { Reply } from '../../conventions/run-command';
import type { CommandContext } from '../../command-context';
import type { FileOption } from './policy-of';

/** Writes what was changed by hand into the platform file; nothing is applied. */
export async function adoptByFile(
  deployment: Deployment,
  stacks: readonly SynthesizedStack[],
  { file: given }: FileOption,
  { streams: { env } }: CommandContext,
): Promise<Reply> {
  const { loadPlatform } = await import('../../../model/load');
  const { PlatformFileError, platformFileName, readPlatformText } = await import('../../../model/read-platform');
  const { findDrift } = await import('../../../operations/drift/adopt/find-drift');
  const { adoptDrift, systemPoolOf } = await import('../../../operations/drift/adopt/adopt-drift');
  const { replaceFile } = await import('../../../operations/machine/replace-file');
  const name = given ?? platformFileName(env);
  const text = readPlatformText(name);
  const { platform, problems } = loadPlatform(text, { file: name, environment: env });
  if (!platform) throw new PlatformFileError(problems);
  if (platform.name !== deployment.output.platform) {
    throw new Error(
      `${name} is of the platform ${platform.name}, and ${deployment.output.path} of ${deployment.output.platform}`,
    );
  }
  const { findings, described } = await findDrift(deployment, stacks, platform.drift, systemPoolOf(platform));
  const file = { name, text };
  const adopted = adoptDrift({ findings, described, platform, file, environment: env });
  if (adopted.problems.some(({ severity }) => severity === 'error')) {
    const { AdoptionRefused } = await import('../../../operations/drift/adopt/adoption-refused');
    throw new AdoptionRefused(
      name,
      adopted.text,
      adopted.problems,
      stacks.map(({ id }) => id),
    );
  }
  if (adopted.text !== text) replaceFile(name, adopted.text);
  const { adopted: said, left, problems: warnings } = adopted;
  return {
    exitCode: left.length > 0 ? exitCode.found : exitCode.fine,
    result: { file: name, adopted: said, left },
    warnings,
    text: (colours) => adoptText(name, adopted, colours),
  };
}

function adoptText(file: string, { adopted, left }: AdoptedDrift, { bold, dim, green, yellow }: Colours): string {
  if (adopted.length + left.length === 0) return 'There is no drift that the platform file could say.';
  return [
    ...adopted.map(({ place, address, path }) => `${green('adopted')} ${bold(place)} ${dim(`${address} ${path}`)}`),
    ...left.map(
      ({ address, path, because }) =>
        `${yellow('not adopted')} ${[address, path].filter(Boolean).join(' ')}: ${because}`,
    ),
    ...(adopted.length > 0
      ? ['', `${file} is changed. Review it, then: ${bold('npx lke-platform synth && npx lke-platform plan')}`]
      : []),
  ].join('\n');
}
