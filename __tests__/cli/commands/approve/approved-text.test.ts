import { approvedText, notEndedProblem, refusedProblem } from '../../../../cli/commands/approve/approved-text';
import { coloursFor } from '../../../../cli/conventions/colours';

const revision = 'a'.repeat(40);
const APPROVED = { gate: 'production-wave-1', rollout: 'production', wave: 1, revision, by: 'jane', ended: ['shop'] };
const GATE = {
  ...{ name: 'production-wave-2', rollout: 'production', wave: 2, revision, applications: [] },
  ...{ approvedRevision: undefined, approvedBy: undefined, approvedApplications: undefined },
};

describe('what is said of an approval', () => {
  it('is whose it is, and what it ended', () => {
    expect(approvedText(APPROVED, coloursFor(process.stdout, { NO_COLOR: '1' }))).toBe(
      `approved: wave 1 of production at ${revision}, by jane\n  ended: what shop was to remove for the commit before, and nobody confirmed`,
    );
  });

  it('is a warning where something still holds it up', () => {
    expect(notEndedProblem(APPROVED, 'no answer')).toMatchObject({ severity: 'warning' });
    expect(notEndedProblem(APPROVED, 'no answer').what).toContain('could not be ended: no answer');
  });

  it('is an error of the gate that is refused, after others that are approved', () => {
    expect(refusedProblem(GATE, new Error('not you'))).toEqual({
      what: 'the gates before it are approved, and one of wave 2 is not: not you',
      fix: `look at what waits, then approve it: npx lke-platform approve production --revision ${revision} --reason <text>`,
    });
  });
});
