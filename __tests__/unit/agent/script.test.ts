import {describe, expect, test} from '@jest/globals';
import {parseShell, splitArguments} from '../../../src/agent/script.ts';

describe('a shell', () => {
  test.each([
    ['bash', ['bash', '--noprofile', '--norc', '-e', '-o', 'pipefail', '{0}'], '.sh'],
    ['sh', ['sh', '-e', '{0}'], '.sh'],
    ['python', ['python', '{0}'], '.py'],
    ['pwsh', ['pwsh', '-command', ". '{0}'"], '.ps1'],
    ['perl {0}', ['perl', '{0}'], ''],
    ['bash -x {0}', ['bash', '-x', '{0}'], '.sh'],
    ['my-shell --run="{0}" "two words"', ['my-shell', '--run={0}', 'two words'], ''],
  ])('given as `%s` is started as in a workflow step', (text, argv, extension) => {
    const shell = parseShell(text, 'Input "shell"', 'linux');
    expect([shell.program, ...shell.args]).toEqual(argv);
    expect(shell.extension).toBe(extension);
  });

  test.each(['fish', '', '  ', 'perl -w', 'cmd', 'powershell'])(
    'given as `%s` is refused, naming the input',
    (text) => {
      expect(() => parseShell(text, 'Input "shell"', 'linux')).toThrow(
        /^Input "shell" is .*Use one of: bash, sh, pwsh, python/,
      );
    },
  );

  test('may be cmd or powershell on Windows', () => {
    expect(parseShell('cmd', 'Input "shell"', 'win32').args).toEqual([
      '/D',
      '/E:ON',
      '/V:OFF',
      '/S',
      '/C',
      'CALL',
      '{0}',
    ]);
    expect(parseShell('powershell', 'Input "shell"', 'win32').extension).toBe('.ps1');
  });
});

describe('a command line is split as .NET splits it', () => {
  test.each([
    ['a  b\tc', ['a', 'b', 'c']],
    ['a "b c" d', ['a', 'b c', 'd']],
    ["-c '{0}'", ['-c', "'{0}'"]],
    ['a"b"c', ['abc']],
    ['""', ['']],
    [String.raw`\"a\" b`, ['"a"', 'b']],
    [String.raw`"a\\" b`, ['a\\', 'b']],
    [String.raw`C:\dir\x y`, ['C:\\dir\\x', 'y']],
    ['"a""b c" d', ['a"b c', 'd']],
    [' ', []],
  ])('%j', (text, args) => {
    expect(splitArguments(text)).toEqual(args);
  });
});
