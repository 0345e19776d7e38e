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

/** A portal or a proxy answers with a web page to everything, which reads as an empty list. */
export const notTheApi = (server: string, request: string, status: number) =>
  new KubernetesError(
    `what answers at ${server} is not the Kubernetes API (${request}): it answers ${status} without JSON`,
    status,
  );

/** What is in JSON need not be of the API: read as a list, it would be an empty one. */
export const noList = (server: string, path: string) =>
  new KubernetesError(
    `what answers at ${server} is not the Kubernetes API (GET ${path}): its answer is not a list`,
    200,
  );
