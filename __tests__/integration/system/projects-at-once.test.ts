import {execFile} from 'node:child_process';
import {mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {expect, test} from '@jest/globals';

const PROJECTS = 300;

test('processes that claim a project at once agree on whose it is, and none reads half of it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'projects-'));
  try {
    const projects = new URL('../../../src/system/projects.ts', import.meta.url).href;
    const script = join(folder, 'claim.ts');
    writeFileSync(
      script,
      `import {checkOwner, claimProject, findProject} from ${JSON.stringify(projects)};
       const repository = {mainWorkTree: '/', remote: {repository: 'host/owner/' + process.argv[2]}};
       let owned = 0;
       for (let n = 0; n < ${PROJECTS}; n++) {
         const project = findProject('p' + n, {LAFORGE_HOME: ${JSON.stringify(folder)}}, 'the project');
         claimProject(project, repository);
         try {
           checkOwner(project, repository);
           owned += 1;
         } catch (error) {
           if (error.code !== 'wrong-place') throw error;
         }
       }
       console.log(owned);`,
    );
    const run = promisify(execFile);
    const owned = await Promise.all([1, 2, 3, 4].map((n) => run(process.execPath, [script, String(n)])));
    expect(owned.reduce((sum, {stdout}) => sum + Number(stdout), 0)).toBe(PROJECTS);
    expect(readdirSync(join(folder, 'projects', 'p0'))).toEqual(['project.json']);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
});
