import {describe, expect, test} from '@jest/globals';
import {GITLEAKS_RULES} from '../../../src/agent/gitleaks-rules.ts';
import {redactText, secretsOf} from '../../../src/agent/redact.ts';
import {LABELLED, TOKENS as TOKEN_SHAPES} from '../../../src/agent/secret-shapes.ts';

const SHA1 = '4f2c91a08d01b7e4f2c91a08d01b7e4f2c91a08d';
const SHA256 = `${SHA1}0123456789abcdef01234567`;
const mixed = (length: number) => 'aB3dE5gH7jK9mN1pQ2'.repeat(20).slice(0, length);
const hex = (length: number) => '0a1b2c3d4e5f6789'.repeat(20).slice(0, length);
const UUID = '0a1b2c3d-4e5f-6789-0a1b-2c3d4e5f6789';
const digits = (length: number) => '1234567890'.repeat(3).slice(0, length);

/** Tokens, put together here so that no scanner takes this file for a leak. */
const TOKENS: readonly string[] = [
  ...['live', 'test'].map((kind) => `sk_${kind}_51H${mixed(24)}`),
  `rk_live_${mixed(24)}`,
  `whsec_${mixed(24)}`,
  `SG.${mixed(22)}.${mixed(43)}`,
  ...['dop', 'doo', 'dor'].map((kind) => `${kind}_v1_${hex(64)}`),
  `hvs.CAESI${mixed(24)}`,
  `hvs.${mixed(95)}`,
  `ya29.a0AfH6SMB${mixed(20)}`,
  `1//0${mixed(40)}`,
  `GOCSPX-${mixed(28)}`,
  `ghp_${mixed(36)}`,
  `github_pat_${mixed(22)}_${mixed(59)}`,
  `glpat-${mixed(20)}`,
  `glptt-${hex(40)}`,
  `gldt-${mixed(20)}`,
  `dckr_pat_${mixed(27)}`,
  `npm_${mixed(36)}`,
  `pypi-AgEIcHlwaS5vcmc${mixed(60)}`,
  `rubygems_${hex(48)}`,
  `sgp_${hex(40)}`,
  `sgamp_user_${mixed(40)}`,
  `sk-ant-api03-${mixed(93)}AA`,
  `sk-proj-${mixed(48)}`,
  `sk-or-v1-${hex(64)}`,
  `gsk_${mixed(52)}`,
  `xai-${mixed(40)}`,
  `hf_${mixed(34)}`,
  `r8_${mixed(37)}`,
  `nvapi-${mixed(64)}`,
  `pplx-${mixed(48)}`,
  `lsv2_pt_${hex(32)}_${hex(10)}`,
  `pcsk_${mixed(40)}`,
  `AKIA${'IOSFODNN7EXAMPLE'}`,
  `ASIA${'IOSFODNN7EXAMPLE'}`,
  `AIza${mixed(35)}`,
  `xoxb-${digits(12)}-${digits(12)}-${mixed(24)}`,
  `xoxp-${digits(11)}-${digits(11)}-${digits(11)}-${hex(32)}`,
  `xapp-1-A0${mixed(8).toUpperCase()}-${digits(12)}-${hex(40)}`,
  `shpat_${hex(32)}`,
  `sq0atp-${mixed(22)}`,
  `PMAK-${hex(24)}-${hex(34)}`,
  `figd_${mixed(40)}`,
  `lin_api_${mixed(40)}`,
  `sbp_${hex(40)}`,
  `dapi${hex(32)}`,
  `glsa_${mixed(32)}_${hex(8)}`,
  `ATATT3xFfGF0${mixed(60)}=${hex(8).toUpperCase()}`,
  `NRAK-${mixed(27).toUpperCase()}`,
  `pul-${hex(40)}`,
  `sntryu_${hex(64)}`,
  `AGE-SECRET-KEY-1${'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'.repeat(2).slice(0, 58)}`,
  `EZAK${mixed(54)}`,
  `LTAI${mixed(20)}`,
  `${digits(9)}:AAH${mixed(32)}`,
  `bot${digits(9)}:AAH${mixed(32)}`,
  ...['na1', 'eu1'].map((region) => `pat-${region}-${UUID}`),
  `fw_${mixed(22)}`,
  `sk_${hex(48)}`,
  `pk-lf-${UUID}`,
  `ls__${hex(32)}`,
  ...['vca', 'vcr', 'vci', 'vck', 'nfp', 'nfc', 'nfo', 'cfut', 'cfat', 'phx', 'rnd'].map(
    (kind) => `${kind}_${mixed(40)}`,
  ),
  `nfp_${mixed(12)}_${mixed(23)}`,
  ...['e2b', 'dtn', 'crsr', 'napi', 'jina'].map((kind) => `${kind}_${hex(64)}`),
  `bb_live_${mixed(27)}`,
  `vercel_blob_rw_${mixed(16)}_${mixed(30)}`,
  `re_${mixed(8)}_${mixed(24)}`,
  `fc-${hex(32)}`,
  `as-${mixed(22)}`,
  `pa-${mixed(20)}-${mixed(22)}`,
  `esecret_${mixed(30)}`,
  `flp_${mixed(40)}`,
  `wandb_v1_${mixed(77)}`,
  `tskey-auth-${mixed(16)}-${mixed(32)}`,
  `snyk_uat.${hex(8)}.${mixed(60)}`,
  ...['squ', 'sqp', 'sqa'].map((kind) => `${kind}_${hex(40)}`),
  `pat${mixed(14)}.${hex(64)}`,
  ...['pt', 'ct', 'sa', 'scim', 'audit', 'st.prd', 'st.dev_me-2'].map((kind) => `dp.${kind}.${mixed(43)}`),
  ...['dose', 'dkea'].map((kind) => `${kind}${hex(32)}`),
  `sntrys_${mixed(59)}==_${mixed(43)}`,
  `sntryi_${hex(64)}`,
  `AQ.Ab8RN6${mixed(42)}`,
  `AGE-SECRET-KEY-PQ-1${'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'.repeat(2).slice(0, 58)}`,
  `${mixed(76)}AZDO${mixed(4)}`,
  `M${mixed(23)}.${mixed(6)}.${mixed(38)}`,
  `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${mixed(43)}`,
  `-----BEGIN OPENSSH PRIVATE KEY-----\n${mixed(70)}\n-----END OPENSSH PRIVATE KEY-----`,
  `-----BEGIN PGP PRIVATE KEY BLOCK-----\n${mixed(70)}\n-----END PGP PRIVATE KEY BLOCK-----`,
];

