const MEMORY_UNITS = { Ki: 1 / 1024 / 1024, Mi: 1 / 1024, Gi: 1, Ti: 1024 } as const;

/** Cores of a CPU quantity (`2`, `1.5`, `500m`); undefined if it is none or not more than zero. */
export function parseCpu(value: string | number): number | undefined {
  const match = /^(?:(\d+(?:\.\d{1,3})?)|(\d+)m)$/.exec(String(value));
  if (!match) return undefined;
  const cores = match[2] === undefined ? Number(match[1]) : Number(match[2]) / 1000;
  return cores > 0 ? cores : undefined;
}

/** GiB of a memory quantity (`512Mi`, `16Gi`); undefined if it is none or not more than zero. */
export function parseMemory(value: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(Ki|Mi|Gi|Ti)$/.exec(value);
  if (!match) return undefined;
  const gib = Number(match[1]) * MEMORY_UNITS[match[2] as keyof typeof MEMORY_UNITS];
  return gib > 0 ? gib : undefined;
}

/** Writes a CPU quantity as the Kubernetes API gives it back (`500m` for 0.5, `1` for 1000m); else every plan differs. */
export function canonicalCpu(value: string): string {
  const millicores = Math.round((parseCpu(value) ?? 0) * 1000);
  return millicores % 1000 === 0 ? String(millicores / 1000) : `${millicores}m`;
}

/** Writes a memory quantity as the Kubernetes API gives it back (`512Mi` for 0.5Gi, `1Gi` for 1024Mi), in whole Ki. */
export function canonicalMemory(value: string): string {
  let amount = Math.max(1, Math.floor((parseMemory(value) ?? 0) * 1024 * 1024));
  for (const unit of ['Ki', 'Mi', 'Gi']) {
    if (amount % 1024 !== 0) return `${amount}${unit}`;
    amount /= 1024;
  }
  return `${amount}Ti`;
}
