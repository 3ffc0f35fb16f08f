/*
 * Shapes of secrets that gitleaks does not cover: tokens by their prefix, and secrets by their label. All patterns run in
 * linear time, even on hostile text. Bare hex digits never match, so that commit SHAs stay.
 */

/**
 * Keywords of which every match contains one (in lower case), and the pattern. Most texts contain none, and then the pattern is
 * not compiled, which takes longer than a search.
 */
type Shape = readonly [keywords: readonly string[], pattern: RegExp];

const words = (text: string) => text.trim().split(/\s+/);

/** Prefixes that issuers give their tokens. Gitleaks requires exact lengths, which change. */
const TOKEN_BEGINNINGS = words(String.raw`
  gh[a-z]_ github_pat_ gl[a-z]{2,8}- ATCTT3xF ATATT3xF ATBB npm_ pypi- dckr_[a-z]{3}_
  sk-ant- gsk_ xai- hf_ r8_ nvapi- pplx- csk- tgp_v1_ lsv2_[a-z]{2}_ pcsk_ tvly-
  [srp]k_(?:live|test|prod)_ whsec_ SG\. key-(?=[0-9a-f]{32}) sq0[a-z]{3}- xkeysib- shp[a-z]{2}_
  hv[sbr]\. do[opr]_v1_ ya29\. GOCSPX- 1//0 AIza AQ\.Ab AGE-SECRET-KEY-(?:PQ-)?1 sbp_ sb_secret_
  xox[a-z](?:\.xox[a-z])?- xapp- figd_ lin_(?:api|oauth)_ ntn_ secret_(?=[A-Za-z0-9]{40}) PMAK-
  CCIPAT_ bkua_ glsa_ glc_ d(?:api|ose|kea)(?=[0-9a-f]{32}) NRAK- ops_eyJ rubygems_ vcp_ fo1_ fm[12]_ sg(?:amp|p)_
  pat-[a-z]{2}[0-9]-(?=[0-9a-f]{8}-) pk-(?:lf|helicone)-(?=[0-9a-f]{8}-) wandb_v1_ tskey-[a-z]{2,10}- snyk_[a-z]{3}\.[0-9a-f]{8}\.
  sntry[aiu]_ dp\.(?:audit|ct|pt|sa|scim|st)\.(?:[a-z0-9_-]{2,35}\.)?(?=[A-Za-z0-9]{40}) ls__(?=[0-9a-f]{32}) vercel_blob_rw_
  sq[apu]_(?=[0-9a-f]{40}) pat[A-Za-z0-9]{14}\.(?=[0-9a-f]{64})
`);

/** Prefixes that are also beginnings of names in programs. What follows a token's is long, and has a digit and no word. */
const SHORT_BEGINNINGS = words(`
  fw_ sk_ e2b_ dtn_ crsr_ jina_ rnd_ napi_ esecret_ flp_ phx_ nf[bcopu]_ vc[aikr]_ cf[au]t_ bb_live_ re_[A-Za-z0-9]{8}_ fc- as-
`);

/** Tokens, redacted whole. */
export const TOKENS: readonly Shape[] = [
  [
    ['-----begin'],
    /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[\s\S]*?-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|[\s\S]*)/g,
  ],
  // JSON web tokens, signed or encrypted.
  [['eyj'], /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){1,3}/g],
  [
    ['_', '-', '.', 'atctt3xf', 'atatt3xf', 'atbb', '1//0', 'aiza', 'dapi', 'dose', 'dkea'],
    new RegExp(
      `(?<![A-Za-z0-9])(?:${TOKEN_BEGINNINGS.join('|')})[A-Za-z0-9_][A-Za-z0-9_-]{9,}(?:[.=~/+-][A-Za-z0-9_-]+)*=*`,
      'g',
    ),
  ],
  [
    ['_', '-'],
    new RegExp(
      `(?<![A-Za-z0-9_-])(?:${SHORT_BEGINNINGS.join('|')})(?=[A-Za-z]*[0-9])(?:[A-Za-z0-9]{20,}|[A-Za-z0-9_]{36,})(?![A-Za-z0-9_-])`,
      'g',
    ),
  ],
  // Voyage AI
  [['pa-'], /(?<![A-Za-z0-9_-])pa-(?=[^A-Z\s]{0,42}[A-Z])(?=[^0-9\s]{0,42}[0-9])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g],
  // Sentry's for organisations: base64 with its padding, and a secret
  [['sntrys_'], /(?<![A-Za-z0-9])sntrys_[A-Za-z0-9+/]{10,}={0,2}_[A-Za-z0-9+/]{20,}/g],
  // Azure DevOps
  [['azdo'], /(?<![A-Za-z0-9])[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}(?![A-Za-z0-9])/g],
  [['sk-'], /(?<![A-Za-z0-9_-])sk-(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{16,}/g],
  [['akia', 'asia', 'abia', 'acca', 'a3t'], /(?<![A-Za-z0-9])A(?:KIA|SIA|BIA|CCA|3T[A-Z0-9])[0-9A-Z]{16}(?![0-9A-Z])/g],
  // Telegram's bots, whose tokens stand behind the word `bot` in a URL, and Discord's.
  [[':aa'], /(?<![0-9])[0-9]{8,10}:AA[A-Za-z0-9_-]{30,40}(?![A-Za-z0-9_-])/g],
  [['.'], /(?<![A-Za-z0-9_.-])[MNO][A-Za-z0-9_-]{22,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}(?![A-Za-z0-9_-])/g],
];

