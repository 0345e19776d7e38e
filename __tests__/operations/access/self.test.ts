import { createHash } from 'node:crypto';
import { askerOf, isSelf } from '../../../operations/access/self';

const ADDRESS = 'jos\u00e9@acme.example';
const request = { id: '0123456789', by: 'https://id.acme.example#1', asker: askerOf('0123456789', ADDRESS) };
const asked = { holder: ADDRESS };

describe('one and the same person', () => {
  it.each([
    ['with other capitals', 'JOS\u00c9@Acme.Example'],
    ['with the accent as a sign of its own', 'jose\u0301@acme.example'],
    ['in full width', 'jos\u00e9\uff20acme.example'],
    ['with blanks', ` ${ADDRESS} `],
    ['with what leads to the same mailbox', 'jos\u00e9+admin@acme.example'],
    ['with the dot of the root', `${ADDRESS}.`],
  ])('is known by an address that is written %s', (_, address) => {
    expect(isSelf({ ...request, asked }, address)).toBe(true);
    expect(isSelf({ ...request, asked: { holder: 'somebody else' } }, address)).toBe(true);
  });

  it('is known by the mailbox, whichever of them asked, and in whichever letters the domain is written', () => {
    const plus = { ...request, asker: askerOf(request.id, 'kim+shop@b\u00fccher.example'), asked: { holder: 'ci' } };

    expect(isSelf(plus, 'kim@xn--bcher-kva.example')).toBe(true);
    expect(isSelf(plus, 'kim+other@b\u00fccher.example')).toBe(true);
    expect(isSelf(plus, 'kin@b\u00fccher.example')).toBe(false);
  });

  it('is known by a request that an older release wrote, which knew of no mailboxes', () => {
    const asker = createHash('sha256').update(`${request.id} kim+shop@acme.example`).digest('hex');

    expect(isSelf({ ...request, asker, asked: { holder: 'ci' } }, 'Kim+shop@acme.example')).toBe(true);
  });

  it.each(['jose@acme.example', '+jos\u00e9@acme.example', 'x+jos\u00e9@acme.example', 'https://id.acme.example#1+2'])(
    'is not %s',
    (other) => {
      expect(isSelf({ ...request, asked }, other)).toBe(false);
    },
  );
});
