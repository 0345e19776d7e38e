import { fieldsOf } from '../../../../model/derive/alerting/channel';

const SMTP = { host: 'mail.acme.example', port: 587, from: 'alerts@acme.example' };

describe('the fields that channels take', () => {
  it('are one for each, and one for all mails, in one order whatever the file has', () => {
    const channels = ['slack:#shop', 'webhook:heartbeat', 'email:a@acme.example', 'email:b@acme.example'];

    expect(fieldsOf(channels, { ...SMTP, username: 'alerts' })).toEqual([
      'slack-shop',
      'smtp-password',
      'webhook-heartbeat',
    ]);
  });

  it('are none for mails to a server that asks for no login', () => {
    expect(fieldsOf(['email:a@acme.example'], SMTP)).toEqual([]);
  });
});
