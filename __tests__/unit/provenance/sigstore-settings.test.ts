import {describe, expect, test} from '@jest/globals';
import {readSigstoreServices, servicesFor} from '../../../src/provenance/sigstore-settings.ts';

describe('the services that sign', () => {
  test.each([
    ['https://github.com', true, 'https://fulcio.sigstore.dev', 'https://rekor.sigstore.dev', null],
    ['https://github.com', false, 'https://fulcio.githubapp.com', null, 'https://timestamp.githubapp.com'],
    ['https://octo.ghe.com', true, 'https://fulcio.octo.ghe.com', null, 'https://timestamp.octo.ghe.com'],
  ])('of %s, public %j, are %s, %j and %j', (server, isPublic, fulcioUrl, rekorUrl, tsaUrl) => {
    expect(servicesFor(server, isPublic)).toEqual({fulcioUrl, rekorUrl, tsaUrl});
  });

  test.each(['https://github.example.com', 'https://evilgithub.com', 'no address'])('of %s are none', (server) => {
    expect(servicesFor(server, true)).toBeNull();
  });

  test("are the user's own where they are named", () => {
    expect(readSigstoreServices({})).toBeNull();
    const [fulcio, log, clock] = ['https://f.example.com', 'https://r.example.com/', 'http://localhost:3000'];
    expect(readSigstoreServices({LAFORGE_FULCIO_URL: fulcio, LAFORGE_REKOR_URL: log, LAFORGE_TSA_URL: clock})).toEqual({
      ...{fulcioUrl: fulcio, rekorUrl: 'https://r.example.com', tsaUrl: clock},
    });
  });

  test.each([
    [{LAFORGE_FULCIO_URL: 'https://f.example.com'}, /named by half|LAFORGE_REKOR_URL or LAFORGE_TSA_URL/],
    [{LAFORGE_REKOR_URL: 'https://r.example.com'}, /Set LAFORGE_FULCIO_URL/],
    [
      {LAFORGE_FULCIO_URL: 'http://f.example.com', LAFORGE_REKOR_URL: 'https://r.example.com'},
      /^LAFORGE_FULCIO_URL is/,
    ],
    [
      {LAFORGE_FULCIO_URL: 'https://a:b@f.example.com', LAFORGE_REKOR_URL: 'https://r.example.com'},
      /without a password/,
    ],
    [{LAFORGE_FULCIO_URL: 'https://f.example.com', LAFORGE_TSA_URL: 'nonsense'}, /^LAFORGE_TSA_URL is "nonsense"/],
  ])('are refused where they are named as %j', (env, reason) => {
    expect(() => readSigstoreServices(env)).toThrow(reason);
  });
});
