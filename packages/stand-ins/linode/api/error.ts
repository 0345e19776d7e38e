export interface Reason {
  reason: string;
  field?: string;
}

/** An answer of the API other than 200. */
export class ApiError extends Error {
  readonly errors: Reason[];

  constructor(
    readonly status: number,
    errors: Reason[] | string,
  ) {
    const reasons = typeof errors === 'string' ? [{ reason: errors }] : errors;
    super(`[${status}] ${reasons.map(readable).join('; ')}`);
    this.errors = reasons;
  }
}

export function notFound(): ApiError {
  return new ApiError(404, 'Not found');
}

export function invalid(field: string, reason: string): ApiError {
  return new ApiError(400, [{ field, reason }]);
}

/** As the Go client, and so the provider, prints it. */
function readable({ field, reason }: Reason): string {
  return field === undefined ? reason : `[${field}] ${reason}`;
}
