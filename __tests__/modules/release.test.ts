import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MODULE_NAMES } from '../../model/entities/terraform-module';
import { readVersions, tagOf, VERSIONS_FILE } from '../../publish/modules/source';
import { writeModules } from '../../publish/modules/write';
import { refuseUndeclared } from '../../publish/release/check';
import { planReleases } from '../../publish/release/plan-releases';
import { release } from '../../publish/release/release';
import { Repository } from '../../publish/release/repository';
import { MODULE_SOURCES } from '../support/module-sources';
import { temporaryFolder } from '../support/temporary-folder';

const ROOT = resolve(__dirname, '../..');
const VERSIONS = { 'lke-cluster': '1.0.0', network: '1.0.0', observability: '0.1.0', 'secrets-bootstrap': '0.1.0' };
const INTERFACE = 'modules/lke-cluster/interface.json';
const CHANGELOG = 'modules/lke-cluster/CHANGELOG.md';

/** A repository of its own. */
class Clone {
  readonly root = temporaryFolder();
  readonly repository = new Repository(this.root);

  constructor() {
    for (const path of MODULE_SOURCES) cpSync(join(ROOT, path), join(this.root, path), { recursive: true });
    this.write(VERSIONS_FILE, JSON.stringify(VERSIONS));
    this.setChangelogs('# Changelog\n\n## Unreleased\n\n### Added\n\n- First version.\n');
    writeModules(this.root);
    this.git('init', '--quiet', '--initial-branch=main');
    this.git('config', 'user.name', 'test');
    this.git('config', 'user.email', 'test@example.com');
    this.git('config', 'commit.gpgsign', 'false');
    this.git('config', 'tag.gpgsign', 'false');
    this.commit();
  }

  git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.root, encoding: 'utf8' }).trim();
  }

  commit(): void {
    this.git('add', '.');
    this.git('commit', '--quiet', '--allow-empty', '--message', 'change');
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.root, path), text);
  }

  setChangelogs(text: string): void {
    for (const name of MODULE_NAMES) this.write(`modules/${name}/CHANGELOG.md`, text);
  }

  planned() {
    return planReleases(this.root, this.repository);
  }

  release(): string[] {
    return release({
      root: this.root,
      repository: this.repository,
      releases: this.planned(),
      date: '2026-11-23',
    });
  }
}

/** A clone in which lke-cluster had another interface when it was released. */
function releasedWith(change: (text: string) => string): Clone {
  const clone = new Clone();
  const now = clone.read(INTERFACE);
  clone.write(INTERFACE, change(now));
  clone.setChangelogs('# Changelog\n\n## Unreleased\n\n## 1.0.0 (2026-11-01)\n\n- First version.\n');
  clone.commit();
  for (const name of MODULE_NAMES) clone.git('tag', tagOf(name, VERSIONS[name]));
  clone.write(INTERFACE, now);
  clone.commit();
  return clone;
}

const GONE = '"gone": {"type": "string", "required": true, "nullable": false},';
const withGone = (text: string) => text.replace('"inputs": {', `"inputs": {${GONE}`);

describe('the first release', () => {
  it('tags every module with the version it is documented with', () => {
    const clone = new Clone();
    const tags = clone.release();

    expect(tags).toEqual(['lke-cluster/v1.0.0', 'network/v1.0.0', 'observability/v0.1.0', 'secrets-bootstrap/v0.1.0']);
    expect(clone.git('tag', '--list').split('\n')).toEqual(tags);
    expect(clone.read(CHANGELOG)).toBe(
      '# Changelog\n\n## Unreleased\n\n## 1.0.0 (2026-11-23)\n\n### Added\n\n- First version.\n',
    );
    expect(clone.git('status', '--porcelain')).toBe('');
    expect(clone.planned()).toEqual([]);
  });
});

