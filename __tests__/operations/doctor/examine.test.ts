import { examine, isUnsafe, type Line } from '../../../operations/doctor/examine';
import { CHECKS } from '../../../operations/doctor/all-checks';
import { Ward } from '../../support/doctor';

describe('doctor', () => {
  let ward: Ward;
  beforeEach(async () => {
    ward = await Ward.open();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await ward.close();
  });

  const statusOf = (lines: readonly Line[], id: string) => lines.find((line) => line.id === id)?.status;

  it('has a line for each check, in their order, and a fix for each that is not ok', async () => {
    const lines = await examine(ward.surroundings(), () => undefined);

    expect(lines.map(({ id }) => id)).toEqual(CHECKS.map(({ id }) => id));
    for (const { id, status, fix } of lines) expect([id, fix === undefined]).toEqual([id, status === 'ok']);
  });

  it('does not find what its own trials make', async () => {
    const lines = await examine(ward.surroundings(), () => undefined);

    expect(statusOf(lines, 'lock')).toBe('ok');
    expect(statusOf(lines, 'interrupted-runs')).toBe('ok');
  });

  it('goes on when a check breaks', async () => {
    const [broken] = CHECKS;
    if (broken) jest.spyOn(broken, 'run').mockRejectedValue(new Error('out of order'));
    const lines = await examine(ward.surroundings(), () => undefined);

    expect(lines[0]).toMatchObject({ status: 'fail', found: 'the check itself failed: out of order' });
    expect(lines).toHaveLength(CHECKS.length);
  });

  it.each([
    ['ok', false],
    ['warn', false],
    ['not-checked', false],
    ['fail', true],
  ] as const)('with a line that says %s: unsafe is %s', (status, unsafe) => {
    expect(isUnsafe([{ id: 'a', title: 'a', found: '', status }])).toBe(unsafe);
  });

  it('prints no secret', async () => {
    const { environment } = ward.surroundings();
    const text = JSON.stringify(await examine(ward.surroundings(), () => undefined));

    for (const secret of [environment.LINODE_TOKEN, environment.AWS_SECRET_ACCESS_KEY]) {
      expect(text).not.toContain(secret);
    }
  });
});
