import { findOrphans, type FoundOrphans, type Marked } from '../orphans/find-orphans';
import { protectedBy } from '../orphans/protection';
import type { Wanted } from '../orphans/wanted';
import type { Deployment } from './deployment';
import type { OutputFolder } from './output-folder';

/** The orphans of what a folder describes. @param wanted what plans would make; what exists under its name counts */
export async function orphansOf(
  { output, environment }: Pick<Deployment, 'output' | 'environment'>,
  wanted: readonly Wanted[] = [],
): Promise<FoundOrphans> {
  const found = await findOrphans(markedBy(output), environment, wanted);
  const orphans = found.orphans.map((orphan) => ({ ...orphan, protectedBy: protectedBy(orphan, output.stacks) }));
  return { ...found, orphans };
}

/** What tells a platform's things, by what was synthesized of it. */
function markedBy({ platform, buckets, endpoint, clusterLabel, linodeApi, stacks }: OutputFolder): Marked {
  const bucketPrefix = buckets.state.replace(/-state$/, '');
  return {
    platform,
    bucketPrefix,
    endpoint,
    clusterLabel,
    linodeApi,
    imports: stacks.flatMap(({ imports }) => imports),
  };
}