describe('a release after a change', () => {
  it('is major, with the reason, when callers have to change something', () => {
    const clone = releasedWith(withGone);
    clone.write(
      CHANGELOG,
      clone.read(CHANGELOG).replace('## Unreleased\n', '## Unreleased\n\n### Breaking\n\n- No more.\n'),
    );
    clone.commit();
    const [planned] = clone.planned();
    const tags = clone.release();

    expect(planned).toMatchObject({ module: 'lke-cluster', last: '1.0.0', next: '2.0.0', level: 'major' });
    expect(tags).toEqual(['lke-cluster/v2.0.0']);
    expect(clone.read(CHANGELOG)).toContain(
      '## 2.0.0 (2026-11-23)\n\n### Breaking\n\n- No more.\n\n### Interface\n\n- The input `gone` is gone.',
    );
    expect(clone.git('tag', '--list', '--format=%(contents)', 'lke-cluster/v2.0.0')).toContain(
      'The input `gone` is gone.',
    );
  });

  it('writes the new version wherever callers copy it from', () => {
    const clone = releasedWith((text) => text.replace('"cluster_id"', '"former_id"'));
    clone.release();

    for (const path of ['modules/lke-cluster/README.md', 'contracts/terraform-modules.md', 'docs/guides/modules.md']) {
      expect(clone.read(path)).toContain('?ref=lke-cluster/v2.0.0');
      expect(clone.read(path)).not.toContain('?ref=lke-cluster/v1.0.0');
    }
    expect(readVersions(clone.root)).toMatchObject({ 'lke-cluster': '2.0.0', network: '1.0.0' });
  });

  it('is minor when something is new, and patch when the interface stays', () => {
    const clone = releasedWith((text) => text.replace(/ {4}"tags": \{.*?"default": \[\]\n {4}\},\n/s, ''));
    appendFileSync(join(clone.root, 'modules/network/main.tf'), '# changed\n');
    clone.commit();

    expect(clone.planned().map(({ module, level, next }) => [module, level, next])).toEqual([
      ['lke-cluster', 'minor', '1.1.0'],
      ['network', 'patch', '1.0.1'],
    ]);
  });

  it('is not due for a change of examples, tests or documents alone', () => {
    const clone = releasedWith((text) => text);
    appendFileSync(join(clone.root, 'modules/network/examples/basic/main.tf'), '# changed\n');
    appendFileSync(join(clone.root, 'modules/network/tests/defaults.tftest.hcl'), '# changed\n');
    clone.commit();

    expect(clone.planned()).toEqual([]);
  });

  it('is due for a module that is to become stable, even if nothing else changed', () => {
    const clone = releasedWith((text) => text);
    clone.write(VERSIONS_FILE, JSON.stringify({ ...VERSIONS, observability: '1.0.0' }));
    writeModules(clone.root);
    clone.commit();

    expect(clone.release()).toEqual(['observability/v1.0.0']);
    expect(clone.planned()).toEqual([]);
  });

  it('goes on from the newest version, whatever other tags look like one', () => {
    const clone = releasedWith((text) => text);
    for (const other of ['v1.0.1-rc.1', 'v1.1', 'vnext']) clone.git('tag', `network/${other}`);
    for (const version of ['1.9.0', '1.10.0']) clone.git('tag', tagOf('network', version));
    appendFileSync(join(clone.root, 'modules/network/main.tf'), '# changed\n');
    clone.commit();

    expect(clone.planned()).toMatchObject([{ module: 'network', last: '1.10.0', next: '1.10.1' }]);
  });

  it('is refused where the tags were not fetched', () => {
    const clone = releasedWith((text) => text);
    clone.git('tag', '--delete', 'network/v1.0.0');

    expect(() => clone.planned()).toThrow(/no tag network\/v\* is here; fetch the tags/);
  });
});

describe('a release that cannot be made', () => {
  /** What a release says, and that it changes nothing. */
  function refusalOf(clone: Clone): string {
    const before = [clone.git('rev-parse', 'HEAD'), clone.git('tag', '--list'), clone.git('status', '--porcelain')];
    let said = '';
    try {
      clone.release();
    } catch (error) {
      said = (error as Error).message;
    }
    expect([clone.git('rev-parse', 'HEAD'), clone.git('tag', '--list'), clone.git('status', '--porcelain')]).toEqual(
      before,
    );
    return said;
  }

  it('is refused while something is not committed', () => {
    const clone = new Clone();
    clone.write('modules/network/main.tf', '# half done\n');

    expect(refusalOf(clone)).toMatch(/commit or put away first: M modules\/network\/main.tf/);
  });

  it('is refused while the modules are not what the constructs give', () => {
    const clone = new Clone();
    clone.write('modules/network/main.tf', '# by hand\n');
    clone.commit();

    expect(refusalOf(clone)).toMatch(/not what the constructs give: modules\/network\/main.tf; run npm run modules/);
  });

  it('is refused where another branch has its tag', () => {
    const clone = releasedWith((text) => text.replace('"cluster_id"', '"former_id"'));
    clone.git('checkout', '--quiet', '-b', 'other');
    clone.release();
    clone.git('checkout', '--quiet', 'main');

    expect(refusalOf(clone)).toMatch(/not on this branch: lke-cluster\/v2\.0\.0; merge/);
  });
});

describe('the check for pull requests', () => {
  it('refuses a breaking change that the changelog declares as less', () => {
    const clone = releasedWith(withGone);
    const check = () => {
      refuseUndeclared(clone.planned());
    };

    expect(check).toThrow('lke-cluster changed more since 1.0.0 than its changelog declares: the input `gone` is gone');
    clone.write(CHANGELOG, '# Changelog\n\n## Unreleased\n\n### Added\n\n- Something.\n');
    expect(check).toThrow('the input `gone` is gone');
    clone.write(CHANGELOG, '# Changelog\n\n## Unreleased\n\n### Breaking\n\n- It is gone.\n');
    expect(check).not.toThrow();
  });

  it('lets pass what only needs a patch', () => {
    const clone = releasedWith((text) => text);
    appendFileSync(join(clone.root, 'modules/network/main.tf'), '# changed\n');

    expect(() => {
      refuseUndeclared(clone.planned());
    }).not.toThrow();
  });
});