/** Not a secret: a reference such as `$TOKEN` or `${{ secrets.TOKEN }}`, or an authorization scheme. */
const NO_SECRET = String.raw`(?!\\{0,3}["']?(?:\$|%[A-Za-z_]+%)|(?:basic|bearer|token)[ \t])`;
/** A quoted string, also nested in another, or cut off before its end. */
const QUOTED = String.raw`\\{0,3}"[^"]*"|\\{0,3}'[^']*'|\\{0,3}["'][^\s"']*`;
const WORD = String.raw`[^\s"',;&)<]`;
const SHA = '(?:[0-9a-f]{40}|[0-9a-f]{64})(?![0-9a-z])';

/** Endings of names of secrets. A plural such as `max_tokens` is a count. */
const NAME_ENDINGS = words('token secret passw(?:or)?d passphrase api_?key access_?key private_?key');
/** Names of secrets that must stand alone, since other words end with them: `bypass`, `monkey`. */
const WHOLE_NAMES = words(`
  bearer secrets authorization cred(?:ential)?s credential cookies? pwd _auth pat dsn
  (?:account|app|auth|client|deploy|encryption|functions?|hmac|host|jwt|license|master|secret|service|session)_?key
  (?:shared_?access|signing|ssh|storage|subscription|webhook)_?(?:key|signature) access_?key_?secret
  (?:sas|x_amz)_?(?:token|signature) (?<=[A-Za-z0-9][_-]|--)pass
`);
/** What a name of a secret may have behind it: what the secret is for, or a number. */
const FOR = `(?:[_-](?:db|database|my?sql|pg|postgres(?:ql)?|redis|mongo(?:db)?|ldap|smtp|mail|s?ftp|ssh|admin|root|app|prod(?:uction)?|staging|dev|test|ci|[0-9]{1,2}))?`;
const inText = (names: readonly string[]) => names.join('|').replaceAll('_?', '[_-]?');
/** The label of a secret in a text: `API_KEY`, `api-key`, `PGPASSWORD`, `PWD_DB`. */
const LABEL = `(?:(?:${inText(NAME_ENDINGS)})|(?<![A-Za-z0-9])(?:${inText(WHOLE_NAMES)}))${FOR}`;
/** The keywords of all labels. */
const LABELS = words('token secret pass key bearer auth credential cookie pwd pat dsn signature');

/** Matches the name of a secret in snake case. */
export const SECRET_NAME = new RegExp(
  `(?:(?:${NAME_ENDINGS.join('|')})|(?:^|_)(?:${WHOLE_NAMES.join('|')}|pass))${FOR}$`,
);

