import type { IdentityRotation } from '../../../operations/secrets/identity/rotate-identity';
import { countOf } from '../../conventions/count-of';
import type { Colours } from '../../conventions/colours';
import { exitCode } from '../../conventions/exit-codes';
import type { CommandContext } from '../../command-context';
import { auditWarnings } from '../audit/warnings';
import { openAudit, platformOf } from './platform-of';
import type { OwnKeyOptions } from './rotate-own-key';

/** In the place of an own key it means what opens secrets and copies of states. */
export const AGE_IDENTITY = 'age-identity';

/** Rotates the age identity of whoever runs it. */
export async function rotateIdentityOf(options: OwnKeyOptions, context: CommandContext): Promise<void> {
  return context.run('secrets rotate', async (progress) => {
    const { env } = context.streams;
    if (options.startOver !== undefined) {
      throw new Error(
        '--start-over is about keys at Linode. A rotation of the age identity goes on by itself: leave it out.',
      );
    }
    const platform = await platformOf(options, context);
    const { withIdentity } = await import('../../../operations/secrets/identity/open-identity');
    const { forgetFormer, rotateIdentity } = await import('../../../operations/secrets/identity/rotate-identity');
    progress.step('asking Linode who you are');
    const audit = await openAudit(platform, { ...options, audit: true }, env, { optional: false });
    const onStep = (text: string) => {
      progress.step(text);
    };
    const props = { platform, environment: env, variablesFile: options.out, audit, onStep };
    const { done, variables } = await withIdentity(props, async (site) => ({
      done: await (options.revokeFormer === true ? forgetFormer(site) : rotateIdentity(site)),
      variables: site.variables.path,
    }));
    return {
      exitCode: done.outcome === 'rotated' ? exitCode.fine : exitCode.found,
      result: { key: AGE_IDENTITY, ...done, variables },
      warnings: await auditWarnings(audit, env),
      text: (colours) => identityText(done, variables, colours),
    };
  });
}

function identityText(
  { outcome, current, former, reEncrypted, file }: IdentityRotation,
  variables: string,
  { bold, green, yellow }: Colours,
): string {
  const anew = `${countOf(reEncrypted, 'object')} encrypted anew`;
  if (outcome === 'rotated') {
    return [
      `${green('rotated')}: ${current} is in force, ${anew}; the identity of ${former.join(', ')} is in ${file}`,
      'Keep that file as long as copies of states and backups of environments from before: they open with it alone.',
    ].join('\n');
  }
  return [
    `${yellow('waiting')}: ${anew} for ${current}; ${file} holds the new identity and the former one`,
    `Next: ${bold(`source ${variables}`)}, in every shell that is open`,
    `Then: give ${file}, and the recipients in ${variables}, to whoever syncs and to pipelines`,
    `Then: ${bold(`npx lke-platform secrets rotate platform ${AGE_IDENTITY} --revoke-former`)} takes the former one out`,
  ].join('\n');
}
