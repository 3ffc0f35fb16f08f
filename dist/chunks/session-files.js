let node_fs_promises = require("node:fs/promises");
let node_path = require("node:path");
// src/usage/run-time.ts
const DOUBT_MS = 2e3;
const OTHER_CLOCK_MS = 36e5;
const KEYS = [
	"timestamp",
	"time",
	"ts",
	"created_at"
];
function ownSince(times, run) {
	const { startTime, endTime, isLate = false, isUnderOther = false } = run;
	const since = startTime - (isLate ? 20 : DOUBT_MS);
	if (isLate && !isUnderOther) return since;
	let newest = Number.NEGATIVE_INFINITY;
	for (const time of times) if (time !== null && time > newest) newest = time;
	return newest >= since ? since : newest - (endTime - startTime) - OTHER_CLOCK_MS;
}
function timeOf(record) {
	return KEYS.map((key) => toTime(record[key])).find((time) => time !== null) ?? null;
}
function toTime(value) {
	if (typeof value === "string") return finite(Date.parse(value));
	return typeof value === "number" && value > 0 ? finite(value < 1e11 ? value * 1e3 : value) : null;
}
function finite(time) {
	return Number.isFinite(time) ? time : null;
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
const MOST_CHANGED = 2e3;
const MOST_GROWTH = 0x40000000;
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
			return newest(changed.sort((a, b) => a.mtimeMs - b.mtimeMs));
		}
	};
}
function isOlder({ mtimeMs }, { startTime }) {
	return mtimeMs < startTime - (Number.isInteger(mtimeMs / 1e3) ? DOUBT_MS : 20);
}
function wasThere({ birthtimeMs }, { startTime }) {
	return birthtimeMs > 0 && birthtimeMs < startTime - 2e3;
}
function newest(changed) {
	let bytes = 0;
	const isReadable = ({ size, from }, i) => {
		bytes += Math.min(size - from, MOST_GROWTH / 2);
		return i < MOST_CHANGED && bytes <= MOST_GROWTH;
	};
	return [...changed].reverse().filter(isReadable).reverse();
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
const MOST_FILES = 500;
const MOST_BYTES = 536870912;
const MOST_OF_ONE = 268435456;
function newestFiles(changed, mostFiles = MOST_FILES) {
	let bytes = 0;
	const files = changed.slice(-mostFiles).reverse();
	const limit = files.findIndex(({ size }) => {
		bytes += Math.min(size, MOST_OF_ONE);
		return bytes > MOST_BYTES;
	});
	const taken = (limit === -1 ? files : files.slice(0, limit)).reverse();
	return {
		files: taken,
		isAll: taken.length === changed.length
	};
}
Object.defineProperty(exports, "DOUBT_MS", {
	enumerable: true,
	get: function() {
		return DOUBT_MS;
	}
});
Object.defineProperty(exports, "hasGrown", {
	enumerable: true,
	get: function() {
		return hasGrown;
	}
});
Object.defineProperty(exports, "newestFiles", {
	enumerable: true,
	get: function() {
		return newestFiles;
	}
});
Object.defineProperty(exports, "ownFolder", {
	enumerable: true,
	get: function() {
		return ownFolder;
	}
});
Object.defineProperty(exports, "ownSince", {
	enumerable: true,
	get: function() {
		return ownSince;
	}
});
Object.defineProperty(exports, "timeOf", {
	enumerable: true,
	get: function() {
		return timeOf;
	}
});
Object.defineProperty(exports, "toTime", {
	enumerable: true,
	get: function() {
		return toTime;
	}
});
Object.defineProperty(exports, "watchFiles", {
	enumerable: true,
	get: function() {
		return watchFiles;
	}
});
