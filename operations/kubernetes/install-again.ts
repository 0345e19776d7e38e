/**
 * The command with which helm makes the objects of a release again as the manifest of its last revision has them. Neither
 * Terraform nor `helm upgrade` with the same values sees that one was deleted or changed by hand, and a rollback that names
 * no revision goes to the one before.
 *
 * What was added stays, and so does what was changed of a custom resource: helm sends what differs between two manifests,
 * which is nothing here. {@link applyAgain} puts that back.
 */
export function installAgain(namespace: string, release: string): string {
  const place = `-n ${namespace}`;
  return `helm ${place} rollback ${release} "$(helm ${place} history ${release} --max 1 | awk 'END {print $1}')"`;
}

/** The command with which the API server gets what the manifest of the last revision of a release has, custom resources with it. */
export const applyAgain = (namespace: string, release: string): string =>
  `helm -n ${namespace} get manifest ${release} | kubectl -n ${namespace} apply --server-side --force-conflicts -f -`;
