(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_fleet = require("./fleet.js");
const require_migrations = require("./migrations.js");
// src/stores/postgres/fleet-histories.ts
const PAGE = 1e3;
async function* readHistories(database, repository) {
	for await (const name of listHistories(database, repository)) yield* readHistory(database, name);
}
async function* listHistories(database, pattern) {
	for (let last = ["", ""];;) {
		const values = [...last];
		const condition = pattern === null ? "true" : require_fleet.repositoryCondition(pattern, (value) => `$${values.push(value)}`);
		const [row] = await database.query(`select f.repository, f.project, ${condition} as wanted from (select repository, project from laforge.records
          where (repository, project) > ($1, $2) order by repository, project limit 1) f`, values);
		if (row === void 0) return;
		const name = {
			repository: String(row.repository),
			project: String(row.project)
		};
		if (row.wanted === true) yield name;
		last = [name.repository, name.project];
	}
}
async function* readHistory(database, { repository, project }) {
	const query = (sql, ...values) => database.query(sql, [
		repository,
		project,
		...values
	]);
	const rollbacks = rowsToRollbacks(await query(`select n, kind, uid, version, number, claim, body from laforge.records
        where repository = $1 and project = $2 and kind = 'rollback' order by n`)).map((it) => ({
		...it,
		repository
	}));
	const inactive = new Set(rollbacks.filter(require_action_run_steps.isInForce).flatMap(({ stepUids }) => stepUids));
	const readPage = (last) => {
		const page = query(`select distinct on (uid) n, kind, uid, version, number, claim, body from laforge.records
        where repository = $1 and project = $2 and kind = 'step' and ($3::text is null or uid < $3)
        order by uid desc, version desc limit ${PAGE}`, last);
		page.catch(() => {});
		return page;
	};
	for (let page = readPage(null);;) {
		const rows = await page;
		const isLast = rows.length < PAGE;
		if (!isLast) page = readPage(rows.at(-1)?.uid);
		const numbers = numbersOf(rows);
		yield {
			steps: require_migrations.rowsToRecords(rows).steps.map((record) => {
				const { uid, replays } = record.draft;
				return {
					...require_action_run_steps.recordToFields(record),
					repository,
					id: numbers.get(uid) ?? null,
					active: replays === null && !inactive.has(uid),
					parentStepId: null,
					parentUid: record.parentUid
				};
			}),
			rollbacks: isLast ? rollbacks : null
		};
		if (isLast) return;
	}
}
function rowsToRollbacks(rows) {
	const numbers = numbersOf(rows);
	return require_action_run_steps.recordsToRollbacks(require_migrations.rowsToRecords(rows)).map((it) => ({
		...it,
		number: numbers.get(it.uid) ?? null
	}));
}
function numbersOf(rows) {
	return new Map(rows.flatMap(({ uid, number }) => number === null ? [] : [[String(uid), Number(number)]]));
}
exports.readHistories = readHistories;
});
