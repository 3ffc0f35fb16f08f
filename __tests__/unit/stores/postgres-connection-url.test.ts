import {describe, expect, test} from '@jest/globals';
import {InputError} from '../../../src/domain/errors.ts';
import {parseConnection, tlsOptions} from '../../../src/stores/postgres/database.ts';

const read = (url: string) => parseConnection(url, 'Input "store-url"');

describe('a connection string', () => {
  test('is read with its escapes, and defaults to the usual port', () => {
    expect(read('postgres://a%40b:p%2Fw%25@db.example.com/la%20forge?sslmode=verify-full')).toEqual({
      ...{host: 'db.example.com', port: 5432, user: 'a@b', password: 'p/w%', database: 'la forge'},
      tls: {ca: null},
    });
  });

  test.each(['localhost', '127.0.0.1', '127.8.9.1', '[::1]'])('needs no TLS at %s', (host) => {
    expect(read(`postgresql://a:b@${host}:6432/c`)).toMatchObject({port: 6432, tls: null});
  });

  test.each([
    ['', /has no sslmode, so anybody on the way to db.example.com/],
    ['?sslmode=require', /has sslmode="require", so anybody/],
    ['?sslmode=disable', /has sslmode="disable", so anybody/],
    ['?sslmode=verify-full&options=-csearch_path%3Dx', /has the parameter "options"/],
    ['?sslmode=verify-full&sslrootcert=/no/such.pem', /sslrootcert="\/no\/such.pem", which cannot be read/],
  ])('elsewhere is refused with %j, and the sentence does not tell it', (query, reason) => {
    let message = '';
    try {
      read(`postgres://joe:hunter2@db.example.com/c${query}`);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      ({message} = error);
    }
    expect(message).toMatch(reason);
    expect(message).toMatch(/^Input "store-url" /);
    expect(message).not.toContain('hunter2');
  });

  test.each([
    ['mysql://a:b@localhost/c', /is no connection string/],
    ['host=localhost user=a', /is no connection string/],
    ['postgres:///c', /is no connection string/],
    ['postgres://localhost/c', /names no user/],
    ['postgres://a:b@localhost', /names no database/],
    ['postgres://a:%zz@localhost/c', /% that begins no code/],
  ])('%s is refused', (url, reason) => {
    expect(() => read(url)).toThrow(reason);
  });

  test.each(['channel_binding=require', 'pgbouncer=true', 'connect_timeout=10'])(
    'may have what other clients need: %s',
    (parameter) => {
      expect(read(`postgres://a:b@localhost/c?${parameter}`)).toMatchObject({database: 'c'});
    },
  );

  test('an address is what the certificate must be for, where the host is no name', () => {
    expect(tlsOptions(read('postgres://a:b@10.0.0.7/c?sslmode=verify-full'))).toEqual({
      rejectUnauthorized: true,
      host: '10.0.0.7',
    });
  });
});
