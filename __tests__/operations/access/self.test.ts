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
  ])('is known by an address that is written %s', (_, address) => {
    expect(isSelf({ ...request, asked }, address)).toBe(true);
    expect(isSelf({ ...request, asked: { holder: 'somebody else' } }, address)).toBe(true);
  });

  it('is nobody else', () => {
    expect(isSelf({ ...request, asked }, 'jose@acme.example')).toBe(false);
  });
});