const W = 'hunter2secret';

/** Each text holds the secret that stands beside it, and keeps the words around it. */
const IN_CONTEXT: readonly (readonly [text: string, redacted: string])[] = [
  ['git clone https://mysecrettoken123@example.com/x.git', 'git clone https://***@example.com/x.git'],
  [`https://me:${W}@example.com`, 'https://me:***@example.com'],
  ['postgres://app:p@ss:w0rd!@db:5432/x', 'postgres://app:***@db:5432/x'],
  [`redis://:${W}@cache:6379`, 'redis://:***@cache:6379'],
  [`amqp://guest:${W}@mq/`, 'amqp://guest:***@mq/'],
  [`https://${mixed(40)}:x-oauth-basic@github.com/a/b`, 'https://***:x-oauth-basic@github.com/a/b'],
  [`https://${mixed(40)}:@api.example.com/`, 'https://***:@api.example.com/'],
  [`scp admin:${W}2@host.example.com`, 'scp admin:***@host.example.com'],
  [`curl -u admin:${W} https://x`, 'curl -u admin:*** https://x'],
  [`curl --user 'admin:${W}' https://x`, "curl --user 'admin:***' https://x"],
  [`curl -uadmin:${W} https://x`, 'curl -uadmin:*** https://x'],
  [`curl -U proxy:${W} https://x`, 'curl -U proxy:*** https://x'],
  [`PGPASSWORD=${W} psql`, 'PGPASSWORD=*** psql'],
  [`DB_PASS=${W}`, 'DB_PASS=***'],
  [`DB_CREDS=${W}`, 'DB_CREDS=***'],
  [`PWD_DB=${W} DB_PWD=${W}`, 'PWD_DB=*** DB_PWD=***'],
  [`PASSWORD_SMTP=${W} API_KEY_2=${W}`, 'PASSWORD_SMTP=*** API_KEY_2=***'],
  [`{"pwd_db": "${W}"}`, '{"pwd_db": ***}'],
  [`curl https://api.telegram.org/bot${digits(9)}:AA${mixed(33)}/getMe`, 'curl https://api.telegram.org/bot***/getMe'],
  [`--sas 'sig=${mixed(43)}%3D&se=1'`, "--sas 'sig=***&se=1'"],
  [`MYSQL_PWD=${W} mysql`, 'MYSQL_PWD=*** mysql'],
  [`export MY_TOKEN="${W}"`, 'export MY_TOKEN=***'],
  [`export MY_TOKEN="${W} and it is cut`, 'export MY_TOKEN=*** and it is cut'],
  [`GITEA_TOKEN=${SHA1} tea`, 'GITEA_TOKEN=*** tea'],
  [`STRIPE_KEY=${mixed(20)} x`, 'STRIPE_KEY=*** x'],
  [`mytoken=${W}`, 'mytoken=***'],
  [`agent --password ${W} x`, 'agent --password *** x'],
  [`agent --pass=${W} x`, 'agent --pass=*** x'],
  [`mysql -h db -uroot -pcorrect-horse x`, 'mysql -h db -uroot -p*** x'],
  [`mysqldump -p'${W}' x`, 'mysqldump -p*** x'],
  [`docker login -u me -p ${W} ghcr.io`, 'docker login -u me -p *** ghcr.io'],
  [`sshpass -p ${W} ssh x`, 'sshpass -p *** ssh x'],
  [`redis-cli -h db -a ${W} ping`, 'redis-cli -h db -a *** ping'],
  [`openssl rsa -passin pass:${W}`, 'openssl rsa -passin pass:***'],
  [`machine x.org login me password ${W}`, 'machine x.org login me password ***'],
  [`CREATE USER a IDENTIFIED BY '${W}'`, 'CREATE USER a IDENTIFIED BY ***'],
  [`ALTER ROLE a WITH PASSWORD '${W}'`, 'ALTER ROLE a WITH PASSWORD ***'],
  [`{"password": "${W}"}`, '{"password": ***}'],
  [String.raw`"{\"password\": \"${W}\"}"`, '"{\\"password\\": ***}"'],
  [`{"auths": {"ghcr.io": {"auth": "dXNlcjpwYXNz"}}}`, '{"auths": {"ghcr.io": {"auth": ***}}}'],
  [`<password>${W}</password>`, '<password>***</password>'],
  [`//registry.npmjs.org/:_authToken=${W}`, '//registry.npmjs.org/:_authToken=***'],
  [`Authorization: Basic dXNlcjpwYXNz`, 'Authorization: Basic ***'],
  [`-H "Authorization: token ${SHA1}"`, '-H "Authorization: token ***"'],
  [`-H 'Authorization: ${W}'`, "-H 'Authorization: ***'"],
  [`Authorization: AWS4-HMAC-SHA256 Credential=A/b, Signature=${hex(64)}`, 'Authorization: ***'],
  [`-H "X-Api-Key: ${W}"`, '-H "X-Api-Key: ***"'],
  [`-H "PRIVATE-TOKEN: ${W}"`, '-H "PRIVATE-TOKEN: ***"'],
  [`-H "Ocp-Apim-Subscription-Key: ${hex(32)}"`, '-H "Ocp-Apim-Subscription-Key: ***"'],
  [`-H "Cookie: sid=${W}; csrf=abc"`, '-H "Cookie: ***"'],
  [
    `https://a.blob.core.windows.net/c?sv=2024&sig=${mixed(30)}%3D&se=1`,
    'https://a.blob.core.windows.net/c?sv=2024&sig=***&se=1',
  ],
  [`AccountName=a;AccountKey=${mixed(60)}==;X=y`, 'AccountName=a;AccountKey=***;X=y'],
  [`SharedAccessKeyName=a;SharedAccessKey=${mixed(43)}=`, 'SharedAccessKeyName=a;SharedAccessKey=***'],
  [`Server=x;Uid=sa;Pwd=${W};`, 'Server=x;Uid=sa;Pwd=***;'],
  [`https://b.s3.amazonaws.com/k?X-Amz-Signature=${hex(64)}`, 'https://b.s3.amazonaws.com/k?X-Amz-Signature=***'],
  [`https://maps.example.com/?key=${mixed(30)}`, 'https://maps.example.com/?key=***'],
  [`https://hooks.slack.com/services/T00000000/B00000000/${'X'.repeat(24)}`, '***'],
  [`https://discord.com/api/webhooks/${digits(18)}/${mixed(60)}`, 'https://discord.com/api/webhooks/***'],
  [`https://acme.webhook.office.com/webhookb2/${mixed(60)}`, 'https://acme.webhook.office.com/webhookb2/***'],
  [`aws_secret_access_key = ${mixed(40)}`.replace(' = ', '='), 'aws_secret_access_key=***'],
  [`datadog_key: ${mixed(40).toLowerCase()}`, 'datadog_key: ***'],
  ['use Bearer abcdefgh-1234 here', 'use Bearer *** here'],
  ['use Basic dXNlcjpzZWNyZXQ= here', 'use Basic *** here'],
  ['curl -u me:12345678abc! x', 'curl -u me:*** x'],
];

