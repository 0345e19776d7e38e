import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { differenceOf } from '../../../operations/approvals/difference';
import { gatedApplication } from '../../../operations/approvals/rollouts';
import { GitRepository } from '../../support/lab/git-repository';

interface Source {
  readonly repoURL: string;
  readonly path: string;
  readonly targetRevision: string | undefined;
}
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('what an approval changes', () => {
  let repository: GitRepository;
  let first: string;
  let second: string;
  beforeAll(() => {
    repository = GitRepository.create();
    first = repository.commit({ 'shop/values.yaml': 'image: one\n', 'other/values.yaml': 'text: one\n' });
    second = repository.commit({ 'shop/values.yaml': 'image: two\n', 'other/values.yaml': 'text: two\n' });
  });
  afterAll(() => {
    repository.remove();
  });
  const of = (running: string | undefined, revision: string, path = 'shop') =>
    differenceOf(gated(path, { repoURL: repository.url, path, targetRevision: running }), revision, process.env);
  const gated = (path: string, { targetRevision, ...source }: Source) =>
    gatedApplication(
      { name: 'shop', repository: repository.url, path },
      targetRevision === undefined ? undefined : { ...source, targetRevision },
    );

  it('is the difference of the folder of the application, between what runs and what waits', async () => {
    const { text } = await of(first, second);

    expect(text).toContain('-image: one\n+image: two');
    expect(text).not.toContain('other/values.yaml');
  });

  it('is that of other folders, too, which links and dependencies of the chart lead to', async () => {
    const chart = (dependency: string) => `dependencies: [{ name: common, repository: '${dependency}' }]\n`;
    mkdirSync(join(repository.folder, 'web/templates'), { recursive: true });
    symlinkSync('../../links/all.yaml', join(repository.folder, 'web/templates/all.yaml'));
    symlinkSync('../../../outside', join(repository.folder, 'web/outside'));
    const before = repository.commit({
      'web/Chart.yaml': chart('file://../common'),
      'common/Chart.yaml': chart('file://../deeper'),
      'deeper/values.yaml': 'depth: one\n',
      'links/all.yaml': 'link: one\n',
    });
    const after = repository.commit({ 'deeper/values.yaml': 'depth: two\n', 'links/all.yaml': 'link: two\n' });
    const { text } = await of(before, after, 'web');

    expect(text).toContain('+link: two');
    expect(text).toContain('+depth: two');
  });

  it('follows links on the way to what a link or a dependency names, and shows them', async () => {
    const link = (target: string, path: string) => {
      mkdirSync(join(repository.folder, path, '..'), { recursive: true });
      symlinkSync(target, join(repository.folder, path));
    };
    link('../hops/current/templates', 'hop/templates');
    link('../shared-v1', 'hops/current');
    link('circle', 'hop/circle');
    const before = repository.commit({
      'hop/Chart.yaml': "dependencies: [{ name: sub, repository: 'file://../hops/current/sub' }]\n",
      'shared-v1/templates/all.yaml': 'shared: one\n',
      'shared-v1/sub/values.yaml': 'sub: one\n',
    });
    const after = repository.commit({
      'shared-v1/templates/all.yaml': 'shared: two\n',
      'shared-v1/sub/values.yaml': 'sub: two\n',
    });
    unlinkSync(join(repository.folder, 'hops/current'));
    link('../shared-v2', 'hops/current');
    const moved = repository.commit({ 'shared-v2/templates/all.yaml': 'shared: three\n' });
    const { text } = await of(before, after, 'hop');

    expect(text).toContain('+shared: two');
    expect(text).toContain('+sub: two');
    expect((await of(after, moved, 'hop')).text).toContain('+../shared-v2');
  });

  it.each([
    ['requirements.yaml', "dependencies: [{ name: sub, repository: 'file://../aside' }]\n"],
    ['Chart.lock', "dependencies: [{ name: sub, repository: 'file://../aside' }]\n"],
    ['Chart.yaml', "dependencies: [{ repository: 'file://../aside' }]\ndependencies: []\n"],
    ['.argocd-source.yaml', 'helm: { skipCrds: true, valueFiles: [/aside/values.yaml] }\n'],
    ['.argocd-source.yaml', 'helm: { valueFiles: ["../a*/values.yaml"] }\n'],
    ['.argocd-source.yaml', 'helm: { valueFile\u017f: [/aside/values.yaml] }\n'],
    ['.argocd-source.yaml', `helm: { valueFiles: [!!binary ${base64('/aside/values.yaml')}] }\n`],
    ['.argocd-source.yaml', `helm: { !!binary ${base64('valueFiles')} : [/aside/values.yaml] }\n`],
    ['Chart.yaml', `dependencies: [{ name: sub, repository: !!binary ${base64('file://../aside')} }]\n`],
    ['.argocd-source-shop.yaml', 'helm: { fileParameters: [{ name: a, path: ../aside/values.yaml }] }\n'],
  ])('is that of what %s leads to: %s', async (file, content) => {
    const folder = `led-${randomUUID()}`;
    const before = repository.commit({ [`${folder}/${file}`]: content, 'aside/values.yaml': `aside: ${folder}\n` });
    const after = repository.commit({ 'aside/values.yaml': `aside: ${folder} two\n` });

    expect((await of(before, after, folder)).text).toContain(`+aside: ${folder} two`);
  });

  it('is that of the folder alone, where its settings name no file', async () => {
    const before = repository.commit({ 'alone/.argocd-source.yaml': 'helm: { skipCrds: true }\n' });
    const after = repository.commit({ 'aside/values.yaml': 'aside: alone\n' });

    expect((await of(before, after, 'alone')).text).toBe('');
  });

  it('hides nothing, whatever a link is called', async () => {
    symlinkSync(':(exclude)aside', join(repository.folder, 'hidden'));
    const before = repository.commit({ 'aside/values.yaml': 'aside: seen\n' });
    const after = repository.commit({ 'aside/values.yaml': 'aside: hidden\n' });

    expect((await of(before, after, '.')).text).toContain('+aside: hidden');
  });

  it.each([
    ['its target', 'all.yaml', 'aside-\xff'],
    ['itself', 'all-\xff', 'aside'],
  ])('is that of all, where a link is there of which %s is called what is not text', async (_, link, target) => {
    const folder = `bytes-${randomUUID()}`;
    const bytes = (path: string) => Buffer.from(join(repository.folder, path), 'latin1');
    const before = repository.commit({ [`${folder}/values.yaml`]: 'one: 1\n', [`${folder}/Chart.yaml`]: '{}\n' });
    mkdirSync(bytes(target), { recursive: true });
    symlinkSync(Buffer.from(`../${target}/${folder}.yaml`, 'latin1'), bytes(`${folder}/${link}`));
    writeFileSync(bytes(`${target}/${folder}.yaml`), 'aside: one\n');
    const linked = repository.commit({});
    writeFileSync(bytes(`${target}/${folder}.yaml`), 'aside: two\n');
    const after = repository.commit({});

    expect((await of(before, linked, folder)).text).toContain('+aside: one');
    expect((await of(linked, after, folder)).text).toContain('+aside: two');
  });

  it('is everything, where another folder or repository is deployed until then', async () => {
    const repoURL = repository.url;
    const folder = gated('other', { repoURL, path: 'shop', targetRevision: second });
    const other = gated('shop', { repoURL: 'https://git.example/shop.git', path: 'shop', targetRevision: second });

    expect(await differenceOf(folder, second, process.env)).toMatchObject({
      text: expect.stringContaining('+text: two') as string,
      problem: `it is deployed from ${repoURL}, shop until then: all that waits is shown`,
    });
    expect((await differenceOf(other, second, process.env)).text).toContain('+image: two');
  });

  it('is text, whatever the repository says of its files', async () => {
    const before = repository.commit({ 'shop/.gitattributes': '* binary\n' });
    const after = repository.commit({ 'shop/values.yaml': 'image: three\n' });

    expect((await of(before, after)).text).toContain('+image: three');
  });

  it('is what a checkout makes of its files, too, which stands in folders above', async () => {
    const before = repository.commit({ 'deep/in/it/values.yaml': 'image: one\n', 'linked/values.yaml': 'one: 1\n' });
    symlinkSync('../../../linked', join(repository.folder, 'deep/in/it/linked'));
    const linked = repository.commit({});
    const encoded = repository.commit({ '.gitattributes': 'deep/in/** working-tree-encoding=ASCII//TRANSLIT\n' });
    const ends = repository.commit({ 'deep/in/.gitattributes': '*.yaml eol=crlf\n' });
    const ofLinked = repository.commit({
      'linked/.gitattributes': '* eol=crlf\n',
      'aside/.gitattributes': '* -text\n',
    });

    expect((await of(linked, encoded, 'deep/in/it')).text).toContain('+deep/in/** working-tree-encoding');
    expect((await of(encoded, ends, 'deep/in/it')).text).toContain('+*.yaml eol=crlf');
    expect((await of(ends, ofLinked, 'deep/in/it')).text).toContain('b/linked/.gitattributes');
    expect((await of(before, ofLinked, 'deep/in/it')).text).not.toContain('aside');
  });

  it('names charts that are not in the commit, and may be others tomorrow', async () => {
    const dependencies = ['vendored', 'unpacked', 'remote', 'local'].map((name) => ({
      ...{ name, version: '^1.0.0', repository: name === 'local' ? 'file://../common' : 'https://charts.example' },
    }));
    const before = repository.commit({ 'parent/Chart.yaml': 'name: parent\n' });
    const after = repository.commit({
      'parent/Chart.yaml': JSON.stringify({ name: 'parent', dependencies }),
      'parent/requirements.yaml': JSON.stringify({
        dependencies: [{ name: 'old', repository: 'oci://charts.example' }],
      }),
      'parent/charts/vendored-1.0.0.tgz': 'archive',
      'parent/charts/unpacked/Chart.yaml': 'name: unpacked\n',
    });
    symlinkSync('parent', join(repository.folder, 'linked-parent'));
    const linked = repository.commit({});
    const problem = ['remote ^1.0.0 from https://charts.example', 'old from oci://charts.example']
      .map((it) => `it depends on ${it}, which is not in the commit and may change without one: commit it into charts/`)
      .join('\n');

    expect((await of(before, after, 'parent')).problem).toBe(problem);
    expect((await of(before, linked, 'linked-parent')).problem).toBe(problem);
    expect((await of(first, before, 'parent')).problem).toBeUndefined();
  });

  it('is where a submodule comes from, too', async () => {
    const commit = repository.commit({ 'module/Chart.yaml': 'name: module\n', 'plain/Chart.yaml': 'name: plain\n' });
    repository.submodule('module/charts/common', commit);
    const before = repository.commit({});
    const after = repository.commit({ '.gitmodules': '[submodule "common"]\n\tpath = module/charts/common\n' });

    expect((await of(before, after, 'module')).text).toContain('+[submodule "common"]');
    expect((await of(before, after, 'plain')).text).toBe('');
  });

  it('is everything, when nothing of it was deployed', async () => {
    expect((await of(undefined, second)).text).toContain('+image: two');
  });

  it('is nothing, when it runs already', async () => {
    expect(await of(second, second)).toEqual({ text: '', problem: undefined, isGone: false });
  });

  it('is everything, when history was rewritten and what runs is not in it any more', async () => {
    const { text, problem } = await of('c'.repeat(40), second);

    expect(text).toContain('+image: two');
    expect(problem).toContain(`what runs is not in ${repository.url} any more`);
  });

  it('is not known of a commit that is gone, and says so', async () => {
    expect(await of(first, 'd'.repeat(40))).toEqual({
      text: undefined,
      problem: `the commit that waits is not in ${repository.url} any more`,
      isGone: true,
    });
  });

  it.each(['repository', 'running', 'revision'] as const)('runs nothing that the cluster says as %s', async (place) => {
    const sign = join(repository.folder, `ran-${place}`);
    const given = `--upload-pack=touch ${sign};false`;
    const application = { ...gated('shop', { repoURL: repository.url, path: 'shop', targetRevision: first }) };
    const said = place === 'revision' ? application : { ...application, [place]: given };
    const { problem } = await differenceOf(said, place === 'revision' ? given : second, process.env);

    expect(existsSync(sign)).toBe(false);
    expect(problem).toBeDefined();
  });

  it('is not known where git cannot read it, and says so', async () => {
    const elsewhere = { ...gated('shop', { repoURL: repository.url, path: 'shop', targetRevision: first }) };
    const gone = { ...elsewhere, repository: `${repository.url}-not` };
    const { text, problem, isGone } = await differenceOf(gone, second, process.env);

    expect([text, isGone]).toEqual([undefined, false]);
    expect(problem).toContain(`git cannot tell what changes in ${gone.repository}`);
  });
});
