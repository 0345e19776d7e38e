import { Release } from '@cdktf/provider-helm/lib/release';
import { dependable } from 'cdktf';
import type { IConstruct } from 'constructs';

/**
 * Makes the releases of a construct wait for those of another. `node.addDependency` would not: cdktf writes the
 * dependencies of stacks and of single resources only.
 */
export function installAfter(later: IConstruct, earlier: IConstruct): void {
  const first = releasesOf(earlier).map((release) => dependable(release));
  for (const release of releasesOf(later)) release.dependsOn = [...(release.dependsOn ?? []), ...first];
}

const releasesOf = (construct: IConstruct) => construct.node.findAll().filter((node) => node instanceof Release);
