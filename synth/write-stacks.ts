import { AnnotationMetadataEntryType, TerraformStack, type App } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { PlatformApp } from '../main';
import type { PlatformStack } from '../stacks/platform-stack';

/** What is wrong with the stacks, by construct. */
export class StackError extends Error {
  constructor(readonly problems: readonly { readonly what: string }[]) {
    super(problems.map(({ what }) => what).join('\n'));
    this.name = 'StackError';
  }
}

/** A stack that was written. */
export interface WrittenStack {
  readonly stack: string;
  /** Number of resource blocks. */
  readonly resources: number;
}

/**
 * Writes every stack and the manifest to the app's output folder, byte for byte as `App.synth` does, in less time: it
 * leaves out the search for references from one stack to another. There are none; stacks read each other's outputs.
 *
 * @throws {StackError} when validations of constructs fail, with all of them
 */
export function writeStacks({ app, stacks }: PlatformApp, onStack?: (stack: string) => void): WrittenStack[] {
  try {
    const written = stacks.map((stack) => {
      onStack?.(stack.stackId);
      resolveOnce(stack);
      stack.synthesizer.synthesize({ outdir: app.outdir, manifest: app.manifest });
      return { stack: stack.stackId, resources: countResources(stack) };
    });
    app.manifest.writeToFile();
    return written;
  } catch (error) {
    const problems = constructProblems(app);
    throw problems.length > 0 ? new StackError(problems) : error;
  }
}

/**
 * Lets a stack be resolved once, which takes most of a synth's time. Whoever asks for the result (the layer rule, the
 * synthesizer, the count) does so after the aspects, and nothing changes a stack after these.
 */
function resolveOnce(stack: PlatformStack): void {
  const resolve = stack.toTerraform.bind(stack) as () => unknown;
  let resolved: unknown;
  stack.toTerraform = () => (resolved ??= resolve());
}

function countResources(stack: PlatformStack): number {
  const { resource = {} } = stack.toTerraform() as { resource?: Record<string, object> };
  return Object.values(resource).reduce((sum, byName) => sum + Object.keys(byName).length, 0);
}

/** Everything that constructs say is wrong with them, one problem per construct. */
function constructProblems(app: App): { what: string }[] {
  return app.node.findAll().flatMap((construct) => {
    const messages = [...construct.node.validate(), ...errorAnnotations(construct)];
    if (messages.length === 0) return [];
    return [{ what: `${placeOf(construct)}: ${messages.join('\n  ')}` }];
  });
}

const errorAnnotations = (construct: IConstruct) =>
  construct.node.metadata
    .filter(({ type }) => type === AnnotationMetadataEntryType.ERROR.valueOf())
    .map(({ data }) => String(data));

function placeOf(construct: IConstruct): string {
  return TerraformStack.isStack(construct) ? `stack ${construct.node.path}` : `construct ${construct.node.path}`;
}
