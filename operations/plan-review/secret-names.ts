/** Ends of names whose values are secrets, by convention. */
const SECRET =
  /(pass(word|wd|phrase)?|secrets?|tokens?|credentials?|(api|access|secret|private|signing|encryption)[-_]?key|authorization|kubeconfig|dsn|connection[-_]?string|webhook([-_]?url)?)$/i;

/** Names that only name the place of a secret, such as `existingSecret`. */
const REFERENCE = /^(existing|use|has|create|image[-_]?pull)/i;

/** Whether a field, a variable or a key of a map is called as what holds a secret is. */
export const isSecretName = (name: string) => SECRET.test(name) && !REFERENCE.test(name);
