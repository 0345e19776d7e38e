import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { termsOfContract } from '../../../model/handoff/terms';
import { termsLocal } from '../../../model/handoff/terms-local';
import { HANDOFF_LOCAL } from '../../../model/naming';
import { termsInOutput } from '../../../operations/handoff/terms-in-output';
import { examplePlatform } from '../../support/platforms';
import { temporaryFolder } from '../../support/temporary-folder';

describe('the terms in a synthesized stack', () => {
  const found = (locals: object) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ locals }));
    return termsInOutput({ stacks: [{ id: 'staging', folder }] } as never, 'staging');
  };

  it('are read, or said to be none', () => {
    const terms = termsOfContract(examplePlatform(), { name: 'staging' });
    if (!terms) throw new Error('the example hands staging off');

    expect(found({ [HANDOFF_LOCAL]: termsLocal.write(terms) })).toEqual({ terms });
    expect(found({})).toEqual({ terms: undefined });
  });

  it('are not taken for none where another release wrote them, so that nothing is withdrawn', () => {
    expect(found({ [HANDOFF_LOCAL]: { format: 2 } })).toBeUndefined();
  });
});
