import { randomUUID } from 'node:crypto';
import type { Fields } from '../../protocol/values';
import type { LifecycleRule } from '../../world/object-store';
import { flag, number, only, text } from '../../values';

/** Blocks `lifecycle_rule` as rules of a bucket; one without an id gets one. */
export function rulesFromFields(blocks: Fields[]): LifecycleRule[] {
  return blocks.map((block) => {
    const expiration = only(block.expiration);
    return {
      id: text(block.id) ?? randomUUID(),
      prefix: text(block.prefix) ?? '',
      enabled: flag(block.enabled) ?? false,
      abortIncompleteMultipartUploadDays: number(block.abort_incomplete_multipart_upload_days),
      expirationDate: text(expiration?.date),
      expirationDays: number(expiration?.days),
      expiredObjectDeleteMarker: flag(expiration?.expired_object_delete_marker),
      noncurrentDays: number(only(block.noncurrent_version_expiration)?.days),
    };
  });
}

/** Rules of a bucket as blocks, in the order in which the state has them, and new ones after them. */
export function rulesToFields(rules: LifecycleRule[], declared: Fields[]): Fields[] {
  const order = declared.map((it) => it.id);
  const place = (rule: LifecycleRule) => (order.includes(rule.id) ? order.indexOf(rule.id) : order.length);
  return [...rules].sort((a, b) => place(a) - place(b)).map(blockOf);
}

function blockOf(rule: LifecycleRule): Fields {
  const { expirationDate, expirationDays, expiredObjectDeleteMarker, noncurrentDays } = rule;
  const expires = [expirationDate, expirationDays, expiredObjectDeleteMarker].some((it) => it !== undefined);
  return {
    id: rule.id,
    prefix: rule.prefix,
    enabled: rule.enabled,
    abort_incomplete_multipart_upload_days: rule.abortIncompleteMultipartUploadDays ?? null,
    expiration: expires
      ? [
          {
            date: expirationDate ?? null,
            days: expirationDays ?? null,
            expired_object_delete_marker: expiredObjectDeleteMarker ?? null,
          },
        ]
      : [],
    noncurrent_version_expiration: noncurrentDays === undefined ? [] : [{ days: noncurrentDays }],
  };
}
