import { AnnotationMetadataEntryType, TerraformStack, type App } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { PlatformApp } from '../main';

/** What is wrong with the stacks, by construct. */
export class StackError extends Error {
  constructor(readonly problems: readonly { readonly what: string }[]) {
    super(problems.map(({ what }) => what).join('\n'));
    this.name = 'StackError';
  }
}

/**
 * Writes every stack and the manifest to the app's output folder.
 *
 * @throws {StackError} when validations of constructs fail, with all of them
 */
export function writeStacks({ app, stacks }: PlatformApp, onStack?: (stack: string) => void): void {
  try {
    for (const stack of stacks) {
      onStack?.(stack.stackId);
      stack.prepareStack();
      stack.synthesizer.synthesize({ outdir: app.outdir, manifest: app.manifest });
    }
    app.manifest.writeToFile();
  } catch (error) {
    const problems = constructProblems(app);
    throw problems.length > 0 ? new StackError(problems) : error;
  }
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
