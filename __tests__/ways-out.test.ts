import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a command that operations or policies print as a way out is run, and what shows it there. */
interface Run {
  readonly test: string;
  readonly shows: RegExp;
}

/** Every command that operations and policies print, by its words and flags. `engine` is Terraform or OpenTofu in a stack's folder. */
const RUN_BY: Readonly<Record<string, Run>> = {
  'access approve': { test: 'lab/access-approvals.test.ts', shows: /'approve', request/ },
  'access grant': { test: 'lab/access-approvals.test.ts', shows: /'grant', '--request'/ },
  'access list': { test: 'lab/access-failures.test.ts', shows: /'list', '--environment'/ },
  'access refuse --reason': {
    test: 'lab/access-approvals.test.ts',
    shows: /desk\.run\('bob', 'refuse', request, '--reason'/,
  },
  'access revoke --reason': { test: 'lab/access-failures.test.ts', shows: /'revoke', .*'--reason'/ },
  apply: { test: 'scenarios/broken-applies.test.ts', shows: /await apply\('production'\)/ },
  'apply --take-over': { test: 'scenarios/orphans.test.ts', shows: /'npx lke-platform apply cluster --take-over'/ },
  approve: { test: 'lab/argocd-gate.test.ts', shows: /approve\('production'\)/ },
  'approve --begin --reason': { test: 'lab/argocd-gate.test.ts', shows: /'production', '--begin', '--reason'/ },
  'approve --confirm --reason': { test: 'lab/argocd-removal.test.ts', shows: /printed\(stdout, 'to confirm it'\)/ },
  'approve --list': { test: 'lab/argocd-gate.test.ts', shows: /approve\('--list'\)/ },
  'audit deliver': { test: 'cli/commands/audit/audit.test.ts', shows: /run\('deliver'\)/ },
  'audit list': { test: 'scenarios/orphans.test.ts', shows: /'audit', 'list'/ },
  'audit verify': { test: 'cli/commands/audit/audit.test.ts', shows: /run\('verify'/ },
  bootstrap: { test: 'store/bootstrap.test.ts', shows: /'bootstrap'/ },
  destroy: { test: 'kills/killed-runs.test.ts', shows: /\['destroy', 'development'\]/ },
  'destroy --platform --export': {
    test: 'scenarios/deploy-commands.test.ts',
    shows: /'destroy', '--platform', '--export'/,
  },
  doctor: { test: 'support/killed-run.ts', shows: /workplace\.command\('doctor'/ },
  'doctor --clean-up': { test: 'cli/commands/doctor.test.ts', shows: /exec\(REMOVE_LEFTOVERS\)/ },
  'drift credentials': { test: 'lab/drift-credentials-refused.test.ts', shows: /desk\.shell\('jane', line\)/ },
  'drift remediate': { test: 'scenarios/drift-detect.test.ts', shows: /workplace\.command\(\.\.\.printed/ },
  'engine apply': { test: 'store/known-errors.test.ts', shows: /root\.run\('apply'/ },
  'engine force-unlock': { test: 'store/known-errors.test.ts', shows: /runPrinted\(plain/ },
  'engine init': { test: 'store/known-errors.test.ts', shows: /root\.run\('init'/ },
  'engine init -reconfigure': { test: 'store/known-errors.test.ts', shows: /runPrinted\(fix\)/ },
  'engine state pull': { test: 'scenarios/broken-applies.test.ts', shows: /'state', 'pull'/ },
  'engine state push': { test: 'scenarios/broken-applies.test.ts', shows: /workplace\.shell\(way/ },
  'engine untaint': { test: 'scenarios/broken-applies.test.ts', shows: /workplace\.shell\(line\)/ },
  'environment history': { test: 'lab/lifecycle.test.ts', shows: /run\('history', 'staging'\)/ },
  'environment observe': { test: 'lab/lifecycle.test.ts', shows: /run\('observe', file\)/ },
  'environment repair --user --reason': {
    test: 'lab/lifecycle.test.ts',
    shows: /'repair', 'staging', '--user', USER, '--reason'/,
  },
  'environment restore-backup': { test: 'lab/retire.test.ts', shows: /'environment', 'restore-backup', 'staging'/ },
  'environment retire': { test: 'lab/retire.test.ts', shows: /'environment', 'retire', 'staging'/ },
  'environment status': { test: 'lab/lifecycle.test.ts', shows: /run\('status', 'staging'\)/ },
  'environment status --fix': { test: 'lab/lifecycle.test.ts', shows: /desk\.shell\(String\(problems\[0\]\?\.fix\)\)/ },
  'environment verify': {
    test: 'lab/lifecycle.test.ts',
    shows: /desk\.shell\('npx lke-platform environment verify staging'\)/,
  },
  explain: { test: 'cli/commands/explain.test.ts', shows: /'explain'/ },
  'handoff publish': { test: 'lab/handoff.test.ts', shows: /'handoff', 'publish'/ },
  'helm uninstall': { test: 'lab/orphans.test.ts', shows: /'helm uninstall web --namespace ingress'/ },
  'kubectl -n <> annotate secret': { test: 'lab/secrets.test.ts', shows: /await paste\(lab, command\)/ },
  'kubectl -n <> get pods': { test: 'lab/sealing-keys.test.ts', shows: /0\\\/1 \+Pending/ },
  'kubectl -n sealed-secrets get pods': { test: 'lab/sealing-keys.test.ts', shows: /1\\\/1 \+Running/ },
  'kubectl -n sealed-secrets rollout restart': {
    test: 'lab/sealing-keys.test.ts',
    shows: /sealed-secrets-controller restarted/,
  },
  'kubectl delete': { test: 'lab/orphans.test.ts', shows: /await paste\(line\)/ },
  'mv -n': { test: 'operations/deploy/left-runs.test.ts', shows: /execFileSync\('sh', \['-ec', way/ },
  orphans: { test: 'scenarios/orphans.test.ts', shows: /workplace\.command\('orphans'/ },
  'orphans --remove': { test: 'operations/orphans/remove-orphans.test.ts', shows: /orphans --remove \(\\S\+\)/ },
  plan: { test: 'scenarios/orphans.test.ts', shows: /workplace\.command\('plan'/ },
  'rollback plan': { test: 'scenarios/rollback.test.ts', shows: /'rollback', 'plan'/ },
  'rollback run': { test: 'scenarios/rollback.test.ts', shows: /rollback run \$\{second\.id\}/ },
  'secrets keys restore': { test: 'lab/secrets.test.ts', shows: /'keys', 'restore'/ },
  'secrets rotate': { test: 'lab/secrets.test.ts', shows: /'rotate', 'system'/ },
  'secrets rotate platform': { test: 'cli/commands/secrets/own-keys.test.ts', shows: /--start-over\// },
  'secrets set': { test: 'cli/commands/secrets/secrets.test.ts', shows: /run\(\['set', 'production'/ },
  'secrets status': { test: 'cli/commands/secrets/own-keys.test.ts', shows: /run\('status', 'platform'\)/ },
  'secrets sync': { test: 'lab/secrets.test.ts', shows: /\['sync'/ },
  'secrets set --field': { test: 'cli/commands/secrets/secrets.test.ts', shows: /run\(line\./ },
  synth: { test: 'scenarios/inline-pools.test.ts', shows: /npx lke-platform synth && npx/ },
  unlock: { test: 'store/deploy-commands.test.ts', shows: /'npx lke-platform unlock state'/ },
};

/** What operations print, and what the API server says for the platform. */
const SAYING = ['operations', 'model/lifecycle/admission', 'infra/helm/bootstrap/templates'].map((it) =>
  join(__dirname, '..', it),
);

/** The commands in the texts of a file, by their words and flags; what is filled in is `<>`. */
function commandsIn(file: string): string[] {
  const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const text = code.replace(/\$\{[^}]*\}/g, '<>');
  const find = (pattern: RegExp, where = text) => [...where.matchAll(pattern)].map(([, found = '']) => found);
  const quoted = (words: string) => [...words.matchAll(/'([^']+)'/g)].map(([, word]) => word).join(' ');
  return [
    ...find(
      /npx lke-platform ([a-z-]+(?: (?:list|verify|grant|revoke|refuse|deliver|credentials|approve|set|rotate|run|publish|status|sync|history|remediate|repair|retire|observe|transition|keys restore|restore-backup|plan(?= lists)))?[^'`;:,.)\n]*)/g,
    ).map(wordsAndFlags),
    ...find(/engineLine\([^,()]+((?:, '[^']+')+)/g, code).map(
      (words) => `engine ${quoted(words).replace(/ errored.*/, '')}`,
    ),
    ...find(/shellLine\(((?:'[^']+'(?:, )?)+)/g).map((words) => quoted(words).replace(/^npx lke-platform ?/, '')),
    ...find(/\b(kubectl -n \S+ [a-z]+ [a-z]+)/g),
  ].filter((command) => command !== '');
}

function wordsAndFlags(text: string): string {
  const [, words = ''] =
    /^([a-z-]+(?: (?:list|verify|grant|revoke|refuse|deliver|credentials|approve|set|rotate|run|publish|status|sync|history|remediate|repair|retire|observe|transition|keys restore|restore-backup|plan(?= lists))\b)?)/.exec(
      text,
    ) ?? [];
  return [words, ...(text.match(/(?<= )--[a-z-]+/g) ?? [])].join(' ');
}

describe('the commands that operations and policies print as ways out', () => {
  const files = SAYING.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  ).filter((name) => /\.(ts|yaml)$/.test(name));
  const printed = [...new Set(files.flatMap(commandsIn))].sort();

  it('are all known here', () => {
    expect(printed).toEqual(Object.keys(RUN_BY).sort());
  });

  it.each(Object.entries(RUN_BY))('are run by a test: %s', (_, { test, shows }) => {
    expect(readFileSync(join(__dirname, test), 'utf8')).toMatch(shows);
  });
});
