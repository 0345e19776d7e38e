import type { LifecycleRule as S3Rule } from '@aws-sdk/client-s3';
import type { LifecycleRule } from '../stand-in/world/object-store';

export function toS3(rule: LifecycleRule): S3Rule {
  const { expirationDate, expirationDays, expiredObjectDeleteMarker } = rule;
  const expires = [expirationDate, expirationDays, expiredObjectDeleteMarker].some((it) => it !== undefined);
  return {
    ID: rule.id,
    Status: rule.enabled ? 'Enabled' : 'Disabled',
    Filter: { Prefix: rule.prefix },
    ...(expires && {
      Expiration: {
        Date: expirationDate === undefined ? undefined : new Date(expirationDate),
        Days: expirationDays,
        ExpiredObjectDeleteMarker: expiredObjectDeleteMarker,
      },
    }),
    ...(rule.noncurrentDays !== undefined && {
      NoncurrentVersionExpiration: { NoncurrentDays: rule.noncurrentDays },
    }),
    ...(rule.abortIncompleteMultipartUploadDays !== undefined && {
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: rule.abortIncompleteMultipartUploadDays },
    }),
  };
}

export function fromS3(rule: S3Rule): LifecycleRule {
  return {
    id: rule.ID ?? '',
    prefix: rule.Filter?.Prefix ?? rule.Prefix ?? '',
    enabled: rule.Status === 'Enabled',
    abortIncompleteMultipartUploadDays: rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation,
    expirationDate: rule.Expiration?.Date?.toISOString().slice(0, 10),
    expirationDays: rule.Expiration?.Days,
    expiredObjectDeleteMarker: rule.Expiration?.ExpiredObjectDeleteMarker,
    noncurrentDays: rule.NoncurrentVersionExpiration?.NoncurrentDays,
  };
}
