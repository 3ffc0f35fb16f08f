(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_fs_promises = __late(() => require("node:fs/promises"));
let node_os = require("node:os");
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_waiting_records = require("./waiting-records.js");
const require_migrations = require("./migrations.js");
const require_reservations = require("./reservations.js");
let node_timers_promises = __late(() => require("node:timers/promises"));
// src/stores/postgres/history-rows.ts
const PAGE = 1e3;
const RUNNING_AMONG = 300;
const LATELY = 200;
const HEADS = 20;
const SUMMED_ROWS = 200;
const FIGURE_NAMES = require_migrations.FIGURE_COLUMNS.map(([name]) => name);
const FIGURES_GIVEN = FIGURE_NAMES.map((name) => `f.${name}`).join(", ");
const OF_HISTORY = "repository = $1 and project = $2";
const NO_SUMS = "not exists (select 1 from laforge.sums where repository = $1 and project = $2)";
const COLUMNS = "n, kind, uid, version, number, claim, branch, body";
const HEAD = "uid, number";
var HistoryRows = class {
	#database;
	#name;
	constructor(database, { repository, project }) {
		this.#database = database;
		this.#name = [repository, project];
	}
	get repository() {
		return this.#name[0];
	}
	async count() {
		const [row] = await this.#select("max(n) as count", "true");
		return Number(row?.count ?? 0);
	}
	async isOurs() {
		const [row] = await this.#database.query(`select pg_has_role(current_user, 'laforge_auditor', 'member') or pg_has_role(current_user, ${require_migrations.TABLES_OWNER}, 'member')
        or exists (select 1 from pg_roles where rolname = current_user and rolbypassrls)
        or $1 = any (laforge.own_repositories()) as ours`, [this.repository]);
		return row?.ours === true;
	}
	async *after(n) {
		for (let from = n;;) {
			const rows = await this.next(from, PAGE);
			if (rows.length > 0) yield rows;
			if (rows.length < PAGE) return;
			from = Number(rows.at(-1)?.n);
		}
	}
	async next(n, limit) {
		return await this.#select(COLUMNS, `n > $3 order by n limit ${limit}`, n);
	}
	async ofSteps(uids) {
		return uids.length === 0 ? [] : await this.#select(COLUMNS, `kind = 'step' and uid = any($3)`, uids);
	}
	async ofRollback(uid) {
		return (await this.#select(COLUMNS, `kind = 'rollback' and uid = $3`, uid))[0];
	}
	async missingRollbacks(uids) {
		if (uids.length === 0) return [];
		const rows = await this.#select("uid", `kind = 'rollback' and uid = any($3)`, uids);
		const known = new Set(rows.map(({ uid }) => uid));
		return uids.filter((uid) => !known.has(uid));
	}
	async tips() {
		const rows = await this.#select(COLUMNS, `true order by n desc limit ${LATELY}`);
		const numbers = rows.flatMap(({ uid, number }) => number === null ? [] : [[String(uid), Number(number)]]);
		return require_action_run_steps.tipsOfRecords(require_action_run_steps.mergeRecords(require_migrations.rowsToRecords(rows), require_action_run_steps.NO_RECORDS), new Map(numbers));
	}
	async isSettled() {
		return (await this.#select("1", `kind in ('step-claim', 'rollback-claim') limit 1`)).length === 0;
	}
	async newest(filter, limit) {
		const found = [];
		const rollbacks = await this.#rollbacks();
		for (let before = filter.beforeId ?? 2e9; found.length < limit;) {
			const most = Math.min(PAGE, Math.max(20, limit));
			const heads = await this.#select(HEAD, `kind = 'step' and claim < $3 order by claim desc limit ${most}`, before);
			if (heads.length === 0) break;
			before = Number(heads.at(-1)?.number);
			found.push(...await this.#steps(heads, rollbacks, filter));
		}
		return found.slice(0, limit);
	}
	async find(ref) {
		const isOfUid = ref.kind === "uid" && require_action_post_help_run_steps.isUid(ref.prefix) ? "uid = $3" : "left(uid, length($3)) = $3";
		const heads = ref.kind === "id" ? await this.#select(HEAD, `kind = 'step' and claim = $3`, ref.id) : await this.#select(`distinct ${HEAD}`, `kind = 'step' and ${isOfUid} limit 20`, ref.prefix);
		const steps = await this.#steps(heads, await this.#rollbacks(), {});
		const [value] = steps;
		if (value === void 0) return { kind: "unknown" };
		return steps.length > 1 ? {
			kind: "ambiguous",
			uids: steps.map(({ uid }) => uid)
		} : {
			kind: "found",
			value
		};
	}
	async latestActive(repository, branch) {
		const seen = await this.count();
		const rollbacks = await this.#rollbacks();
		const latest = new Map();
		for (let before = 2e9;;) {
			const isOfBranch = branch === null ? "branch is null and $4::text is null" : "branch = $4";
			const heads = await this.#select(HEAD, `${isOfBranch} and number < $3 and kind in ('step', 'step-claim') order by number desc limit ${HEADS}`, ...[before, branch]);
			if (heads.length === 0) return {
				step: repository && require_action_run_steps.latestOf([...latest.values()], repository),
				seen
			};
			before = Number(heads.at(-1)?.number);
			const ofBranch = (await this.#steps(heads, rollbacks, { active: true })).filter((it) => it.branch === branch);
			const isThere = (it) => repository === void 0 || require_action_run_steps.isSameRepository(require_action_run_steps.repositoryKey(it), repository);
			const step = ofBranch.find(isThere);
			if (step !== void 0) return {
				step,
				seen
			};
			for (const it of ofBranch) if (!latest.has(it.repository)) latest.set(it.repository, it);
		}
	}
	async running(limit) {
		const heads = await this.#query(`select s.uid, max(s.number) as number from (
          (select uid, number from laforge.records where ${OF_HISTORY} and kind = 'step' and claim > 0
            order by claim desc limit ${RUNNING_AMONG})
          union all (select uid, number from laforge.records where ${OF_HISTORY} and kind = 'step-claim'
            order by number desc limit ${RUNNING_AMONG})) s
        where not exists (select 1 from laforge.records e
          where e.repository = $1 and e.project = $2 and e.kind = 'step' and e.uid = s.uid and e.version > 0)
        group by s.uid order by number desc limit $3`, limit);
		return await this.#steps(heads, [], {});
	}
	async add(row, seen, reservation = null) {
		const { kind, uid, version, number, claims, branch, body, figures } = row;
		const claimed = `coalesce((select r.claim from laforge.records r where r.repository = $1 and r.project = $2
        and r.kind = $3 and r.claim > 0 order by r.claim desc limit 1), 0)`;
		const contested = `coalesce((select max(r.number) from laforge.records r where r.repository = $1 and r.project = $2
        and r.kind = $3 || '-claim'), 0)`;
		const values = [
			kind,
			uid,
			version,
			number,
			claims,
			branch,
			body,
			...seen !== null && "count" in seen ? [seen.count, seen.branch] : [null, null],
			seen !== null && "ofStep" in seen ? seen.ofStep : null
		];
		const counted = `counted as (
        insert into laforge.figures (repository, project, n, ${FIGURE_NAMES.join(", ")})
        select a.repository, a.project, a.n, ${FIGURES_GIVEN} from added a, ${figuresIn("$13")}
        returning n
      ), begun as (${require_migrations.beginSums("added", NO_SUMS)})`;
		const summed = `(select s.upto from laforge.sums s where s.repository = $1 and s.project = $2
        order by s.after desc limit 1)`;
		const more = [...figures.length === 0 ? [] : [counted], ...reservation === null ? [] : [require_reservations.reservingCtes(figures.length === 0 ? "$13" : "$14", reservation)]];
		const added = await this.#query(`with added as (
        insert into laforge.records (repository, project, n, kind, uid, version, number, claim, branch, body)
        select $1, $2, next.n, $3, $4, $5::bigint, next.number,
          case when $7::boolean then next.number end, $8, $9
        from (select
            coalesce((select max(r.n) from laforge.records r where r.repository = $1 and r.project = $2), 0) + 1 as n,
            case when $7::boolean and $6::bigint is null then greatest(${claimed}, ${contested}) + 1
              else $6::bigint end as number) next
        where ($12::bigint is null or $12::bigint = (select count(*) from laforge.records r
            where r.repository = $1 and r.project = $2 and r.kind = $3 and r.uid = $4))
          and ($10::bigint is null or not exists (select 1 from laforge.records r
          where r.repository = $1 and r.project = $2 and r.n > $10::bigint
            and (r.kind <> 'step' or r.branch is not distinct from $11::text and (r.claim is not null
              or exists (select 1 from laforge.records s where s.repository = $1 and s.project = $2 and s.kind = 'step'
                and s.uid = r.uid and s.claim is not null and s.branch is distinct from r.branch)))))
        on conflict do nothing
        returning repository, project, n, number
      )${more.map((tables) => `, ${tables}`).join("")}
      select a.number${figures.length === 0 ? "" : `, a.n, ${summed} as summed`}${reservation === null ? " from added a" : ", s.* from added a left join spent s on true"}${figures.length === 0 ? "" : " join counted c on c.n = a.n"}`, ...values, ...figures.length === 0 ? [] : [toJson(figures)], ...reservation === null ? [] : [reservation.json]).catch(nothingIfTaken);
		const [first] = added;
		if (first === void 0) return void 0;
		if (figures.length > 0 && Number(first.n) - Number(first.summed) >= SUMMED_ROWS) await this.#addSums();
		return {
			number: first.number === null ? null : Number(first.number),
			spent: reservation === null ? [] : require_reservations.spentOf(reservation, added)
		};
	}
	async reserve(reservation) {
		const rows = await this.#query(`with added as (select $1::text as repository, $2::text as project), ${require_reservations.reservingCtes("$3", reservation)} select * from spent`, reservation.json).catch(nothingIfTaken);
		return rows.length === 0 ? void 0 : require_reservations.spentOf(reservation, rows);
	}
	async addAll(rows, count) {
		for (let from = 0; from < rows.length; from += PAGE) {
			const portion = rows.slice(from, from + PAGE);
			const values = [
				portion.map(({ kind }) => kind),
				portion.map(({ uid }) => uid),
				portion.map(({ version }) => version),
				portion.map(({ number }) => number),
				portion.map(({ claims, number }) => claims ? number : null),
				portion.map(({ branch }) => branch),
				portion.map(({ body }) => body)
			];
			const figures = portion.flatMap(({ figures }, index) => figures.map((it) => ({
				...it,
				n: count + from + index + 1
			})));
			if ((await this.#query(`with added as (
          insert into laforge.records (repository, project, n, kind, uid, version, number, claim, branch, body)
          select $1, $2, $3::bigint + t.place, t.kind, t.uid, t.version, t.number, t.claim, t.branch, t.body
          from unnest($4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[], $9::text[], $10::text[])
            with ordinality as t (kind, uid, version, number, claim, branch, body, place)
          where $3::bigint = coalesce((select max(r.n) from laforge.records r where r.repository = $1 and r.project = $2), 0)
          returning n
        ), begun as (${require_migrations.beginSums("(select $1::text as repository, $2::text as project from added)", NO_SUMS)}
        ), counted as (
          insert into laforge.figures (repository, project, n, ${FIGURE_NAMES.join(", ")})
          select $1, $2, f.n, ${FIGURES_GIVEN} from ${figuresIn("$11", "n bigint")}
          where exists (select 1 from added)
          returning n
        ) select n from added`, count + from, ...values, toJson(figures)).catch(nothingIfTaken)).length !== portion.length) return false;
		}
		await this.#addSums();
		return true;
	}
	async #addSums() {
		await this.#query(require_migrations.addSums("s.repository = $1 and s.project = $2")).catch(() => {});
	}
	async #steps(heads, rollbacks, filter) {
		const uids = [...new Set(heads.map(({ uid }) => String(uid)))];
		const records = require_migrations.strongestSteps(await this.ofSteps(uids));
		const parents = records.flatMap(({ parentUid }) => parentUid === null ? [] : [parentUid]);
		const numbers = new Map(heads.map(({ uid, number }) => [String(uid), Number(number)]).reverse());
		for (const head of await this.#headsOf(parents.filter((uid) => !numbers.has(uid)))) numbers.set(head.uid, head.id);
		const { limit: _, beforeId: __, ...rest } = filter;
		const byUid = new Map(require_action_run_steps.recordsToSteps({
			steps: records,
			rollbacks
		}, rest).map((step) => [step.uid, withNumbers(step, numbers)]));
		return uids.flatMap((uid) => byUid.get(uid) ?? []);
	}
	async #headsOf(uids) {
		if (uids.length === 0) return [];
		return (await this.#select(`distinct ${HEAD}`, `kind = 'step' and uid = any($3)`, uids)).map(({ uid, number }) => ({
			uid: String(uid),
			id: Number(number)
		}));
	}
	async #rollbacks() {
		return require_migrations.rowsToRecords(await this.#select(COLUMNS, `kind = 'rollback'`)).rollbacks;
	}
	async #select(columns, condition, ...values) {
		return await this.#query(`select ${columns} from laforge.records where ${OF_HISTORY} and ${condition}`, ...values);
	}
	async #query(sql, ...values) {
		return await this.#database.query(sql, [...this.#name, ...values]);
	}
};
function nothingIfTaken(error) {
	if (error instanceof require_action_post_help_run_steps.StoreError && require_action_post_help_run_steps.errnoCode(error.cause) === "23505") return [];
	throw error;
}
function figuresIn(parameter, ...more) {
	return `jsonb_to_recordset(${parameter}::jsonb) as f (${[...more, ...require_migrations.FIGURE_COLUMNS.map((column) => column.join(" "))].join(", ")})`;
}
function toJson(figures) {
	return JSON.stringify(figures, (_, value) => typeof value === "bigint" ? String(value) : value);
}
function withNumbers(step, numbers) {
	const { uid, parentUid } = step;
	return {
		...step,
		id: numbers.get(uid) ?? null,
		parentStepId: parentUid === null ? null : numbers.get(parentUid) ?? null
	};
}
function recordOf(rows) {
	return require_migrations.strongestSteps(rows)[0];
}
// src/stores/postgres/loaded-ledger.ts
function openLoadedLedger(deps, rows, folder) {
	let loaded = null;
	const load = async () => {
		const own = await (0, node_fs_promises.mkdtemp)((0, node_path.join)(folder, "loaded-"));
		return {
			ledger: await deps.openLedger((0, node_path.join)(own, require_action_run_steps.LEDGER_FILE)),
			folder: own,
			count: 0
		};
	};
	return {
		async now() {
			loaded ??= await load();
			const state = loaded;
			for await (const portion of rows.after(state.count)) {
				state.ledger.merge(require_migrations.rowsToRecords(portion));
				state.count = Number(portion.at(-1)?.n);
			}
			return state;
		},
		get path() {
			return loaded?.ledger.path ?? null;
		},
		async forget() {
			const old = loaded;
			loaded = null;
			old?.ledger.close();
			if (old !== null) await (0, node_fs_promises.rm)(old.folder, {
				recursive: true,
				force: true
			});
		}
	};
}
const MOST_RACES = 20;
async function importInto(rows, loaded, addTo) {
	for (let races = 0; races < MOST_RACES; races++) {
		const { ledger, count } = await loaded.now();
		const before = ledger.records();
		const report = addTo(ledger);
		const added = rowsSince(before, ledger.records());
		if (await rows.addAll(added, count)) return report;
		await loaded.forget();
	}
	throw new require_action_post_help_run_steps.StoreError("unavailable", "Others wrote to the history again and again while it was imported. Try again.");
}
function rowsSince(before, after) {
	const steps = byUid(before.steps, ({ draft }) => draft.uid);
	const rollbacks = new Set(before.rollbacks.map(({ uid }) => uid));
	const old = {
		steps: new Set(before.stepClaims.map(textOf)),
		rollbacks: new Set(before.rollbackClaims.map(textOf)),
		stepNumbers: new Set(before.stepClaims.map(({ number }) => number)),
		rollbackNumbers: new Set(before.rollbackClaims.map(({ number }) => number)),
		aside: new Set((before.setAside ?? []).map(({ text }) => text))
	};
	const fresh = {
		steps: after.stepClaims.filter((it) => !old.steps.has(textOf(it))),
		rollbacks: after.rollbackClaims.filter((it) => !old.rollbacks.has(textOf(it)))
	};
	const held = {
		steps: require_action_run_steps.settleClaims(after.stepClaims).held,
		rollbacks: require_action_run_steps.settleClaims(after.rollbackClaims).held
	};
	const afterSteps = byUid(after.steps, ({ draft }) => draft.uid);
	const inRows = new Set();
	const take = (claim, taken) => {
		if (claim === void 0 || taken.has(claim.number)) return null;
		inRows.add(textOf(claim));
		return claim.claimedAt;
	};
	const rows = [];
	for (const record of after.steps) {
		const { uid } = record.draft;
		const known = steps.get(uid);
		if (known !== void 0 && textOf(known) === textOf(record)) continue;
		const claim = held.steps.get(uid);
		const claimedAt = known === void 0 ? take(claim, old.stepNumbers) : null;
		rows.push(require_migrations.stepRow(record, claim?.number ?? null, claimedAt, known ?? null));
	}
	for (const draft of after.rollbacks) {
		if (rollbacks.has(draft.uid)) continue;
		const claim = held.rollbacks.get(draft.uid);
		rows.push(require_migrations.rollbackRow(draft, claim?.number ?? null, take(claim, old.rollbackNumbers)));
	}
	return [
		...rows.sort((a, b) => (a.number ?? 0) - (b.number ?? 0)),
		...fresh.steps.filter((it) => !inRows.has(textOf(it))).map((it) => {
			const step = held.steps.get(it.uid) === it ? afterSteps.get(it.uid) : void 0;
			return {
				...require_migrations.claimRow("step-claim", it),
				branch: step === void 0 ? null : require_migrations.branchOf(step)
			};
		}),
		...fresh.rollbacks.filter((it) => !inRows.has(textOf(it))).map((it) => require_migrations.claimRow("rollback-claim", it)),
		...(after.setAside ?? []).filter(({ text }) => !old.aside.has(text)).map(require_migrations.asideRow)
	];
}
function byUid(items, uid) {
	return new Map(items.map((item) => [uid(item), item]));
}
function textOf(value) {
	return JSON.stringify(value);
}
// src/stores/postgres/postgres-history.ts
const POSTGRES_LIMITS = {
	startMs: 1e4,
	endMs: 12e4
};
function createPostgresHistory(deps, options) {
	const { rows, condition } = options;
	const isReadable = condition.kind !== "unreadable";
	const pending = new require_waiting_records.PendingWriter(deps, {
		...options,
		what: "the database"
	});
	const { own } = pending;
	const inTurn = (work) => pending.inTurn(work);
	const loaded = openLoadedLedger(deps, rows, options.folder);
	const appendDeps = {
		rows,
		now: () => deps.clock.now()
	};
	let mayAdd = isReadable;
	const findOut = async () => {
		mayAdd ||= (await options.lookAgain()).kind !== "unreadable";
		return mayAdd;
	};
	const spent = new Map();
	const countFor = async (step, budget) => {
		const seen = spent.get(step.uid)?.find((it) => require_action_run_steps.formatBudget(it.budget) === require_action_run_steps.formatBudget(budget));
		if (seen !== void 0) return {
			...seen,
			budget
		};
		const scope = require_action_run_steps.budgetScope(budget, step);
		if (scope?.kind !== "shared") return null;
		const { query } = options.database;
		return await require_reservations.countSpent(query, require_reservations.ownerOf(rows.repository), {
			budget,
			...scope.scope,
			but: step.uid
		});
	};
	const addWaiting = (withinMs) => pending.addWithin(withinMs, async (deadline) => {
		for (const addition of require_waiting_records.fragmentAdditions(pending.fragments)) await append(appendDeps, addition, deadline);
		await pending.dropFragments();
		for (const addition of own.additions()) {
			const added = await append(appendDeps, addition, deadline);
			if (added.kind === "step" && added.spent !== void 0) spent.set(added.uid, added.spent);
			own.settle([added]);
		}
		await pending.settle([]);
	});
	const load = async () => require_action_run_steps.readWithMissing((await loaded.now()).ledger, (filter) => own.missingSteps(filter));
	const whole = require_action_run_steps.createReader((ask) => inTurn(async () => ask(await load())));
	const readRows = {
		...whole,
		getLatestActiveStep: (repository, branch) => inTurn(async () => (await rows.latestActive(repository, branch)).step),
		getStep: async (ref) => own.findMissing(ref) ?? await inTurn(async () => await rows.isSettled() ? await rows.find(ref) : (await load()).getStep(ref)),
		findContested: (ids) => inTurn(async () => await rows.isSettled() ? [] : (await load()).findContested(ids)),
		listSteps: (filter = {}) => inTurn(async () => {
			const { limit, isLean } = filter;
			if (!(limit !== void 0 && isLean !== true && loaded.path === null && await rows.isSettled())) return (await load()).listSteps(filter);
			return [...own.missingSteps(filter), ...await rows.newest(filter, limit)].slice(0, limit);
		}),
		tips: () => inTurn(() => rows.tips()),
		listLeftOut: async () => loaded.path === null ? [] : await whole.listLeftOut()
	};
	const adopt = async (uid) => {
		if (!isReadable) return;
		const [known, lookup] = [recordOf(await rows.ofSteps([uid])), await rows.find({
			kind: "uid",
			prefix: uid
		})];
		if (known !== void 0 && lookup.kind === "found") own.adopt(known, lookup.value);
	};
	const forget = () => inTurn(async () => {
		await loaded.forget();
		await options.database.rest();
	});
	return {
		condition,
		get dbPath() {
			return loaded.path;
		},
		warnings: options.warnings,
		...isReadable ? readRows : require_action_run_steps.createReader(async (ask) => ask(require_action_run_steps.readRecords(own.all()))),
		findUnrecorded: async (uids) => isReadable ? await inTurn(() => rows.missingRollbacks(uids)) : uids,
		...require_action_run_steps.createWrites(own, {
			startMs: options.startMs,
			endMs: POSTGRES_LIMITS.endMs,
			createdAt: () => deps.clock.now().toISOString(),
			adopt: (uid) => inTurn(() => adopt(uid)),
			isStarted: deps.startTime === void 0,
			add: async (occasion, withinMs) => {
				if (occasion === "end" ? await findOut() : mayAdd) await addWaiting(withinMs);
			}
		}),
		pushWith: (_changes, push) => push([]),
		shared: { countFor: (step, budget) => inTurn(() => countFor(step, budget)) },
		listRunning: async (limit) => isReadable ? await inTurn(() => rows.running(limit)) : [],
		interruptSteps: async (notes, withinMs) => {
			const deadline = Date.now() + Math.min(withinMs, options.startMs());
			if (!isReadable) return [];
			return await inTurn(async () => {
				const interrupted = [];
				for (const [uid, note] of notes) {
					const record = recordOf(await rows.ofSteps([uid]));
					if (record === void 0 || record.outcome !== null || Date.now() > deadline) continue;
					const ended = {
						...record,
						outcome: require_action_run_steps.interruptedOutcome(record.draft, note)
					};
					await append(appendDeps, {
						kind: "step",
						record: ended,
						id: null,
						isNew: false
					}, deadline);
					interrupted.push(uid);
				}
				return interrupted;
			});
		},
		async publish() {
			if ((own.isWaiting() || pending.fragments.length > 0) && mayAdd && pending.failure === null) await addWaiting(POSTGRES_LIMITS.endMs);
			if (!own.isWaiting()) {
				if (mayAdd) await options.mirror?.();
				return { kind: "published" };
			}
			const unreadable = condition.kind === "unreadable" ? condition.reason : null;
			return await pending.keep(pending.failure ?? unreadable ?? "it could not be written.");
		},
		guard: async () => {
			await forget();
			return async () => {
				await forget();
				return [];
			};
		},
		close: async () => {
			await forget();
			await pending.close();
		}
	};
}
const LONGEST_WAIT_MS = 1e3;
async function append(deps, addition, deadline) {
	for (let races = 0;; races++) {
		const added = addition.kind === "step" ? await addStep(deps, addition, races > 0) : await addRollback(deps, addition, races > 0);
		if (added !== void 0) return added;
		const pauseMs = Math.random() * Math.min(LONGEST_WAIT_MS, 4 * 2 ** races);
		if (Date.now() + pauseMs > deadline) throw new require_action_post_help_run_steps.StoreError("unavailable", "Others wrote to the history without a break until the time was up.");
		await (0, node_timers_promises.setTimeout)(pauseMs);
	}
}
async function addStep({ rows, now }, { record, id, isNew }, isAgain) {
	const { uid, replays, branch } = record.draft;
	const reservation = isNew && record.outcome === null ? require_reservations.reservationOf(rows.repository, record.draft) : null;
	const known = isNew && id === null && !isAgain ? [] : await rows.ofSteps([uid]);
	const before = recordOf(known);
	if (before !== void 0) {
		const number = Number(known[0]?.number);
		const whole = {
			...before,
			outcome: record.outcome ?? before.outcome
		};
		if (require_action_run_steps.outcomeRank(whole) <= require_action_run_steps.outcomeRank(before)) {
			const spent = reservation === null ? [] : await rows.reserve(reservation);
			return spent && {
				kind: "step",
				uid,
				record: before,
				id: number,
				spent
			};
		}
		return await rows.add(require_migrations.stepRow(whole, number, null, before), { ofStep: known.length }) && {
			kind: "step",
			uid,
			record: whole,
			id: number
		};
	}
	const latest = replays === null ? await rows.latestActive(require_action_run_steps.repositoryKey(record.draft), branch) : null;
	const step = latest?.step;
	const parent = step?.id == null || !require_action_run_steps.isParent(step, record.draft) ? null : {
		uid: step.uid,
		id: step.id
	};
	const numbered = {
		...record,
		parentUid: parent?.uid ?? null
	};
	const row = require_migrations.stepRow(numbered, null, now().toISOString(), null);
	const added = await rows.add(row, latest === null ? null : {
		count: latest.seen,
		branch
	}, reservation);
	if (added?.number == null) return void 0;
	return {
		kind: "step",
		uid,
		record: numbered,
		id: added.number,
		parent,
		spent: added.spent
	};
}
async function addRollback({ rows, now }, { draft, isNew }, isAgain) {
	const known = isNew && !isAgain ? void 0 : await rows.ofRollback(draft.uid);
	if (known !== void 0) return {
		kind: "rollback",
		uid: draft.uid,
		number: Number(known.number)
	};
	const added = await rows.add(require_migrations.rollbackRow(draft, null, now().toISOString()), null);
	return added?.number == null ? void 0 : {
		kind: "rollback",
		uid: draft.uid,
		number: added.number
	};
}
// src/stores/postgres/postgres-store.ts
const BESIDE_MS = 4e3;
function createPostgresStore(deps, options) {
	const { slug } = options;
	const { connection, repository } = findHistory(options);
	const remote = options.repository?.remote ?? null;
	const objects = options.repository?.objects ?? null;
	return {
		name: "postgres",
		async open() {
			const warnings = [];
			const warn = (message) => void warnings.push(message);
			const began = Date.now();
			const database = require_migrations.openDatabase(connection);
			const rows = new HistoryRows(database, {
				repository,
				project: slug
			});
			const beside = remote === null || objects === null ? null : {
				remote,
				objects
			};
			const limitMs = deps.startTime?.leftMs("history") ?? POSTGRES_LIMITS.startMs;
			const [condition, fragments] = await Promise.all([look(database, rows, repository, limitMs), beside === null ? [] : lookBeside(beside.objects, slug, Math.min(BESIDE_MS, limitMs), warn)]);
			const lookAgain = () => look(database, rows, repository, POSTGRES_LIMITS.startMs);
			const key = `postgres ${connection.host}:${connection.port}/${connection.database} ${repository} ${slug}`;
			const records = await require_waiting_records.openRunRecords(deps, options, key, warn);
			const mirror = options.mirror !== "git" ? null : await openMirror(deps, rows, {
				slug,
				beside,
				folder: records.folder
			});
			const ownMs = Math.max(0, POSTGRES_LIMITS.startMs - (Date.now() - began));
			return createPostgresHistory(deps, {
				...records,
				database,
				rows,
				slug,
				beside,
				condition,
				lookAgain,
				mirror,
				warnings,
				fragments: condition.kind === "unreadable" ? [] : fragments,
				startMs: () => deps.startTime?.leftMs("record") ?? ownMs
			});
		}
	};
}
async function openMirror(deps, rows, { slug, beside, folder }) {
	const warn = (why) => deps.warn?.(`The record is in the database, and its copy in the repository (mirror: git) is not up to date: ${why} The first run that can push to ${require_action_run_steps.ledgerRef(slug)} completes it.`);
	if (beside === null) return async () => warn("There is no remote.");
	const { createGitMirror } = await Promise.resolve().then(() => require("./mirror.js"));
	const rowsAfter = async (n, limit) => (await rows.next(n, limit)).map((row) => ({
		kind: "row",
		n: Number(row.n),
		digest: require_action_run_steps.sha256(JSON.stringify([
			row.kind,
			row.uid,
			row.version,
			row.number,
			row.body
		])),
		number: row.number === null ? null : Number(row.number),
		records: require_migrations.rowsToRecords([row])
	}));
	const update = createGitMirror({
		...deps,
		...beside
	}, {
		slug,
		folder,
		rowsAfter
	});
	return async () => {
		const why = await update();
		if (why !== null) warn(why);
	};
}
async function importIntoDatabase(deps, options, addTo) {
	const { connection, repository } = findHistory(options);
	const database = require_migrations.openDatabase(connection);
	const rows = new HistoryRows(database, {
		repository,
		project: options.slug
	});
	const folder = await (0, node_fs_promises.mkdtemp)((0, node_path.join)((0, node_os.tmpdir)(), "laforge-import-"));
	const loaded = openLoadedLedger(deps, rows, folder);
	try {
		const condition = await look(database, rows, repository, POSTGRES_LIMITS.startMs);
		if (condition.kind === "unreadable") throw new require_action_post_help_run_steps.StoreError("unreadable", condition.reason);
		return await importInto(rows, loaded, addTo);
	} finally {
		await loaded.forget();
		await database.rest();
		await (0, node_fs_promises.rm)(folder, {
			recursive: true,
			force: true
		});
	}
}
async function findReadOnlyLogin({ url, what }) {
	const connection = require_migrations.parseConnection(url, what);
	const database = require_migrations.openDatabase(connection);
	try {
		const [row] = await database.query("select has_table_privilege('laforge.records', 'insert') as may");
		return row?.may === true ? null : connection.user;
	} finally {
		await database.rest();
	}
}
function findHistory(options) {
	if (options.database == null) throw require_action_post_help_run_steps.badInput(`The store is "postgres", and nothing says where it is. Give the connection string: input "store-url", or the variable ${require_action_run_steps.DATABASE_VARIABLE}.`);
	const connection = require_migrations.parseConnection(options.database.url, options.database.what);
	const repository = options.repository?.remote?.repository ?? options.repositoryName ?? null;
	if (repository === null) throw new require_action_post_help_run_steps.InputError("bad-environment", "The store is \"postgres\", which keeps histories by their repositories, and nothing here says host/owner/name. Add a remote as origin.");
	return {
		connection,
		repository
	};
}
async function look(database, rows, repository, limitMs) {
	try {
		return await require_action_run_steps.runWithin(limitMs, "The database", async () => {
			const version = await require_migrations.readVersion(database);
			if (version !== require_migrations.MIGRATIONS.length) throw otherVersion(version);
			if (!await rows.isOurs()) {
				const advice = `Make one that may: laforge db token --repository ${repository}`;
				throw new require_action_post_help_run_steps.StoreError("unreadable", `This role may not see the histories of ${repository}. ${advice}`);
			}
			return await rows.count() === 0 ? { kind: "empty" } : { kind: "found" };
		});
	} catch (error) {
		return {
			kind: "unreadable",
			reason: require_action_post_help_run_steps.describeError(error)
		};
	}
}
function otherVersion(version) {
	if (version === 0) return new require_action_post_help_run_steps.StoreError("unreadable", "The database has no tables of LaForge. Run laforge db migrate.");
	const what = `The database has version ${version} of the schema, and this version reads ${require_migrations.MIGRATIONS.length}.`;
	const advice = version < require_migrations.MIGRATIONS.length ? "Run laforge db migrate." : "Use the newer version of the action.";
	return new require_action_post_help_run_steps.StoreError("newer-ledger", `${what} ${advice}`);
}
async function lookBeside(objects, slug, limitMs, warn) {
	try {
		return await require_action_run_steps.runWithin(limitMs, "The remote", async () => require_waiting_records.readFragments(objects, slug, await objects.fetchTips([require_action_run_steps.fragmentRef(slug, "*")]), warn));
	} catch {
		return [];
	}
}
exports.createPostgresStore = createPostgresStore;
exports.findReadOnlyLogin = findReadOnlyLogin;
exports.importIntoDatabase = importIntoDatabase;
});
