import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Workflow {
  readonly on: { readonly pull_request: object; readonly schedule: readonly object[] };
  readonly jobs: {
    readonly checks: {
      readonly 'timeout-minutes': number;
      readonly steps: readonly { readonly run?: string; readonly uses?: string; readonly with?: object }[];
    };
  };
}

const file = join(__dirname, '../../.github/workflows/checks.yml');
const { on, jobs } = parse(readFileSync(file, 'utf8')) as Workflow;
const { steps } = jobs.checks;

describe('the workflow for changes of the project itself', () => {
  it('runs every check there is, for pull requests and once in a while', () => {
    expect(steps.flatMap(({ run }) => run ?? [])).toEqual([expect.stringMatching(/ \.ci\/run$/)]);
    expect(Object.keys(on)).toEqual(['pull_request', 'schedule']);
  });

  it.each(['actions/setup-node', 'actions/setup-go', 'hashicorp/setup-terraform', 'actions/cache'])(
    'has %s, without which parts are skipped or built again every time',
    (action) => {
      expect(steps).toContainEqual(expect.objectContaining({ uses: expect.stringMatching(`^${action}@`) as string }));
    },
  );

  it('knows the branch that a pull request goes to, with which the API of the hand-off service is compared', () => {
    expect(steps.at(-1)?.run).toMatch(/--preserve-env=\S*\bGITHUB_BASE_REF\b/);
    expect(readFileSync(join(__dirname, '../../scripts/diff-openapi.sh'), 'utf8')).toContain('GITHUB_BASE_REF');
  });

  it('has the tags of the modules’ releases', () => {
    expect(steps[0]).toMatchObject({ with: { 'fetch-depth': 0 } });
  });
});
