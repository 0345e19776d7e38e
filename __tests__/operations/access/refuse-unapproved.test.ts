import type { AccessRequest } from '../../../operations/access/requests';
import { refuseUnapproved } from '../../../operations/access/refuse-unapproved';

const TIME = '2026-11-27T12:00:00.000Z';
const request = (about: Partial<AccessRequest> = {}): AccessRequest => ({
  id: '0123456789',
  asked: { environment: 'production', role: 'app-team', holder: 'kim@acme.example', reason: 'a release' },
  ...{ seconds: 3600, by: 'kim', asker: 'digest', time: TIME, sequence: 1, hash: 'hash' },
  approval: { by: 'ada', time: TIME },
  ...{ refusal: undefined, usedBy: undefined },
  ...about,
});
const carriedOutBy = (actor: string, about: Partial<AccessRequest> = {}) => refuseUnapproved(request(about), actor);

describe('a request that is carried out', () => {
  it('is one that somebody else has agreed to, by who asked', () => {
    expect(() => carriedOutBy('kim')).not.toThrow();
  });

  it('is none that nobody has agreed to', () => {
    expect(() => carriedOutBy('kim', { approval: undefined })).toThrow('nobody else has agreed to this yet');
  });

  it('is none of somebody else, who agreed to it or not', () => {
    for (const actor of ['ada', 'lee']) {
      expect(() => carriedOutBy(actor)).toThrow('kim asked for this, and only kim can have it carried out');
    }
  });

  it('is none that was refused', () => {
    const refusal = { by: 'bob', time: TIME, why: 'not on a Friday' };

    expect(() => carriedOutBy('kim', { refusal })).toThrow('bob has refused this: not on a Friday');
  });

  it('is none that was used, be it revoked since', () => {
    const usedBy = { grant: 'grant-1', isDone: true, began: TIME };

    expect(() => carriedOutBy('kim', { usedBy })).toThrow('one approval makes one grant');
  });

  it('may be one whose grant is not complete: whoever began it may have been killed', () => {
    expect(() => carriedOutBy('kim', { usedBy: { grant: 'grant-1', isDone: false, began: TIME } })).not.toThrow();
  });
});