/** Secrets recognised by their label, the first group, which is kept. */
export const LABELLED: readonly Shape[] = [
  // https://user:secret@host, https://secret:x-oauth-basic@host and https://secret@host
  [['://'], /([a-z][a-z0-9+.-]{0,20}:\/\/)(?!\$)[^\s/:@"'$]{6,200}(?=:(?:x-oauth-basic|x)?@)/gi],
  [['://'], /([a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"']{0,200}:)(?![$*]|x-oauth-basic@)[^\s/"']+(?=@)/gi],
  [['://'], /(https?:\/\/)(?![a-z][a-z-]{0,7}@|\$)[^\s/:@"'$?#]{3,200}(?=@)/gi],
  // user:secret@host without a scheme
  [
    ['@'],
    /(?<![\w/@:.-])((?!mailto:)[A-Za-z][\w.-]{0,60}:)(?=[^\s:@/"']{0,100}[0-9])(?!\$)[^\s:@/"']{6,100}(?=@[\w-]+\.[a-z])/gi,
  ],
  // URLs that are themselves secrets, because anybody who knows one can post to it.
  [['hooks.slack'], /(hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/)[A-Za-z0-9+/_-]{8,}/gi],
  [['discord'], /(discord(?:app)?\.com\/api\/(?:v[0-9]+\/)?webhooks\/)[0-9]+\/[A-Za-z0-9_-]+/gi],
  [['webhook.office'], /(webhook\.office\.com\/webhookb2\/)[^\s"'<>)]+/gi],
  [
    ['?', '&'],
    /([?&](?:sig|signature|code|key|auth|[a-z_-]{0,30}token|x-(?:amz|goog)-(?:signature|credential))=)(?!\$)[^\s"'&<>)#]{8,}/gi,
  ],
  // A signature of Azure outside of a URL: base64 of 32 bytes
  [['sig='], /((?<![A-Za-z0-9_-])sig=)[A-Za-z0-9%/+]{43,140}(?:%3d|=)/gi],
  // Header lines
  [
    ['authorization'],
    new RegExp(
      String.raw`(\bauthorization\\?["']?[ \t]*[:=][ \t]*\\?["']?(?:(?:basic|bearer|token|apikey|bot)[ \t]+)?)${NO_SECRET}(?:(?:digest|negotiate|hawk|aws4[\w-]*)[ \t][^"'\r\n]*|[^\s"',;]+)`,
      'gi',
    ),
  ],
  [['cookie:'], /(\b(?:set-)?cookie:[ \t]*)(?!\$)[^"'\r\n]+/gi],
  [['bearer'], /(\bbearer[ \t]+)[A-Za-z0-9._~+/=-]{8,}/gi],
  [['basic'], /(\bbasic[ \t]+)(?=[A-Za-z/+]{0,200}[0-9=])[A-Za-z0-9+/]{8,}=*/gi],
  // API_KEY=secret and --api-key secret
  [LABELS, new RegExp(`(${LABEL}=)${NO_SECRET}(?!(?<=pwd=)/)(?:${QUOTED}|${WORD}+)`, 'gi')],
  [
    ['_key='],
    new RegExp(
      `(\\b(?!(?:PUBLIC|CACHE|PRIMARY|SORT)_)[A-Z][A-Z0-9_]{0,60}_KEY=)${NO_SECRET}(?!["']?${SHA})(?=["']?[A-Za-z/+_-]{0,200}[0-9])(?:${QUOTED}|${WORD}{8,})`,
      'g',
    ),
  ],
  [
    LABELS,
    new RegExp(
      String.raw`((?<![A-Za-z0-9-])--?[A-Za-z0-9-]{0,40}${LABEL}[ \t]+)${NO_SECRET}(?:${QUOTED}|(?!-)${WORD}+)`,
      'gi',
    ),
  ],
  // "api_key": "secret"; without quotes it could be prose, so it needs a digit and must not be a SHA.
  [
    LABELS,
    new RegExp(
      String.raw`(${LABEL}\\{0,3}["']?[ \t]*(?::|=>)[ \t]*)${NO_SECRET}(?:${QUOTED}|(?!${SHA})(?=[^\s0-9]{0,200}[0-9])${WORD}{6,})`,
      'gi',
    ),
  ],
  [['auth'], /(["']auth["'][ \t]*:[ \t]*)"[A-Za-z0-9+/=]{8,}"/gi],
  [LABELS, new RegExp(String.raw`(<(?:[\w:.-]{0,40}?(?:${inText(NAME_ENDINGS)}))>)(?!\$)[^<\s]+`, 'gi')],
  // Passwords on command lines and beside user names: curl -u, docker login -p, mysql -p, redis-cli -a, .netrc, openssl, SQL
  [['-u'], /((?<![\w-])(?:-u|-U|--user|--proxy-user)[ \t=]*["']?[^\s"':$/]{1,100}:)(?![0-9$/])[^\s"':/]+(?=["'\s]|$)/g],
  [
    ['-u'],
    /((?<![\w-])(?:-u|-U|--user|--proxy-user)[ \t=]*["']?[^\s"':$/]{1,100}:)(?=[0-9]+[A-Za-z_!?#%^&*+=-])[^\s"':/]+/g,
  ],
  [
    ['mysql', 'mariadb'],
    /(\b(?:mysql|mariadb)[\w-]{0,20}[ \t](?:[^\n;|&]{0,200}?[ \t])?-p)(?!\$|["']\$)(?:"[^"]*"|'[^']*'|[^\s"']+)/g,
  ],
  [
    ['docker', 'podman', 'helm', 'nerdctl', 'skopeo', 'oras'],
    /(\b(?:docker|podman|helm|nerdctl|skopeo|oras)[ \t](?:[^\n;|&]{0,100}?[ \t])?login[ \t](?:[^\n;|&]{0,200}?[ \t])?-p[ \t]+)(?!["']?\$)(?:"[^"]*"|'[^']*'|[^\s"']+)/g,
  ],
  [
    ['sshpass', 'redis-cli'],
    /(\b(?:sshpass[ \t]+-p|redis-cli[ \t](?:[^\n;|&]{0,200}?[ \t])?-a)[ \t]*)(?!["']?\$)(?:"[^"]*"|'[^']*'|[^\s"']+)/g,
  ],
  [['machine'], /(\bmachine\s{1,20}\S{1,200}\s{1,20}login\s{1,20}\S{1,200}\s{1,20}password\s{1,20})(?!\$)\S+/gi],
  [['pass'], /(\bpass(?:in|out)?[ \t]+["']?pass:)(?!\$)[^\s"']+/gi],
  [['password', 'identified'], /(\b(?:password|identified[ \t]+by)[ \t]+)(?!["']\$)(?:'[^']+'|"[^"]+")/gi],
];
