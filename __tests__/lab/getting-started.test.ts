import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { engineCommand } from '@lke-platform/stand-ins/testing/engine-command';
import { onLab } from '../support/lab/running';
import { temporaryFolder } from '../support/temporary-folder';

const ROOT = join(__dirname, '../..');
const GUIDE = readFileSync(join(ROOT, 'docs/getting-started.md'), 'utf8');

/** A command as the guide prints it. */
function printed(start: string): string {
  const line = GUIDE.split('\n').find((it) => it.startsWith(start));
  if (line === undefined) throw new Error(`the guide has no command ${start}`);
  return line.replace(/\s+#.*$/, '');
}

/** A Deployment that nothing but the gate refuses: which of two policies the API server names first is not known. */
const PLACED = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { runtimeClassName: 'env-production', containers: [{ name: 'web', image: 'example.com/web:1' }] },
    },
  },
};

/** What the guide says, with an answer to what it would ask, and a look at the cluster in between. */
const WALK = `
set -eu
npx() { shift; node "$ROOT/bin/lke-platform.js" "$@"; }
show() { printf '\\n== %s\\n' "$1"; }

${printed('npx lke-platform init')}
${printed('npx lke-platform validate')}
npx lke-platform synth > /dev/null
${printed('npx lke-platform bootstrap')}
source "$XDG_CONFIG_HOME/lke-platform/acme.env"
${printed('npx lke-platform plan')} || [ $? = 2 ]
${printed('npx lke-platform apply')} --yes --reason 'a first look'

show namespaces; kubectl get namespaces -o name
show nodes; kubectl get nodes -L lke-platform.io/environment --no-headers
kubectl -n env-production wait resourcequota --all --for=jsonpath='{.status.hard}' --timeout=60s > /dev/null
show quota; kubectl -n env-production get resourcequota -o jsonpath='{.items[0].status.hard}'
show fence; kubectl -n lke-platform-access create secret generic grant-by-hand 2>&1 || true
show policies; kubectl -n env-production get networkpolicies -o name
show status; ${printed('npx lke-platform environment status')} || true
kubectl get namespace env-production -o jsonpath='{.metadata.labels.lke-platform\\.io/status}'
kubectl -n env-production create -f - 2>&1 <<'DEPLOYMENT' || true
${JSON.stringify(PLACED)}
DEPLOYMENT
show 'not ready'; ${printed('npx lke-platform environment transition')} 2>&1 || true
show audit; npx lke-platform audit list
npx lke-platform audit verify
${printed('npx lke-platform plan')} > /dev/null && show 'no changes'

sed -i 's/^deletionProtection: .*//' platform.yaml
echo 'deletionProtection: false' >> platform.yaml
node -e "$ADD_POLICY"
npx lke-platform synth > /dev/null
npx lke-platform apply --yes > /dev/null
npx lke-platform access grant --environment production --role app-team --holder jane@acme.example --reason 'a walk' --out jane
show access; KUBECONFIG=$PWD/jane kubectl -n env-production auth can-i create deployments
KUBECONFIG=$PWD/jane kubectl -n env-production get secrets 2>&1 || true
${printed('npx lke-platform destroy')} --yes
show left; kubectl get namespaces -o name
show ended; grep -rl access-revoke.done export/ledger/production | xargs cat
`;

/** Gives production an access policy, for an engineer who is alone. */
const ADD_POLICY = `
const { parseDocument } = require(process.env.ROOT + '/node_modules/yaml');
const { readFileSync, writeFileSync } = require('node:fs');
const file = parseDocument(readFileSync('platform.yaml', 'utf8'));
const policy = { role: 'app-team', approval: 'none', expiry: '2099-01-01T00:00:00Z', reviewedOn: '2026-11-01',
  kubeconfigSecret: 'linode-secret-manager://access/production/app-team#kubeconfig' };
file.setIn(['environments', 'production', 'accessPolicies'], [policy]);
writeFileSync('platform.yaml', file.toString());`;

onLab('getting started, without an account', () => {
  let walk: string;
  beforeAll(async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'walk.sh'), WALK);
    const args = [join(ROOT, 'packages/stand-ins/run.js'), '--', 'bash', 'walk.sh'];
    const env = { ...process.env, ROOT, ADD_POLICY, TERRAFORM_BINARY_NAME: engineCommand(), NODE_NO_WARNINGS: '1' };
    const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    // Else the tests would tell of what is missing, and not why.
    if ((await ended) !== 0) throw new Error(`the walk stopped:\n${stdout.slice(-2000)}\n${stderr.slice(-4000)}`);
    walk = stdout;
  }, 600_000);

  /** What was shown under a heading. */
  const shown = (heading: string) => new RegExp(`^== ${heading}\\n([^]*?)(?=\\n== |$(?![^]))`, 'm').exec(walk)?.[1];

  it('makes the environments in a real API server (E6, E8)', () => {
    expect(shown('namespaces')?.split('\n')).toEqual(
      expect.arrayContaining(['namespace/env-production', 'namespace/env-system', 'namespace/monitoring']),
    );
    expect(shown('quota')).toContain('requests.cpu');
    expect(shown('policies')).toContain('networkpolicy');
  });

  it('installs the charts of the repository: the fence around the accounts is in force (E9)', () => {
    expect(shown('fence')).toContain('ValidatingAdmissionPolicy');
  });

  it('begins each environment at provisioning, in the ledger and in the cluster, and takes no workloads yet', () => {
    expect(shown('status')).toMatch(/production\s+provisioning.*\n(.*\n)*the gate: in force\nprovisioning/);
    expect(shown('status')).toContain('takes no workloads, because it is provisioning');
    expect(shown('not ready')).toContain('production stays provisioning: it was never verified');
  });

  it('brings the nodes of the pools (E7)', () => {
    const environments = shown('nodes')
      ?.trim()
      .split('\n')
      .map((line) => line.split(/\s+/).at(-1));
    expect(new Set(environments)).toEqual(new Set(['production', 'system']));
  });

  it('writes who did what', () => {
    expect(shown('audit')).toContain('apply production: ');
    expect(shown('audit')).toContain('a first look');
  });

  it('gives somebody access to what the role is for, until the environment goes', () => {
    expect(shown('access')).toMatch(/^yes\n.*forbidden/s);
    expect(shown('ended')).toContain('ended the access of jane@acme.example');
  });

  it('plans nothing afterwards, and takes everything down again', () => {
    expect(shown('no changes')).toBeDefined();
    expect(shown('left')).not.toContain('env-');
  });
});
