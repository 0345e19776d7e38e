/** Terraform's spelling of a name in TypeScript: `kubernetesVersion` becomes `kubernetes_version`. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
