import type { z } from 'zod';
import type { World } from '../../world/world';
import { ApiError } from './error';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json | undefined };

export interface ApiRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** without version: `/lke/clusters/1000` */
  path: string;
  version: 'v4' | 'v4beta';
  /** the bearer token, if one came with the request */
  token: string | undefined;
  query?: URLSearchParams;
  /** the header X-Filter */
  filter?: string | undefined;
  body?: unknown;
}

/** A request that has found its route. */
export interface Call extends ApiRequest {
  world: World;
  /** the number in a place of the path: `id('cluster')` for `/lke/clusters/:cluster` */
  id(place: string): number;
  /** the text in a place of the path */
  text(place: string): string;
}

export interface Route {
  method: ApiRequest['method'];
  /** places begin with a colon */
  path: string;
  /** the scope a token needs; `public` needs no token */
  scope: string;
  answer(call: Call): object | Promise<object>;
}

/** Routes of one scope: reading needs `<scope>:read_only`, the rest `<scope>:read_write`. */
export function routes(scope: string, answers: Record<string, Route['answer']>): Route[] {
  return Object.entries(answers).map(([line, answer]) => {
    const [method = '', path = ''] = line.split(' ');
    const access = method === 'GET' ? 'read_only' : 'read_write';
    return {
      method: method as Route['method'],
      path,
      scope: scope === 'public' ? scope : `${scope}:${access}`,
      answer,
    };
  });
}

/** The body of a request, if it has the shape that the API asks for. @throws ApiError 400 with a reason for each field */
export function bodyOf<Shape extends z.ZodType>({ body }: Call, shape: Shape): z.infer<Shape> {
  const parsed = shape.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  throw new ApiError(
    400,
    parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), reason: message })),
  );
}

/** Only what a request names; what it leaves out stays as it is. */
export function given<T extends object>(changes: T): Partial<{ [K in keyof T]: Exclude<T[K], undefined> }> {
  const entries = Object.entries(changes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<{ [K in keyof T]: Exclude<T[K], undefined> }>;
}
