(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_fs_promises = __late(() => require("node:fs/promises"));
let node_path = require("node:path");
const require_call_findings = require("./call-findings.js");
const require_action_run = require("./action-run.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
let node_child_process = __late(() => require("node:child_process"));
let node_os = require("node:os");
let node_readline = require("node:readline");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_read_records = require("./read-records.js");
const require_run_time = require("./run-time.js");
// src/usage/database-rows.ts
const MOST_ROWS = 5e4;
const MOST_OUTPUT_BYTES = 0x8000000;
const LONGEST_READ_MS = 2e4;
const HEAP_MB = 256;
const MOST_COPIES = 3;
const CHUNK = 1048576;
async function readDatabase(path, mostBytes, queries) {
	let folder;
	try {
		folder = await (0, node_fs_promises.mkdtemp)((0, node_path.join)((0, node_os.tmpdir)(), "laforge-database-"));
		const copy = (0, node_path.join)(folder, "copy.db");
		const copied = await copyDatabase(path, copy, mostBytes);
		if (copied === "missing") return {
			rows: {},
			isWhole: true
		};
		if (copied === "too large") return void 0;
		const read = await readRows$1(copy, queries);
		return {
			...read,
			isWhole: read.isWhole && copied === "whole"
		};
	} catch {
		return;
	} finally {
		if (folder !== void 0) await (0, node_fs_promises.rm)(folder, {
			recursive: true,
			force: true
		}).catch(() => {});
	}
}
async function copyDatabase(path, copy, mostBytes) {
	for (let tries = 0; tries < MOST_COPIES; tries++) {
		const [database, log] = [await describe(path), await describe(`${path}-wal`)];
		if (database === null) return "missing";
		if (database.size + (log?.size ?? 0) > mostBytes) return "too large";
		await copyFile(path, copy, mostBytes);
		if (log === null) await (0, node_fs_promises.rm)(`${copy}-wal`, { force: true });
		else await copyFile(`${path}-wal`, `${copy}-wal`, mostBytes);
		const after = [await describe(path), await describe(`${path}-wal`)];
		if (JSON.stringify([database, log]) === JSON.stringify(after)) return "whole";
	}
	return "changing";
}
async function describe(path) {
	return require_action_post_help_run_steps.withPlainHandle(path, async (file, size) => {
		const { mtimeMs, ino } = await file.stat();
		return {
			size,
			mtimeMs,
			ino
		};
	});
}
async function copyFile(from, to, mostBytes) {
	await require_action_post_help_run_steps.withPlainHandle(from, (source) => (0, node_fs_promises.writeFile)(to, source.createReadStream({
		end: mostBytes,
		autoClose: false,
		highWaterMark: CHUNK
	}), { mode: 384 }));
}
async function readRows$1(path, queries) {
	const limits = ["--disable-warning=ExperimentalWarning", `--max-old-space-size=${HEAP_MB}`];
	const child = (0, node_child_process.spawn)(process.execPath, [
		...limits,
		"-e",
		PRINT_ROWS,
		path,
		String(MOST_ROWS),
		JSON.stringify(queries)
	], {
		env: { SystemRoot: process.env.SystemRoot },
		stdio: [
			"ignore",
			"pipe",
			"ignore"
		],
		timeout: LONGEST_READ_MS,
		killSignal: "SIGKILL"
	});
	const ended = new Promise((resolve) => {
		child.on("error", () => resolve(false));
		child.on("close", (code) => resolve(code === 0));
	});
	const rows = Object.fromEntries(queries.map(({ table }) => [table, []]));
	let bytes = 0;
	for await (const line of (0, node_readline.createInterface)({ input: child.stdout })) {
		bytes += line.length;
		if (bytes > MOST_OUTPUT_BYTES) child.kill("SIGKILL");
		const row = require_action_help_run_steps.parseObject(line);
		const kind = require_action_help_run_steps.asText(row?.kind) ?? "";
		if (row !== void 0 && Object.hasOwn(rows, kind)) rows[kind]?.push(row);
	}
	const isCut = Object.values(rows).some((some) => some.length >= MOST_ROWS);
	return {
		rows,
		isWhole: await ended && !isCut
	};
}
const PRINT_ROWS = `(${printRows})()`;
function printRows() {
	const [path = "", limit = "", wanted = "[]"] = process.argv.slice(1);
	const queries = JSON.parse(wanted);
	const { DatabaseSync: Database } = process.getBuiltinModule("node:sqlite");
	const database = new Database(path, { readOnly: true });
	database.exec("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA query_only=ON; PRAGMA mmap_size=0");
	database.exec("PRAGMA hard_heap_limit=268435456");
	for (const { table, columns, json } of queries) {
		if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = ? AND type = 'table'").get(table) === void 0) continue;
		const info = database.prepare(`PRAGMA table_info(${table})`).all();
		const known = columns.filter((name) => info.some((column) => column.name === name));
		if (known.length === 0 || json !== void 0 && !info.some(({ name }) => name === json.column)) continue;
		const newest = `SELECT ${(json === void 0 ? known : [...known, json.column]).join(", ")} FROM ${table} ORDER BY rowid DESC LIMIT ${Number(limit)}`;
		const facts = (json?.parts ?? []).map((part) => `'${part}', ${json?.column} -> '$.${part}'`).join(", ");
		const isSmall = `length(${json?.column}) < 10000000 AND json_valid(${json?.column})`;
		const picked = json === void 0 ? [] : [`CASE WHEN ${isSmall} THEN json_object(${facts}) END AS ${json.column}`];
		for (const row of database.prepare(`SELECT ${[...known, ...picked].join(", ")} FROM (${newest})`).iterate()) {
			const line = JSON.stringify({
				...row,
				kind: table
			});
			if (line.length < 1e6) process.stdout.write(`${line}\n`);
		}
	}
}
// src/usage/session-files.ts
function ownFolder({ env, home }, variable, ...names) {
	const named = env[variable];
	return named ? {
		root: named,
		within: named
	} : {
		root: (0, node_path.join)(home, ...names),
		within: home
	};
}
function hasGrown({ from, size }) {
	return size > from;
}
const MOST_ENTRIES = 2e5;
const BATCH = 256;
async function watchFiles({ before: notes, isLate }, place) {
	const recall = async (key, look) => {
		if (isLate) return void 0;
		return notes === void 0 ? await look() : await notes.recall(`${key} of ${place.root}, ${place.depth} deep`, look);
	};
	const noted = await recall("files", () => listFiles(place));
	let before = noted ?? new Map();
	return {
		get before() {
			return before;
		},
		recall,
		changed: async (run) => {
			const now = noted !== void 0 || isLate ? await listFiles(place) : void 0;
			if (now === void 0) return [];
			if (isLate) before = new Map([...now].filter(([, file]) => isOlder(file, run)));
			const changed = [];
			for (const [name, file] of now) {
				const old = before.get(name);
				const isSame = old !== void 0 && old.ino === file.ino;
				if (isSame && old.size === file.size && old.mtimeMs === file.mtimeMs) continue;
				const from = isSame && old.size <= file.size ? old.size : 0;
				const isNew = old === void 0 && !(isLate && wasThere(file, run));
				changed.push({
					path: file.path,
					name,
					from,
					size: file.size,
					isNew,
					mtimeMs: file.mtimeMs
				});
			}
			return changed.sort((a, b) => a.mtimeMs - b.mtimeMs);
		}
	};
}
function isOlder({ mtimeMs }, { startTime }) {
	return mtimeMs < startTime - (Number.isInteger(mtimeMs / 1e3) ? require_run_time.DOUBT_MS : 20);
}
function wasThere({ birthtimeMs }, { startTime }) {
	return birthtimeMs > 0 && birthtimeMs < startTime - 2e3;
}
async function listFiles({ root, within, depth, matches }) {
	const files = new Map();
	const start = await resolveWithin(root, within);
	if (start === void 0) return files;
	let left = MOST_ENTRIES;
	const visit = async (folder, name, deeper) => {
		const names = [];
		const folders = [];
		const entries = await listFolder(folder, left);
		left -= entries.length;
		for (const entry of entries) {
			const below = pathBelow(name, entry.name);
			if (entry.isDirectory() && deeper > 0) folders.push(entry.name);
			if (entry.isFile() && matches(below)) names.push(entry.name);
		}
		for (let at = 0; at < names.length; at += BATCH) await Promise.all(names.slice(at, at + BATCH).map((one) => look((0, node_path.join)(folder, one), pathBelow(name, one))));
		for (const one of folders) if (left > 0) await visit((0, node_path.join)(folder, one), pathBelow(name, one), deeper - 1);
	};
	const look = async (path, below) => {
		const stat = await (0, node_fs_promises.lstat)(path).catch(() => void 0);
		if (stat?.isFile()) {
			const { size, mtimeMs, ino, birthtimeMs } = stat;
			files.set(below, {
				path,
				size,
				mtimeMs,
				ino,
				birthtimeMs
			});
		}
	};
	await visit(start, "", depth);
	return left > 0 ? files : void 0;
}
function pathBelow(folder, name) {
	return folder === "" ? name : `${folder}/${name}`;
}
async function resolveWithin(root, within) {
	try {
		const [folder, bound] = [await (0, node_fs_promises.realpath)(root), await (0, node_fs_promises.realpath)(within)];
		return folder === bound || folder.startsWith(bound.endsWith(node_path.sep) ? bound : bound + node_path.sep) ? folder : void 0;
	} catch {
		return;
	}
}
async function listFolder(folder, most) {
	const entries = [];
	try {
		for await (const entry of await (0, node_fs_promises.opendir)(folder, { bufferSize: 1024 })) {
			entries.push(entry);
			if (entries.length >= most) break;
		}
	} catch {}
	return entries;
}
const MOST_FILES = 2e3;
const MOST_BYTES$1 = 536870912;
const MOST_OF_ONE = 268435456;
function newestFiles(changed, mostFiles = MOST_FILES) {
	let bytes = 0;
	const files = changed.slice(-mostFiles).reverse();
	const limit = files.findIndex(({ size }) => {
		bytes += Math.min(size, MOST_OF_ONE);
		return bytes > MOST_BYTES$1;
	});
	const taken = (limit === -1 ? files : files.slice(0, limit)).reverse();
	return {
		files: taken,
		isAll: taken.length === changed.length
	};
}
// src/usage/session-facts.ts
const MOST_FACTS = 2e5;
async function watchSessions(place, spec) {
	const { files, isDocument = () => false } = spec;
	const watched = await Promise.all(files.map((one) => watchFiles(place, one)));
	const noted = await Promise.all(watched.map((one) => noteBefore(one, spec)));
	const rowsBefore = (files, path) => {
		const wasThere = [...files.before.values()].some((file) => pathOf(file.path) === path);
		return place.isLate || !wasThere ? [] : noted[watched.indexOf(files)]?.get(path);
	};
	return async (run, printed = []) => {
		const read = [];
		let isAll = true;
		for (const [i, one] of watched.entries()) {
			const all = await one.changed(run);
			const isRead = (file) => isDocument(file.name) || isDatabase(file, spec) || hasGrown(file);
			const changed = newestFiles(all.filter(isRead));
			isAll &&= changed.isAll;
			const files = changed.files.filter((file) => !isDatabase(file, spec));
			for (const file of [...files, ...unchangedFiles(one, printed, all)]) read.push(await readFile(file, spec, noted[i]));
			const databases = changed.files.filter((file) => isDatabase(file, spec)).map(({ path }) => pathOf(path));
			for (const path of new Set(databases)) read.push(await readRows(path, spec, rowsBefore(one, path)));
		}
		read.push(...unchangedDocuments(read, watched, noted, spec));
		const isUntold = read.some((one) => one.isUntold);
		const since = require_run_time.ownSince(timesOf(read), isUntold ? {
			...run,
			isLate: true,
			isUnderOther: false
		} : run);
		const ids = watched.flatMap(({ before }) => [...before.keys()].flatMap((name) => spec.idOf?.(name) ?? []));
		const known = new Set([...ids, ...read.flatMap(({ before }) => before.flatMap(({ id }) => id ?? []))]);
		const growths = read.flatMap((file) => splitAt(since, file, known));
		const isOlder = (created) => created == null ? spec.isTimeless === true && (place.isResuming || place.isLate) : created < (Number.isFinite(since) ? since : run.startTime - require_run_time.DOUBT_MS);
		const sessions = joinGrowths(bySession(growths, printed, spec), isOlder, spec);
		return {
			sessions: isAll ? sessions : sessions.map((one) => ({
				...one,
				isWhole: false
			})),
			watched
		};
	};
}
function* timesOf(read) {
	for (const { added } of read) for (const { time } of added) yield time;
}
function unchangedFiles(files, ids, changed) {
	return [...files.before].flatMap(([name, { path, size }]) => {
		return ids.some((id) => name.endsWith(`${id}.jsonl`)) && !changed.some((file) => file.name === name) ? [{
			path,
			name,
			from: size,
			size,
			isNew: false
		}] : [];
	});
}
function unchangedDocuments(read, watched, noted, { sessionOf, isShared, isDocument }) {
	const ids = new Set(read.filter(({ file }) => isDocument?.(file.name)).map(({ file }) => sessionOf(file.name)));
	return watched.flatMap(({ before }, i) => [...before].flatMap(([name, { path, size }]) => {
		const facts = noted[i]?.get(stemOf(name));
		const isOther = ids.has(sessionOf(name)) && !isShared?.(name) && !read.some(({ file }) => file.name === name);
		return facts !== void 0 && isOther ? [{
			file: {
				path,
				name,
				from: size,
				size,
				isNew: false
			},
			before: facts,
			added: [],
			isWhole: true
		}] : [];
	}));
}
function bySession(growths, printed, spec) {
	const { isShared = () => false, sessionOf } = spec;
	const isMixed = ({ file }) => isShared(file.name) || isDatabase(file, spec);
	const [shared, own] = [true, false].map((is) => growths.filter((growth) => isMixed(growth) === is));
	const ids = new Set(own?.map(({ before, after, file }) => idOf([...before, ...after]) ?? sessionOf(file.name)));
	const parts = (shared ?? []).flatMap((growth) => {
		const [old, added] = [growth.before, growth.after].map((all) => Map.groupBy(all, ({ session = "" }) => session));
		return [...new Set([...old?.keys() ?? [], ...added?.keys() ?? []])].flatMap((id) => {
			const [before, after] = [old?.get(id) ?? [], added?.get(id) ?? []];
			const isNew = ids.has(id) || before.length === 0;
			const isTold = after.some(({ total, call, parent }) => (total ?? call ?? parent) !== void 0);
			return ids.has(id) || isTold || printed.includes(id) ? [{
				...growth,
				before,
				after,
				isNew
			}] : [];
		});
	});
	const newest = new Map(parts.map((part) => [part, part.after.reduce((time, { at }) => Math.max(time, at ?? 0), 0)]));
	parts.sort((a, b) => (newest.get(a) ?? 0) - (newest.get(b) ?? 0));
	return [...own ?? [], ...parts];
}
function idOf(facts) {
	return facts.find(({ session }) => session !== void 0)?.session;
}
function splitAt(since, { file, before, added, isWhole }, known) {
	const isOwn = ({ fact: { id }, time }) => (time === null || time >= since) && !known.has(id ?? "");
	const after = added.filter(isOwn).map(({ fact }) => fact);
	const isOlder = after.length < added.length;
	if (isOlder && after.length === 0) return [];
	return [{
		file,
		before: [...before, ...added.filter((one) => !isOwn(one)).map(({ fact }) => fact)],
		after,
		isNew: file.isNew && !isOlder,
		isWhole
	}];
}
async function readFile(file, { wants, pick, isDocument, hasRequests = false }, noted) {
	const before = noted?.get(stemOf(file.name));
	if (isDocument?.(file.name) === true) {
		const document = await readObject(file.path);
		const facts = listOf(document && pick(document, file.name));
		const isWhole = document !== void 0 && (file.isNew || before !== void 0);
		return {
			file,
			before: before ?? [],
			added: facts.map((fact) => ({
				fact,
				time: fact.at ?? null
			})),
			isWhole
		};
	}
	const read = async (from) => {
		const facts = [];
		let last = null;
		const { isWhole } = await require_read_records.readRecords(file.path, from, wants, (record) => {
			const after = hasRequests ? last : null;
			last = require_run_time.timeOf(record) ?? last;
			if (facts.length >= MOST_FACTS) return;
			for (const fact of listOf(pick(record, file.name))) {
				const written = last === null ? {} : { written: {
					at: last,
					after
				} };
				facts.push({
					fact: {
						...fact,
						...written
					},
					time: fact.at ?? last
				});
			}
		});
		const first = facts.find(({ time }) => time !== null)?.time ?? null;
		return {
			facts: facts.map(({ fact, time }) => ({
				fact,
				time: time ?? first
			})),
			isWhole: isWhole && facts.length < MOST_FACTS
		};
	};
	const { facts: added, isWhole } = await read(file.from);
	if (file.from === 0) return {
		file,
		before: before ?? [],
		added,
		isWhole
	};
	const all = await read(0);
	const older = all.facts.slice(0, Math.max(0, all.facts.length - added.length)).map(({ fact }) => fact);
	return {
		file,
		before: [...before ?? [], ...older],
		added,
		isWhole: isWhole && all.isWhole
	};
}
function isDatabase({ name }, { database, isDocument }) {
	return database !== void 0 && isDocument?.(name) !== true;
}
function pathOf(path) {
	return path.replace(/-wal$/, "");
}
async function readRows(path, { database, pick }, before) {
	const file = {
		path,
		name: path,
		from: 0,
		size: 0,
		isNew: true
	};
	const read = database && await readDatabase(path, database.mostBytes, database.queries);
	const facts = Object.values(read?.rows ?? {}).flatMap((rows) => rows.flatMap((row) => listOf(pick(row, ""))));
	const isUntold = before === void 0;
	const old = new Set(before?.filter(({ id }) => id === void 0).map((fact) => JSON.stringify(fact)));
	const isOld = (fact) => fact.id === void 0 && fact.call === void 0 && (isUntold || old.has(JSON.stringify(fact)));
	const added = facts.filter((fact) => !isOld(fact)).map((fact) => ({
		fact,
		time: fact.at ?? null
	}));
	added.sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
	return {
		file,
		before: [...before ?? [], ...facts.filter(isOld)],
		added,
		isWhole: read?.isWhole === true,
		isUntold
	};
}
function joinGrowths(growths, isOlder, { sessionOf, folderOf }) {
	const parts = growths.map((growth) => {
		const facts = [...growth.before, ...growth.after];
		const { name } = growth.file;
		const folder = facts.find((fact) => fact.folder !== void 0)?.folder;
		return {
			...growth,
			id: idOf(facts) ?? sessionOf(name),
			parent: facts.find(({ parent }) => parent !== void 0)?.parent,
			folder: folderOf?.(name, facts) ?? folder
		};
	});
	const parents = new Map(parts.flatMap(({ id, parent }) => parent === void 0 ? [] : [[id, parent]]));
	return [...Map.groupBy(parts, ({ id }) => rootOf(id, (one) => parents.get(one)))].map(([id, all]) => {
		const main = all.filter((part) => part.id === id);
		const own = [...main, ...all.filter((part) => part.id !== id).map(ofSubagent)];
		const created = own.flatMap(({ before, after }) => [...before, ...after]).find((fact) => fact.created != null)?.created;
		return {
			id,
			parts: own,
			before: own.flatMap(({ before }) => before),
			after: own.flatMap(({ after }) => after),
			isNew: (main.length > 0 ? main : own).every(({ isNew }) => isNew) && !isOlder(created),
			folder: own.find(({ folder }) => folder !== void 0)?.folder,
			isWhole: own.every(({ isWhole }) => isWhole)
		};
	});
}
function rootOf(id, parentOf) {
	const seen = new Set([id]);
	let root = id;
	for (let parent = parentOf(root); parent != null && !seen.has(parent); parent = parentOf(root)) {
		seen.add(parent);
		root = parent;
	}
	return root;
}
function ofSubagent(part) {
	return {
		...part,
		after: part.after.map((fact) => ({
			...fact,
			subagent: part.id
		}))
	};
}
const MOST_DOCUMENTS = 50;
const MOST_BYTES = 67108864;
async function noteBefore(files, spec) {
	const { pick, isDocument, idOf, database } = spec;
	const look = async () => {
		const facts = new Map();
		const isKept = (name) => isDocument?.(name) === true && idOf === void 0;
		let bytes = 0;
		for (const [name, { path, size }] of [...files.before].sort(([, a], [, b]) => b.mtimeMs - a.mtimeMs)) {
			if (!isKept(name)) continue;
			bytes += size;
			if (facts.size >= MOST_DOCUMENTS || bytes > MOST_BYTES) break;
			facts.set(stemOf(name), listOf(pick(await readObject(path) ?? {}, name)));
		}
		if (database === void 0) return facts;
		const { queries, queriesBefore = queries, mostBytesBefore } = database;
		const databases = [...files.before].filter(([name]) => isDocument?.(name) !== true).map(([, { path }]) => pathOf(path));
		for (const path of new Set(databases)) {
			const read = await readDatabase(path, mostBytesBefore, queriesBefore);
			const rows = Object.values(read?.rows ?? {}).flat();
			if (read?.isWhole === true) facts.set(path, rows.flatMap((row) => listOf(pick(row, ""))));
		}
		return facts;
	};
	if (isDocument === void 0 && database === void 0) return void 0;
	return await files.recall("facts", look);
}
async function readObject(path) {
	const document = await require_read_records.readDocument(path);
	return Array.isArray(document) ? { list: document } : require_action_help_run_steps.asObject(document);
}
function stemOf(name) {
	return name.replace(/\.jsonl?$/, "");
}
function listOf(facts) {
	return facts === void 0 ? [] : [facts].flat();
}
// src/usage/follow-sessions.ts
const MOST_PRINTED = 1e5;
const MOST_SESSIONS = 1e3;
async function followSessions(place, description) {
	const { pickPrinted, pickLine, isApart = () => false, mayBeOther = false, keepsNone, tell } = description;
	const { files = [], wants = () => false, pick = () => void 0, sessionOf = (name) => name } = description;
	const read = await watchSessions(place, {
		...description,
		files,
		wants,
		pick,
		sessionOf
	});
	const printed = [];
	const named = new Set();
	let last;
	let configs = 0;
	const take = (fact) => {
		if (fact.config !== void 0) configs += 1;
		if (printed.length < MOST_PRINTED && configs <= MOST_SESSIONS) printed.push(fact);
	};
	return {
		record: (record, stream) => {
			const fact = pickPrinted?.(record, stream);
			if (fact === void 0) return;
			last = fact.session ?? last;
			take({
				...fact,
				session: last
			});
		},
		line: (text) => {
			const fact = pickLine?.(text);
			if (fact?.session !== void 0 && named.size < MOST_SESSIONS) named.add(fact.session);
			else if (fact !== void 0) take({
				...fact,
				isHint: true
			});
		},
		finish: async (end) => {
			const shown = [...new Set(printed.flatMap(({ session }) => session ?? []))].slice(0, MOST_SESSIONS);
			const { sessions: all, watched } = await read(end, shown);
			const sessions = all.filter((session) => !isApart(session));
			const apart = all.filter(isApart);
			const kept = new Set(sessions.map(({ id }) => id));
			const sure = new Set(printed.flatMap(({ session, isHint }) => isHint ? [] : session ?? []));
			const isSure = (id) => end.isExpected || kept.has(id) || sure.has(id) && !(mayBeOther && end.isOtherExpected);
			const ids = new Set([...shown.filter(isSure), ...[...named].filter((id) => kept.has(id))]);
			const loose = printed.filter(({ session }) => session === void 0);
			const isExpected = end.isExpected || loose.some(({ isHint }) => !isHint);
			const { sessions: own, doubt } = await chooseOwn(keepsNone !== void 0 && end.starts === 1 && require_action_run.hasOption(place.starts, keepsNone) ? sessions.filter(({ id }) => ids.has(id)) : sessions, ({ id }) => ids.has(id), {
				...end,
				isExpected
			}, ids.size);
			if (own.length === 0 && ids.size === 0 && !isExpected) return null;
			const runs = [...new Set([...ids, ...own.map(({ id }) => id)])].map((id) => ({
				id,
				printed: printed.filter(({ session }) => session === id),
				disk: own.find((session) => session.id === id)
			}));
			return require_call_findings.withDoubt(await tell({
				runs,
				apart,
				named: [...named],
				loose,
				watched,
				end
			}), doubt);
		}
	};
}
function tellEach(tellOne) {
	return async (told) => {
		const runs = told.runs.length > 0 ? told.runs : [{
			id: null,
			printed: [],
			disk: void 0
		}];
		const found = [];
		for (const run of runs) found.push(await tellOne(run, told));
		return require_call_findings.mergeFindings(found);
	};
}
function callsOf(facts) {
	const calls = new Map();
	for (const fact of facts) if (fact.call !== void 0) calls.set(fact.id ?? fact, withTime(fact.call, fact));
	return [...calls.values()];
}
function withTime(call, { at, written, subagent }) {
	const end = at ?? written?.at;
	const time = call.time ?? (end === void 0 ? void 0 : {
		start: written?.after ?? null,
		end
	});
	return time === void 0 ? call : {
		...call,
		time: {
			...time,
			subagent: subagent ?? null
		}
	};
}
function totalsOf(facts) {
	return facts.flatMap(({ total }) => total === void 0 ? [] : [total]);
}
async function hasPrinted({ readLog }, texts) {
	let has = false;
	await readLog((line) => {
		has ||= texts.some((text) => line.includes(text));
		return false;
	}, () => {});
	return has;
}
async function readPrinted({ readLog }, texts, pick) {
	const found = [];
	await readLog((line) => texts.every((text) => line.includes(text)), (record) => {
		const one = found.length < MOST_PRINTED ? pick(record) : void 0;
		if (one !== void 0) found.push(one);
	});
	return found;
}
function cutOff({ exitCode }, verdict) {
	return verdict?.kind === "completed" || exitCode === 0 ? null : "it was cut off, and a call that had begun is not recorded";
}
function tellCalls(words) {
	return ({ runs, loose, end }) => {
		const kept = runs.flatMap(({ disk }) => disk?.after ?? []);
		const printed = [...loose, ...runs.flatMap((run) => run.printed)];
		const isKept = kept.some(({ call }) => call !== void 0);
		const all = [...printed, ...kept];
		const names = new Map(all.flatMap(({ alias }) => alias === void 0 ? [] : [alias]));
		const counted = isKept ? [...printed.filter(({ id }) => id !== void 0), ...kept] : printed;
		const verdict = all.findLast((fact) => fact.verdict !== void 0)?.verdict ?? null;
		const isWhole = runs.every(({ disk }) => disk?.isWhole !== false);
		return require_call_findings.findShares(callsOf(counted).map((call) => ({
			...call,
			model: names.get(call.model) ?? call.model
		})), {
			sessionId: (runs.findLast(({ disk }) => disk !== void 0) ?? runs.at(-1))?.id ?? null,
			source: isKept ? words.sources.file : words.sources.printed,
			reason: words.missing(end, verdict) ?? all.find(({ gap }) => gap !== void 0)?.gap ?? require_call_findings.firstReason([!isWhole, "its session could not be read as a whole"]),
			verdict,
			config: require_call_findings.toConfig(null, { agent_version: all.findLast((fact) => fact.version !== void 0)?.version })
		});
	};
}
function describedBy(wants, describe, told) {
	return {
		wants,
		begin: async (place) => followSessions(place, await describe(place)),
		...told && { told }
	};
}
const NONE = {
	sessions: [],
	doubt: null
};
const MORE = "more of its sessions began meanwhile than the command starts";
function chooseSessions(sessions, { isExpected, isMoving, isYoung, starts }, told) {
	const here = sessions.filter((session) => session.isHere);
	const begun = here.filter((session) => session.isNew);
	if (begun.length > 0) return takeLast(begun, starts - told);
	if (!isExpected || told > 0) return NONE;
	if (here.length === 1 && !isYoung) return {
		sessions: here,
		doubt: null
	};
	const away = sessions.filter((session) => session.isNew);
	if (away.length > 0) return takeLast(away, starts);
	return isMoving && !isYoung && sessions.length === 1 ? {
		sessions,
		doubt: null
	} : NONE;
}
async function chooseOwn(sessions, isPrinted, end, told) {
	const described = sessions.filter((session) => !isPrinted(session)).map(async (session) => {
		return {
			session,
			isNew: session.isNew,
			isHere: await isInFolder(session.folder, end.cwd)
		};
	});
	const { sessions: silent, doubt } = chooseSessions(await Promise.all(described), end, told);
	return {
		sessions: [...sessions.filter(isPrinted), ...silent.map(({ session }) => session)],
		doubt
	};
}
function takeLast(sessions, most) {
	if (sessions.length <= most) return {
		sessions,
		doubt: null
	};
	return {
		sessions: most > 0 ? sessions.slice(-most) : [],
		doubt: MORE
	};
}
const LONGEST_PATH = 4096;
async function isInFolder(recorded, cwd) {
	if (recorded == null || !(0, node_path.isAbsolute)(recorded) || recorded.length > LONGEST_PATH) return false;
	const [folder, bound] = [await resolve(recorded), await resolve(cwd)];
	return folder === bound || folder.startsWith(bound.endsWith(node_path.sep) ? bound : bound + node_path.sep);
}
async function resolve(folder) {
	try {
		return await (0, node_fs_promises.realpath)(folder);
	} catch {
		const parent = (0, node_path.dirname)(folder);
		return parent === folder ? folder : (0, node_path.join)(await resolve(parent), (0, node_path.basename)(folder));
	}
}
Object.defineProperty(exports, "callsOf", {
	enumerable: true,
	get: function() {
		return callsOf;
	}
});
Object.defineProperty(exports, "cutOff", {
	enumerable: true,
	get: function() {
		return cutOff;
	}
});
Object.defineProperty(exports, "describedBy", {
	enumerable: true,
	get: function() {
		return describedBy;
	}
});
Object.defineProperty(exports, "hasGrown", {
	enumerable: true,
	get: function() {
		return hasGrown;
	}
});
Object.defineProperty(exports, "hasPrinted", {
	enumerable: true,
	get: function() {
		return hasPrinted;
	}
});
Object.defineProperty(exports, "ownFolder", {
	enumerable: true,
	get: function() {
		return ownFolder;
	}
});
Object.defineProperty(exports, "readPrinted", {
	enumerable: true,
	get: function() {
		return readPrinted;
	}
});
Object.defineProperty(exports, "tellCalls", {
	enumerable: true,
	get: function() {
		return tellCalls;
	}
});
Object.defineProperty(exports, "tellEach", {
	enumerable: true,
	get: function() {
		return tellEach;
	}
});
Object.defineProperty(exports, "totalsOf", {
	enumerable: true,
	get: function() {
		return totalsOf;
	}
});
Object.defineProperty(exports, "withTime", {
	enumerable: true,
	get: function() {
		return withTime;
	}
});
});