const NO_SECRETS: readonly string[] = [
  SHA1,
  SHA256,
  SHA1.toUpperCase(),
  `git reset --hard ${SHA1}`,
  `before ${SHA1}, after ${SHA1.slice(0, 7)}`,
  `key=${SHA1}`,
  `commit: ${SHA1}`,
  `CACHE_KEY=${SHA1}`,
  `BUILD_KEY=${SHA1}`,
  `The token: ${SHA1} moved it`,
  `sourcegraph ${SHA1}`,
  `https://github.com/acme/widgets/commit/${SHA1}`,
  `actions/checkout@${SHA1}`,
  `alpine:3.19@sha256:${SHA256}`,
  `sha256:${SHA256}`,
  '01a22314-ff64-7abc-8def-0123456789ab',
  'refs/laforge/pins/default/step-01a22314-ff64-7abc-8def-0123456789ab',
  'sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DjPkA==',
  '/home/runner/work/_temp/laforge-9f8e7d6c/run.json',
  'C:\\Users\\me\\AppData\\Local\\Temp\\x1y2z3',
  'PWD=/home/runner/work/acme OLDPWD=/tmp agent',
  'feature/token-refresh-2024',
  'fix/password-reset-page',
  'sk-learn-like-names',
  'PWD_LENGTH=12 pwd_policy: strict2024',
  'fw_update_handler_for_device_2_and_3 sk_buff_head_with_7_entries nfc_reader_enabled_on_device_12_of_this_list',
  're_compile_pattern_of_2_lines vci_connection_2 as-of-2026-11-30 fc-match-of-12-fonts pa-risc-linux-boot-loader-2026-with-all-of-it',
  'pat-a-cake-2 dp.set.of(2) e2b_sandbox_timeout fc-list-2-fonts-of-this-family',
  `sig=${SHA256} cf_worker_2`,
  'git@github.com:acme/widgets.git',
  'ssh://git@github.com/acme/widgets.git',
  'https://git@example.com/acme/widgets.git',
  'https://github.com/acme/widgets/pull/12#issuecomment-123456789',
  'https://example.com/search?q=secret+sauce&page=2',
  'npm:lodash@4.17.21',
  'mailto:jane2@example.com',
  'jane.doe@example.com',
  'docker run -u 1000:1000 -p 8080:80 alpine',
  'git push -u origin main',
  'agent --max-tokens 4096 --model claude-opus-4-1-20250805',
  'max_tokens=4096 tokens=12 total_tokens: 99999999',
  'cost 12.34 USD, 1,234,567 tokens',
  'Basic understanding of the bearer of bad news',
  'tests: pass=120 fail=3 bypass=true',
  'The secret: be brief. Each token: a word.',
  'linkedin: documentations, dropbox, notwithstanding',
  'monkey=banana compass=north1234567',
  'primary_key=id sort_key=created_at',
  `TOKEN=$TOKEN PASSWORD="$PASSWORD" API_KEY=\${API_KEY}`,
  'curl -u "$USER:$PASS" https://x',
  `mysql -p"$MYSQL_PASSWORD" db`,
  `https://x-access-token:\${{ secrets.TOKEN }}@github.com/a/b`,
  'https://$USER:$TOKEN@github.com/a/b',
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ',
  'Laforge-Step-Uid: 01a22314-ff64-7abc-8def-0123456789ab',
  'node --test --test-name-pattern "keeps the key" 2>&1 | tail -20',
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl',
];

