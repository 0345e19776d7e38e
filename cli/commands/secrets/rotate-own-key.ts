import { OWN_KEYS } from '../../../model/own-keys';
import type { OwnRotation } from '../../../operations/secrets/own-keys/rotate-own-key';
import type { Colours } from '../../conventions/colours';
import { exitCode } from '../../conventions/exit-codes';
import type { CommandContext } from '../../command-context';
import { auditWarnings } from '../audit/warnings';
import { type FileOption, openAudit, platformOf } from './platform-of';

/** In the place of an environment it means what the platform itself works with. */
export const PLATFORM = 'platform';

/** Options that are about own keys alone. */
export interface OwnKeyOptions extends FileOption {
  readonly revokeFormer?: boolean;
  readonly startOver?: boolean;
  readonly out?: string;
  readonly reason?: string;
}

export const REVOKE_FORMER_OPTION = [
  '--revoke-former',
  "of the platform's own keys: revoke the former one, which nothing uses any more",
] as const;
export const START_OVER_OPTION = [
  '--start-over',
  "of the platform's own keys: revoke a new one whose values are lost, and make another",
] as const;
export const OUT_OPTION = [
  '--out <file>',
  "of the platform's own keys: the private file to write the new values to (default: the one of bootstrap)",
] as const;

/** Rotates one of the platform's own keys, for whoever runs it. */
export async function rotateOwnKeyOf(key: string, options: OwnKeyOptions, context: CommandContext): Promise<void> {
  return context.run('secrets rotate', async (progress) => {
    const { env } = context.streams;
    const platform = await platformOf(options, context);
    const { isOwnKey, withOwnKey } = await import('../../../operations/secrets/own-keys/open-own-keys');
    if (!isOwnKey(key)) {
      throw new Error(
        `the platform itself has no key ${key}; it has ${[...OWN_KEYS, 'age-identity'].join(', ')}. Name one of them.`,
      );
    }
    const { revokeFormer, rotateOwnKey } = await import('../../../operations/secrets/own-keys/rotate-own-key');
    progress.step('asking Linode who you are');
    const audit = await openAudit(platform, { ...options, audit: true }, env, { optional: false });
    const onStep = (text: string) => {
      progress.step(text);
    };
    const { startOver = false } = options;
    const done = await withOwnKey({ platform, key, environment: env, file: options.out, audit, onStep }, (site) =>
      options.revokeFormer === true ? revokeFormer(site) : rotateOwnKey(site, { startOver }),
    );
    return {
      exitCode: done.outcome === 'rotated' ? exitCode.fine : exitCode.found,
      result: { key, ...done, former: done.former ?? null, file: done.file ?? null },
      warnings: await auditWarnings(audit, env),
      text: (colours) => ownKeyText(key, done, colours),
    };
  });
}

const USERS = {
  'bucket-key': 'AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, LINODE_OBJ_ACCESS_KEY and LINODE_OBJ_SECRET_KEY',
  'linode-token': 'LINODE_TOKEN',
} as const;

function ownKeyText(
  key: keyof typeof USERS,
  { outcome, former, current, file }: OwnRotation,
  { bold, green, yellow }: Colours,
): string {
  if (outcome === 'rotated') {
    return `${green('rotated')}: ${current} is in force${former === undefined ? '' : `, ${former} is revoked`}`;
  }
  const end = bold(`npx lke-platform secrets rotate ${PLATFORM} ${key} --revoke-former`);
  return [
    `${yellow('waiting')}: ${current} ${file === undefined ? 'is in use here' : `is in ${file}`}, and the former one, ${former ?? ''}, is kept for whoever uses it`,
    ...(file === undefined ? [] : [`Next: ${bold(`source ${file}`)}, in every shell that is open`]),
    `Then: give ${USERS[key]} to whatever else uses the former one, such as the secrets of a pipeline`,
    `Then: ${end} revokes it`,
  ].join('\n');
}
