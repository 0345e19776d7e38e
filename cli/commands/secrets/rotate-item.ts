import type { SecretItem } from '../../../model/derive/secrets-bundle';
import { shellLine } from '../../../model/shell-line';
import type { Rotated } from '../../../operations/secrets/rotation/rotate';
import type { Colours } from '../../conventions/colours';
import { countOf } from '../../conventions/count-of';
import type { ReportedProblem } from '../../conventions/problems';
import { exitCode } from '../../conventions/exit-codes';
import type { CommandContext } from '../../command-context';
import { auditWarnings } from '../audit/warnings';
import { environmentsOf, type FileOption, itemOf, openAudit, platformOf } from './platform-of';
import { lineEndWarnings, readValue, type ValueOptions } from './read-value';

/** Options that are about items of a bundle. */
export interface RotateItemOptions extends FileOption, ValueOptions {
  readonly field?: string;
  readonly generate?: boolean;
  readonly restart?: boolean;
  readonly folder: string;
  readonly reason?: string;
}

/** Rotates a secret of an environment's bundle. */
export async function rotateItem(
  name: string,
  secret: string,
  options: RotateItemOptions,
  context: CommandContext,
): Promise<void> {
  return context.run('secrets rotate', async (progress) => {
    const { env } = context.streams;
    const platform = await platformOf(options, context);
    const [environment] = environmentsOf(platform, [name]);
    if (!environment) throw new Error(`${platform.name} has no environment ${name}`);
    const item = itemOf(environment, secret);
    const { fieldOf } = await import('../../../operations/secrets/set');
    const isMade = item.madeBy !== 'person' && options.fromFile === undefined && options.field === undefined;
    // Where an earlier run has written the new value, nobody has to say again which field it is for.
    const field = () => fieldOf({ environment, item, field: options.field }, 'rotate');
    if (options.field !== undefined) field();
    const onStep = (text: string) => {
      progress.step(text);
    };
    progress.step('asking Linode who you are');
    const audit = await openAudit(platform, { ...options, audit: true }, env, { optional: false });
    const { withRotationSite } = await import('../../../operations/secrets/open-site');
    const { rotateSecret } = await import('../../../operations/secrets/rotation/rotate');
    const { randomValue } = await import('../../../operations/secrets/make-value');
    let given: Uint8Array | undefined;
    const newFields = async () => {
      const name = field();
      if (options.generate === true) return { [name]: randomValue() };
      given = await readValue(options, context.streams);
      return { [name]: given };
    };
    const { folder, restart = false } = options;
    const rotated = await withRotationSite({ platform, environment: env, audit, folder, onStep }, (site) =>
      rotateSecret({ environment, item, site, newFields: isMade ? undefined : newFields, restart }),
    );
    return {
      exitCode: rotated.outcome === 'rotated' ? exitCode.fine : exitCode.found,
      result: { environment: environment.name, secret, ...resultOf(rotated) },
      warnings: [
        ...(given ? lineEndWarnings(given) : []),
        ...unreadWarnings(environment.name, item, rotated, isMade ? {} : options),
        ...(await auditWarnings(audit, env)),
      ],
      text: (colours) => rotateText(environment.name, item, rotated, folder, colours),
    };
  });
}

const resultOf = ({ isWritten, users, ...rotated }: Rotated) => ({
  ...rotated,
  users: users.map(shownUser),
  written: isWritten,
});

/** Whoever gives a value counts on it, and a rotation that was begun goes on with the value that it has. */
function unreadWarnings(
  environment: string,
  { name }: SecretItem,
  { isWritten, to, outcome }: Rotated,
  { generate = false, field, fromFile }: ValueOptions & Pick<RotateItemOptions, 'field' | 'generate'>,
): ReportedProblem[] {
  if (isWritten || !(generate || field !== undefined || fromFile !== undefined)) return [];
  const again = shellLine('npx', 'lke-platform', 'secrets', 'rotate', environment, name);
  return [
    {
      severity: 'warning',
      what: `this went on with a rotation that was begun before: ${name} has the value that an earlier run wrote as version ${to}, and none was read or made now`,
      fix: `where another one is meant, ${outcome === 'waiting' ? 'end this one, and then ' : ''}rotate it once more: ${again}`,
    },
  ];
}

const shownUser = ({ pod, owner }: Rotated['users'][number]) => ({ pod, owner: owner ?? null });

function rotateText(
  environment: string,
  { name, madeBy }: SecretItem,
  { outcome, users, to }: Rotated,
  folder: string,
  { bold, green, yellow }: Colours,
): string {
  const commit = `Next: commit ${folder} and push`;
  if (outcome === 'rotated') {
    const issuer =
      madeBy === 'person' ? '\nRevoke the former value where it was issued: nothing here uses it any more.' : '';
    return `${green('rotated')}: ${name} (${environment}), version ${to}${issuer}\n${commit}`;
  }
  const pods = users.map(({ pod, owner }) => `  ${pod}${owner === undefined ? '' : ` (${owner})`}`);
  return [
    `${yellow('waiting')}: source and cluster have the new value of ${name}; the former one is kept, because ` +
      `${countOf(users.length, 'pod')} started with it:`,
    ...pods,
    commit,
    `Then: ${bold(`npx lke-platform secrets rotate ${environment} ${name} --restart`)} restarts them and ends it, or restart them yourself and run it without`,
  ].join('\n');
}
