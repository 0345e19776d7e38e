import type { Command } from 'commander';
import type { CommandContext } from '../../command-context';
import { FILE_OPTION } from '../audit/audit-log';
import { REASON_OPTION } from './platform-of';
import { FROM_FILE_OPTION, TRIM_OPTION } from './read-value';
import { AGE_IDENTITY, rotateIdentityOf } from './rotate-identity';
import { rotateItem, type RotateItemOptions } from './rotate-item';
import {
  OUT_OPTION,
  type OwnKeyOptions,
  PLATFORM,
  REVOKE_FORMER_OPTION,
  rotateOwnKeyOf,
  START_OVER_OPTION,
} from './rotate-own-key';
import { FOLDER_OPTION } from './sync';

type RotateOptions = RotateItemOptions & OwnKeyOptions;

export function addSecretsRotate(secrets: Command, context: CommandContext): void {
  secrets
    .command('rotate')
    .description(
      'replace a value in the source and in the cluster, and the former one when nothing uses it; again after a failure, it goes on; exit code 2 while the former one is in use',
    )
    .argument('<environment>', `the environment; ${PLATFORM} for what the platform itself works with`)
    .argument(
      '<secret>',
      `name of the item in its bundle; of the ${PLATFORM}: bucket-key, linode-token or ${AGE_IDENTITY}`,
    )
    .option('--generate', 'make a random value (what the platform makes itself needs no flag)')
    .option('--field <name>', 'the field whose value is new (default: as with set)')
    .option(...FROM_FILE_OPTION)
    .option(...TRIM_OPTION)
    .option('--restart', 'restart what uses the former value')
    .option(...REVOKE_FORMER_OPTION)
    .option(...START_OVER_OPTION)
    .option(...OUT_OPTION)
    .option(...FOLDER_OPTION)
    .option(...REASON_OPTION)
    .option(...FILE_OPTION)
    .action((name: string, secret: string, options: RotateOptions) => {
      const mistaken = mistakenFlags(name, options);
      if (mistaken.length > 0) {
        return context.run('secrets rotate', () => {
          throw new Error(`${mistaken.join(' and ')} ${ABOUT[name === PLATFORM ? 'items' : 'own']}`);
        });
      }
      if (name === PLATFORM && secret === AGE_IDENTITY) return rotateIdentityOf(options, context);
      if (name === PLATFORM) return rotateOwnKeyOf(secret, options, context);
      return rotateItem(name, secret, options, context);
    });
}

const ABOUT = {
  items: 'is about the secrets of environments, and not of the platform itself: leave it out',
  own: `is about what the platform itself works with: npx lke-platform secrets rotate ${PLATFORM} <bucket-key, linode-token or ${AGE_IDENTITY}>`,
} as const;

/** Flags that mean nothing for what is rotated. */
function mistakenFlags(name: string, options: RotateOptions): string[] {
  const { generate, field, fromFile, trim, restart, revokeFormer, startOver, out } = options;
  const ofItems = {
    '--generate': generate,
    '--field': field,
    '--from-file': fromFile,
    '--trim': trim,
    '--restart': restart,
  };
  const ofOwnKeys = { '--revoke-former': revokeFormer, '--start-over': startOver, '--out': out };
  const others = name === PLATFORM ? ofItems : ofOwnKeys;
  return Object.entries(others).flatMap(([flag, value]) => (value === undefined ? [] : [flag]));
}
