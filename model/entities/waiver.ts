import { z } from 'zod';
import { entity } from '../entity';
import { documented } from '../field';
import { day, email } from '../values';

/** Rules that can be waived, because they hold only "when available" (data-model.md). */
const WAIVABLE_RULES = ['production-multi-az'] as const;
export type WaivableRule = (typeof WAIVABLE_RULES)[number];

/** A recorded reason why a rule is not met. */
export const waiver = entity({
  name: 'Waiver',
  about: 'A recorded reason why a "when available" rule is not met. It is written onto the namespace, too.',
  desired: {
    rule: documented(z.enum(WAIVABLE_RULES), {
      about: 'Rule that is not met',
      allowed: WAIVABLE_RULES.join(', '),
      source: 'data-model.md, NodePool',
    }),
    reason: documented(z.string().min(10).max(300), {
      about: 'Why it is not met',
      allowed: 'a sentence of 10 to 300 characters',
      source: 'data-model.md, NodePool ("when available")',
    }),
    approvedBy: documented(email, {
      about: 'Who agreed to it',
      allowed: 'an e-mail address',
      source: 'docs/adr/0003-fields-beyond-the-data-model.md',
    }),
    approvedOn: documented(day, {
      about: 'When it was agreed to',
      allowed: 'a day, such as 2026-10-01',
      source: 'docs/adr/0003-fields-beyond-the-data-model.md',
    }),
  },
});
