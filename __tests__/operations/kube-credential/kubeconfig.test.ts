import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import {
  contextFor,
  credentialOf,
  parseKubeconfig,
  readKubeconfig,
} from '../../../operations/kube-credential/kubeconfig';
import { temporaryFolder } from '../../support/temporary-folder';

/** A kubeconfig with one user per entry; each has a context of its name and a cluster at `https://<name>:443`. */
function kubeconfig(users: Record<string, object>, currentContext?: string): string {
  const names = Object.keys(users);
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': currentContext,
    clusters: names.map((name) => ({ name: `${name}-cluster`, cluster: { server: `https://${name}:443` } })),
    contexts: names.map((name) => ({ name, context: { cluster: `${name}-cluster`, user: `${name}-user` } })),
    users: names.map((name) => ({ name: `${name}-user`, user: users[name] })),
  });
}

const userOf = (user: object, folder?: string) =>
  credentialOf('acme', parseKubeconfig(kubeconfig({ acme: user }), 'test', folder));

function fileWith(content: string, folder = temporaryFolder()): string {
  const file = join(folder, 'config');
  writeFileSync(file, content);
  return file;
}

describe('the context for a server', () => {
  const config = parseKubeconfig(kubeconfig({ acme: {}, globex: {} }), 'test');

  it.each([
    ['https://acme:443', 'acme'],
    ['https://acme', 'acme'],
    ['https://ACME/', 'acme'],
    ['https://globex', 'globex'],
    ['https://acme:6443', undefined],
    ['http://acme:443', undefined],
    ['https://acme.example', undefined],
    ['', undefined],
    ['no address', undefined],
  ])('at %j is %s', (server, context) => {
    expect(contextFor(server, config)).toBe(context);
  });

  it('is the current one if several lead there, else the first', () => {
    const clusters = [{ name: 'c', cluster: { server: 'https://acme' } }];
    const contexts = ['reader', 'admin'].map((name) => ({ name, context: { cluster: 'c', user: name } }));
    const withCurrent = (current: string) =>
      contextFor(
        'https://acme',
        parseKubeconfig(JSON.stringify({ clusters, contexts, 'current-context': current }), ''),
      );

    expect([withCurrent('admin'), withCurrent('other')]).toEqual(['admin', 'reader']);
  });
});

describe('the credential of a user', () => {
  it('is a token', () => {
    expect(userOf({ token: 't0ken' })).toEqual({ token: 't0ken' });
  });

  it('is the token in a file, whose path starts at the kubeconfig', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'secrets'));
    writeFileSync(join(folder, 'secrets/token'), 't0ken\n');

    expect(userOf({ tokenFile: 'secrets/token', token: 'old' }, folder)).toEqual({ token: 't0ken' });
  });

  it('is a client certificate, given as data or as files', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'client.crt'), 'CERTIFICATE');
    const data = { 'client-key-data': Buffer.from('KEY').toString('base64') };
    const expected = { clientCertificateData: 'CERTIFICATE', clientKeyData: 'KEY' };

    expect(userOf({ ...data, 'client-certificate': 'client.crt' }, folder)).toEqual(expected);
    expect(userOf({ ...data, 'client-certificate-data': Buffer.from('CERTIFICATE').toString('base64') })).toEqual(
      expected,
    );
  });

  it.each([
    ['a command', { exec: { command: 'aws' } }, 'has exec'],
    ['a password', { username: 'admin', password: 'secret' }, 'has username, password'],
    ['a certificate without its key', { 'client-certificate-data': 'QQ==' }, 'has client-certificate-data'],
    ['nothing', {}, 'has nothing'],
  ])('cannot be %s', (_, user, has) => {
    expect(() => userOf(user)).toThrow(`user "acme-user" of the kubeconfig ${has}, but only a token, a tokenFile or`);
  });

  it('has to be there', () => {
    const config = parseKubeconfig('{"contexts": [{"name": "acme", "context": {"user": "bob"}}]}', 'test');

    expect(() => credentialOf('acme', config)).toThrow('context "acme" of the kubeconfig names the user "bob"');
  });
});

describe('the files of KUBECONFIG', () => {
  it('are merged: the first one that sets a name wins, and one that does not exist is left out', () => {
    const first = fileWith(kubeconfig({ acme: { token: 'first' } }));
    const second = fileWith(kubeconfig({ acme: { token: 'second' }, globex: { token: 'other' } }, 'globex'));

    const config = readKubeconfig([first, '/nowhere/config', second].join(delimiter));

    expect(config.currentContext).toBe('globex');
    expect(credentialOf('acme', config)).toEqual({ token: 'first' });
    expect(credentialOf('globex', config)).toEqual({ token: 'other' });
  });

  it.each([
    ['is not YAML', 'users: [\nt0ken', /config is not valid YAML$/],
    ['is not a kubeconfig', 'just text', /config is not a kubeconfig$/],
  ])('are named if one %s, without their content', (_, content, message) => {
    expect(() => readKubeconfig(fileWith(content))).toThrow(message);
  });

  it('are named if one cannot be read', () => {
    expect(() => readKubeconfig(temporaryFolder())).toThrow(/^KUBECONFIG names .*, which cannot be read: EISDIR/);
  });
});
