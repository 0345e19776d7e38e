import { shownLines } from '../../../../cli/commands/approve/printable';
import { listText, waitingText } from '../../../../cli/commands/approve/waiting-text';
import { coloursFor } from '../../../../cli/conventions/colours';
import type { Gate, RolloutStatus } from '../../../../operations/approvals/rollouts';

const ESCAPE = '\u001b]0;approved\u0007';
const SHOWN = '\\u{1b}]0;approved\\u{7}';
const colours = coloursFor({ write: () => undefined }, {});
const revision = 'a'.repeat(40);

describe('what waits for an approval, on a terminal', () => {
  it.each<[string, Partial<RolloutStatus>]>([
    ['an error of Argo CD', { errors: [`bad ${ESCAPE}\nsecond`] }],
    ['the message of a rollout', { root: rootThatSays(`bad ${ESCAPE}\nsecond`) }],
  ])('shows %s line by line, and lets it command nothing', (_, changes) => {
    const text = waitingText({ ...ROLLOUT, ...changes }, [], colours);

    expect(text).toContain(`\n  bad ${SHOWN}\n  second\n`);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('shows as a sign what a terminal, or an encoding, may take for the end of a line', () => {
    expect(shownLines('# good\u2028image: evil\u2029')).toEqual(['# good\\u{2028}image: evil\\u{2029}']);
  });

  it('names what is left of gates that the platform file has no more, and how it goes', () => {
    const rollout = { ...ROLLOUT, leftovers: [{ ...GATE, name: 'production-wave-9' }] };

    for (const text of [
      waitingText(rollout, [], colours),
      waitingText(rollout, [{ ...GATE, applications: [] }], colours),
      listText([rollout], colours),
    ]) {
      expect(text).toContain('not in platform.yaml any more, so that nothing waits for it: production-wave-9');
      expect(text).toContain('kubectl delete waveapproval production-wave-9 -n argocd');
    }
  });

  it('says what waits to be removed, and what was named once, with the way on', () => {
    const removals: RolloutStatus['removals'] = [
      {
        application: 'shop',
        kind: 'pruning',
        since: '2026-11-29T10:00:00Z',
        objects: ['ConfigMap old'],
        isFormer: false,
      },
      {
        application: 'cart',
        kind: 'deletion',
        since: '2026-11-29T10:00:00Z',
        objects: ['ConfigMap all'],
        isFormer: true,
      },
    ];
    const former: RolloutStatus['former'] = [
      { name: 'catalogue', rollout: 'production', takesAllAlong: false },
      { name: 'trial', rollout: 'development', takesAllAlong: true },
    ];
    const rollout = { ...ROLLOUT, removals, former };

    for (const text of [
      waitingText(rollout, [], colours),
      waitingText(rollout, [{ ...GATE, applications: [] }], colours),
      listText([rollout], colours),
    ]) {
      expect(text).toContain('waits for a confirmation: shop removes what its commit has no more: ConfigMap old\n');
      expect(text).toContain('to confirm it: npx lke-platform approve production --confirm shop --reason <text>');
      expect(text).toContain(
        'to confirm it, as cluster-admin: npx lke-platform approve production --confirm cart --reason <text>',
      );
      expect(text).toContain(
        'to leave what it deployed to another application, as cluster-admin: kubectl delete application catalogue',
      );
      expect(text).toContain(
        'to remove it with all that it deployed, as cluster-admin: kubectl delete application trial -n argocd',
      );
      expect(text).not.toContain('kubectl patch application trial');
    }
  });

  it('shows why git cannot compare, and where from, in the same way', () => {
    const difference = { text: undefined, problem: `bad ${ESCAPE}`, isGone: false };
    const from = { repository: `https://${ESCAPE}`, path: ESCAPE, running: undefined, movedFrom: undefined };
    const shop = { name: 'shop', ...from, difference };
    const text = waitingText(ROLLOUT, [{ ...GATE, applications: [shop] }], colours);

    expect(text).toContain(`from https://${SHOWN}, ${SHOWN}: nothing -> ${revision}\n    bad ${SHOWN}\n`);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});

const ROLLOUT: RolloutStatus = {
  ...{ name: 'production', root: undefined, isRunning: false, errors: [], waiting: [], gates: [], leftovers: [] },
  ...{ removals: [], former: [] },
};
const GATE: Gate = {
  ...{ name: 'production-wave-0', rollout: 'production', wave: 0, revision, applications: [] },
  ...{ approvedRevision: undefined, approvedBy: undefined, approvedApplications: undefined },
};

function rootThatSays(message: string): RolloutStatus['root'] {
  return { operation: { phase: 'Failed', message } } as RolloutStatus['root'];
}
