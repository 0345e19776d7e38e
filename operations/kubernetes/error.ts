/** The Kubernetes API refused a request, or could not be reached. */
export class KubernetesError extends Error {
  constructor(
    message: string,
    /** Status of the answer; undefined when there was none. */
    readonly status: number | undefined,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'KubernetesError';
  }
}