describe('a token', () => {
  test.each(TOKENS)('goes wherever it stands: %s', (token) => {
    for (const [before, after] of [
      ['', ''],
      ['use (', ')'],
      ['x="', '"'],
      ['a=', ', b'],
      ['see ', '.'],
    ]) {
      const text = redactText(`${before}${token}${after}`, []);
      expect(text).not.toContain(token.slice(-12));
      expect(text).toContain('***');
    }
  });
});

test.each(IN_CONTEXT)('what stands beside a secret stays: %s', (text, redacted) => {
  expect(redactText(text, [])).toBe(redacted);
});

test.each(NO_SECRETS)('is no secret: %s', (text) => {
  expect(redactText(text, [])).toBe(text);
});

test('what a pattern matches contains one of its keywords', () => {
  const texts = [...TOKENS, ...IN_CONTEXT.flatMap(([text]) => [text, text.toUpperCase()])];
  for (const [keywords, pattern] of [...TOKEN_SHAPES, ...LABELLED]) {
    const matched = texts.filter((text) => text.search(pattern) >= 0);
    expect({pattern, matched: matched.length > 0}).toEqual({pattern, matched: true});
    const without = matched.filter((text) => !keywords.some((keyword) => text.toLowerCase().includes(keyword)));
    expect({pattern, without}).toEqual({pattern, without: []});
  }
});

