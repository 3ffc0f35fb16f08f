import {describe, expect, test} from '@jest/globals';
import {redactUrls, repositoryFromUrl} from '../../../src/git/remote-urls.ts';

describe('the name of a repository', () => {
  test.each([
    ['https://github.com/Owner/Name.git', 'github.com/owner/name'],
    ['https://github.com/owner/name/', 'github.com/owner/name'],
    ['https://x-access-token:ghs_secret@GitHub.com/owner/name', 'github.com/owner/name'],
    ['https://github.com:443/owner/name', 'github.com/owner/name'],
    ['https://git.example.org:8443/owner/name.git', 'git.example.org:8443/owner/name'],
    ['ssh://git@github.com/owner/name.git', 'github.com/owner/name'],
    ['ssh://git@github.com:22/owner/name.git', 'github.com/owner/name'],
    ['ssh://git@git.example.org:2222/owner/name.git', 'git.example.org:2222/owner/name'],
    ['git+ssh://git@github.com/owner/name', 'github.com/owner/name'],
    ['git@github.com:owner/name.git', 'github.com/owner/name'],
    ['github.com:owner/name', 'github.com/owner/name'],
    ['git@[::1]:owner/name', '[::1]/owner/name'],
    ['git@gitlab.com:group/sub.group/deep/name.git', 'gitlab.com/group/sub.group/deep/name'],
    ['https://gitlab.com/group/sub/name.git', 'gitlab.com/group/sub/name'],
    ['git://git.example.org/name', 'git.example.org/name'],
  ])('of %s is %s', (url, name) => {
    expect(repositoryFromUrl(url)).toBe(name);
  });

  test.each([
    '/srv/git/name.git',
    '../name.git',
    './a:b',
    'name',
    'C:\\git\\name',
    'C:/git/name',
    'file:///srv/git/name.git',
    'file://host/share/name.git',
    'https://github.com/',
    'https://github.com/a//b',
    'ext::sh -c evil',
    'https://',
    '',
  ])('is unknown for %j', (url) => {
    expect(repositoryFromUrl(url)).toBeNull();
  });
});

describe('a URL in a message', () => {
  test.each([
    ["unable to access 'https://user:pass@host/o/n/': error", "unable to access 'https://host/o/n/': error"],
    ['https://ghp_token@host/o and ssh://git@host/o', 'https://host/o and ssh://host/o'],
    ['https://a@b:c@host/o', 'https://host/o'],
    ['https://host/path@1 mail@host', 'https://host/path@1 mail@host'],
  ])('%s loses its credentials', (text, expected) => {
    expect(redactUrls(text)).toBe(expected);
  });
});

test('a URL of an agent may be of any length', () => {
  const url = `${'ab+c.'.repeat(200_000)}://user@host${'/'.repeat(500_000)}o`;
  expect(redactUrls(url)).toBe(url.replace('user@', ''));
  expect(repositoryFromUrl(`https://host${'/'.repeat(500_000)}o/n${'/'.repeat(500_000)}`)).toBe('host/o/n');
  expect(repositoryFromUrl(`https://host/o${'/'.repeat(500_000)}n`)).toBeNull();
});
