import { termsOfContract } from '../../../model/handoff/terms';
import { publishContract } from '../../../operations/handoff/publish';
import { withdrawContract } from '../../../operations/handoff/withdraw';
import { Ledger } from '../../../operations/ledger/ledger';
import { memoryLedger } from '../../support/memory-ledger';
import { examplePlatform } from '../../support/platforms';

describe('a contract whose event is not anchored', () => {
  it('is published and withdrawn, and the recorder says so', async () => {
    const { ledger: quick } = memoryLedger();
    const anchors = { ...quick.anchors, write: () => Promise.reject(new Error('it is full')) };
    const ledger = new Ledger({ store: quick.store, anchors });
    const contracts = {
      keep: () => Promise.resolve(),
      keepWithdrawal: () => Promise.resolve(),
      read: () => Promise.resolve(undefined),
      newestId: () => Promise.resolve({ version: 1, hash: 'a' }),
    };
    const audit = { actor: { name: 'jane', provenBy: 'linode-profile' as const }, unwritten: [] };
    const terms = termsOfContract(examplePlatform(), { name: 'staging' });
    if (!terms) throw new Error('the example hands staging off');
    await publishContract({ ledger, contracts }, audit, { ...terms, namespace_uid: 'first' });
    await withdrawContract({ ledger, contracts }, audit, 'staging');

    expect(audit.unwritten).toEqual([
      'staging/1 is not anchored outside of the ledger: it is full',
      'staging/2 is not anchored outside of the ledger: it is full',
    ]);
  });
});
