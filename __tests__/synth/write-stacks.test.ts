import { Annotations, Aspects } from 'cdktf';
import { createApp, type PlatformApp } from '../../main';
import { writeStacks } from '../../synth/write-stacks';
import { filesIn } from '../support/files-in';
import { platformFileOf } from '../support/platform-files';
import { ENTERPRISE, exampleData, STANDARD, type PlatformData } from '../support/platforms';
import { temporaryFolder } from '../support/temporary-folder';
import { thrownProblems } from '../support/thrown-problems';

const appOf = (data: PlatformData) => createApp({ file: platformFileOf(data), outdir: temporaryFolder() });

/** What the library itself writes for a platform. */
function writtenByCdktf(data: PlatformData): Record<string, string> {
  const { app } = appOf(data);
  app.synth();
  return filesIn(app.outdir);
}

/** A stack of an app, by its place. */
function stackAt({ stacks }: PlatformApp, index: number) {
  const stack = stacks[index];
  if (!stack) throw new Error(`no stack ${index}`);
  return stack;
}

describe('the stacks of a platform', () => {
  it.each([
    ['the example', exampleData()],
    ['a small one', STANDARD],
    ['one on LKE Enterprise', ENTERPRISE],
  ])('are written as App.synth writes them, byte for byte: %s', (_, data) => {
    const built = appOf(data);

    writeStacks(built);

    expect(filesIn(built.app.outdir)).toEqual(writtenByCdktf(data));
  });

  it('are told one by one, and counted', () => {
    const told: string[] = [];

    const written = writeStacks(appOf(STANDARD), (stack) => told.push(stack));

    expect(told).toEqual(['state', 'cluster', 'system', 'production']);
    expect(written[0]).toEqual({ stack: 'state', resources: 4 });
  });

  it('contain what aspects do to them', () => {
    const built = appOf(STANDARD);
    Aspects.of(stackAt(built, 0)).add({
      visit(node) {
        if (node === stackAt(built, 0)) stackAt(built, 0).addOverride('terraform.required_version', '>= 9.9.9');
      },
    });

    writeStacks(built);

    expect(filesIn(built.app.outdir)['stacks/state/cdk.tf.json']).toContain('>= 9.9.9');
  });
});

describe('stacks that are wrong', () => {
  it('are refused with everything that is wrong, by construct', () => {
    const built = appOf(STANDARD);
    stackAt(built, 0).node.addValidation({ validate: () => ['first', 'second'] });
    stackAt(built, 1)
      .node.findChild('network')
      .node.addValidation({ validate: () => ['third'] });
    Annotations.of(stackAt(built, 2)).addError('fourth');

    expect(thrownProblems(() => writeStacks(built))).toEqual([
      { what: 'stack state: first\n  second' },
      { what: 'construct cluster/network: third' },
      { what: 'stack system: fourth' },
    ]);
  });

  it('lead to the error itself if no construct says what is wrong', () => {
    const built = appOf(STANDARD);
    Aspects.of(stackAt(built, 0)).add({
      visit() {
        throw new Error('the aspect failed');
      },
    });

    expect(() => writeStacks(built)).toThrow('the aspect failed');
  });
});
