let node_child_process = require("node:child_process");
let node_fs = require("node:fs");
let node_fs_promises = require("node:fs/promises");
let node_os = require("node:os");
let node_path = require("node:path");
let node_readline = require("node:readline");
const require_step = require("./step.js");
// src/usage/print-rows.ts
const PRINT_ROWS = `(${printRows$1})()`;
function printRows$1() {
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
// src/usage/database-rows.ts
const MOST_ROWS = 5e4;
const MOST_OUTPUT_BYTES = 0x8000000;
const LONGEST_READ_MS = 2e4;
const HEAP_MB = 256;
const MOST_COPIES = 3;
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
		const read = await printRows(copy, queries);
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
		const before = [await describe(path), await describe(`${path}-wal`)];
		if (before[0] === void 0) return "missing";
		if (before[0].size + (before[1]?.size ?? 0) > mostBytes) return "too large";
		await copyFile(path, copy, mostBytes);
		if (before[1] === void 0) await (0, node_fs_promises.rm)(`${copy}-wal`, { force: true });
		else await copyFile(`${path}-wal`, `${copy}-wal`, mostBytes);
		const after = [await describe(path), await describe(`${path}-wal`)];
		if (JSON.stringify(before) === JSON.stringify(after)) return "whole";
	}
	return "changing";
}
async function describe(path) {
	return withRegularFile(path, async (file) => {
		const { size, mtimeMs, ino } = await file.stat();
		return {
			size,
			mtimeMs,
			ino
		};
	});
}
async function copyFile(from, to, mostBytes) {
	await withRegularFile(from, async (source) => {
		const target = await (0, node_fs_promises.open)(to, "w", 384);
		try {
			const buffer = Buffer.allocUnsafe(1048576);
			let copied = 0;
			for (let length = -1; length !== 0 && copied <= mostBytes; copied += length) {
				length = (await source.read(buffer, 0, buffer.length)).bytesRead;
				await target.write(buffer, 0, length);
			}
		} finally {
			await target.close();
		}
	});
}
async function withRegularFile(path, use) {
	const flags = node_fs.constants.O_RDONLY | node_fs.constants.O_NOFOLLOW | node_fs.constants.O_NONBLOCK;
	const file = await (0, node_fs_promises.open)(path, flags).catch(() => void 0);
	try {
		return file !== void 0 && (await file.stat()).isFile() ? await use(file) : void 0;
	} finally {
		await file?.close();
	}
}
async function printRows(path, queries) {
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
		const row = require_step.parseObject(line);
		const kind = require_step.asText(row?.kind) ?? "";
		if (row !== void 0 && Object.hasOwn(rows, kind)) rows[kind]?.push(row);
	}
	const isCut = Object.values(rows).some((some) => some.length >= MOST_ROWS);
	return {
		rows,
		isWhole: await ended && !isCut
	};
}
Object.defineProperty(exports, "readDatabase", {
	enumerable: true,
	get: function() {
		return readDatabase;
	}
});
