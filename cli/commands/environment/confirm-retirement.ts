import type { Environment } from '../../../model/derive/environment';
import type { CommandContext } from '../../command-context';
import { askConsent, canAsk } from '../../conventions/ask';
import type { Progress } from '../../conventions/progress';

export interface ConsentOptions {
  readonly yes?: boolean;
  readonly confirm?: string;
}

/**
 * Asks for consent to a retirement. Production asks for its name: a consent that is given for everything is not one for it.
 *
 * @throws {RetirementRefused} when it is not given
 */
export async function confirmRetirement(
  { name }: Pick<Environment, 'name'>,
  { confirm: given, yes = false }: ConsentOptions,
  { streams, flags }: Pick<CommandContext, 'streams' | 'flags'>,
  progress: Pick<Progress, 'end'>,
): Promise<void> {
  const { RetirementRefused } = await import('../../../operations/retirement/refused');
  const isByName = name === 'production';
  if (given !== undefined && given !== name) {
    throw new RetirementRefused([
      { what: 'this is not the name of the environment', where: '--confirm', given, allowed: name },
    ]);
  }
  if (given === name || (!isByName && yes)) return;
  if (yes || flags.json || !canAsk(streams)) {
    const fix = `give its name beside your consent: --yes --confirm ${name}`;
    throw new RetirementRefused([{ what: `${name} is not retired without its name`, fix }]);
  }
  const { Interrupts } = await import('../../../operations/engine/interrupts');
  const interrupts = new Interrupts();
  progress.end();
  try {
    if (await askConsent(`Retire ${name}?`, streams, interrupts.signal, isByName ? name : undefined)) return;
  } finally {
    interrupts.dispose();
  }
  throw new RetirementRefused([{ what: `${name} is not retired, as you said` }]);
}