test('a SHA stays behind the name of any service that gitleaks knows', () => {
  for (const [, keywords] of GITLEAKS_RULES) {
    for (const keyword of keywords) {
      // A keyword can be long enough to be a token by itself.
      if (redactText(keyword, []) !== keyword) continue;
      const text = `${keyword} = ${SHA1} ${keyword}: ${SHA256} `;
      expect({keyword, text: redactText(text, [])}).toEqual({keyword, text});
    }
  }
});

test.each(['=', ' ', 'a', '-', '.', '_', '"', "'", '://', ':', '@', '0', 'A0', '\n', '= ', ' -p', ' -u a'])(
  'the words of all rules, each with %j again and again, take no more than a moment',
  (filling) => {
    const words = [...new Set(GITLEAKS_RULES.flatMap(([, keywords]) => keywords)), ...LABELS];
    const started = performance.now();
    for (const word of words) {
      redactText(`${word}${filling}`.repeat(Math.ceil(5_000 / (word.length + filling.length))), []);
      redactText(word + filling.repeat(5_000 / filling.length), []);
    }
    // Some 3 MB of it: 10 KB for each of the words.
    expect(performance.now() - started).toBeLessThan(8000);
  },
);

/** What the patterns of our own begin with. */
const LABELS = [
  'mysql -',
  'docker login ',
  'redis-cli ',
  'sshpass -p',
  'machine a login b ',
  'https://',
  'postgres://u:',
].concat([
  'authorization: digest ',
  'cookie:',
  'basic ',
  'password',
  'A_KEY=',
  '"auth":',
  '<password>',
  '-u ',
  'a:',
  '?token=',
  'sig=',
  'pa-',
  'fw_',
  'dp.st.',
  'sntrys_',
  'PWD_DB=',
]);

test('variables are secrets by their names, but for paths and short values', () => {
  const env = {
    ...{
      DB_PASS: 'hunter2secret',
      DB_CREDS: 'hunter3secret',
      STRIPE_KEY: 'abcdefgh',
      SLACK_WEBHOOK_URL: 'https://x.y/z',
      MYSQL_PWD: 'hunter2secret',
      PWD_DB: 'hunter4secret',
      OPENAI_KEY_2: 'hunter5secret',
    },
    ...{
      GH_PAT: 'abcdefghi',
      NPM_TOKEN: 'short',
      CACHE_KEY: 'linux-node-24',
      SSH_KEY: '/home/me/.ssh/id',
      PWD: '/work/place',
      OLDPWD: 'C:\\work\\place',
    },
    ...{TOKEN_KIND: 'app', KEYBOARD: 'qwertzuiop', PASSENGER: 'somebody'},
  };
  const found = ['hunter2secret', 'hunter3secret', 'abcdefgh', 'https://x.y/z', 'hunter2secret'];
  found.push('hunter4secret', 'hunter5secret', 'abcdefghi');
  expect(secretsOf(env)).toEqual(found);
});
