const require_errors = require("./errors.js");
const require_text = require("./text.js");
const require_identity = require("./identity.js");
const require_step = require("./step.js");
const require_regular_file = require("./regular-file.js");
const require_replace_file = require("./replace-file.js");
const require_folders = require("./folders.js");
const require_rollback = require("./rollback.js");
let node_stream = require("node:stream");
let node_buffer = require("node:buffer");
let node_zlib = require("node:zlib");
let node_crypto = require("node:crypto");
let node_path = require("node:path");
let node_fs = require("node:fs");
let node_os = require("node:os");
let node_stream_promises = require("node:stream/promises");
let node_child_process = require("node:child_process");
let node_tty = require("node:tty");
// src/domain/runner-variables.ts
const DATABASE_VARIABLE = "LAFORGE_DATABASE_URL";
const RUNNERS_OWN = [
	"ACTIONS_*",
	"SYSTEM_*",
	"INPUT_*",
	"STATE_*",
	DATABASE_VARIABLE,
	...[
		"GITHUB",
		"GITEA",
		"FORGEJO"
	].flatMap((host) => [
		"ENV",
		"PATH",
		"OUTPUT",
		"STATE",
		"STEP_SUMMARY",
		"ARTIFACTS",
		"ARTIFACTS_LIST"
	].map((file) => `${host}_${file}`))
];
function coversVariable(pattern, name, ignoreCase) {
	const [a, b] = ignoreCase ? [pattern.toUpperCase(), name.toUpperCase()] : [pattern, name];
	return a.endsWith("*") ? b.startsWith(a.slice(0, -1)) : a === b;
}
function isRunnersOwn(name) {
	return OWN.test(name);
}
const OWN = new RegExp(`^(?:${RUNNERS_OWN.map((name) => name.replace(/\*$/, ".*")).join("|")})$`, "is");
function forgeOf(env) {
	if (env.FORGEJO_ACTIONS === "true") return "Forgejo";
	return env.GITEA_ACTIONS === "true" ? "Gitea" : "GitHub";
}
// src/domain/shell-words.ts
function quoteForShell(args) {
	return args.map((arg) => /^[A-Za-z0-9_./:=-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`).join(" ");
}
function unquoteFromShell(line) {
	const args = (line.match(/(?:'[^']*'|\\'|[^ '\\])+/g) ?? []).map((word) => word.replace(/'([^']*)'|\\'/g, (_part, inner) => inner ?? "'"));
	return quoteForShell(args) === line ? args : null;
}
// src/domain/refs.ts
const HEADS = "refs/heads/";
const LEDGERS = "refs/laforge/ledger/";
const FRAGMENTS = "refs/laforge/fragments/";
function ledgerRef(slug) {
	return `${LEDGERS}${slug}`;
}
function fragmentRef(slug, uid) {
	return `${FRAGMENTS}${slug}/${uid}`;
}
function isHistoryRef(ref) {
	return ref.startsWith(LEDGERS) || ref.startsWith(FRAGMENTS);
}
function branchRef(branch) {
	return `${HEADS}${branch}`;
}
function signingBranch(uid) {
	return `laforge/sign-${uid.slice(-12)}`;
}
function proposalBranch(uid) {
	return `laforge/revert-${uid.slice(-8)}`;
}
function isBranchOfOurs(branch) {
	return /^laforge\/(revert|sign)-/.test(branch);
}
function headsOf(refs) {
	return new Map([...refs].filter(([ref]) => ref.startsWith(HEADS)).map(([ref, sha]) => [ref.slice(11), sha]));
}
function parseBranch(text, what) {
	if (text.startsWith("refs/heads/") && text !== "refs/heads/") return text.slice(11);
	const [, kind = "", rest = ""] = /^((?:refs\/)?[^/]+)\/(.*)$/s.exec(text) ?? [];
	switch (kind) {
		case "heads": throw refusal$1(text, what, "which git reads as a short name of a ref", rest, text);
		case "origin": throw refusal$1(text, what, "which is how the branch of a remote is shown", rest, text);
		case "remotes":
		case "refs/remotes": throw refusal$1(text, what, "which follows a branch of a remote", rest.replace(/^[^/]*\//, ""));
		case "refs/tags": throw refusal$1(text, what, "which is a tag and cannot be worked on");
		case "refs/pull": throw refusal$1(text, what, "which a pull request's commits are read by", `\${{ github.head_ref }}`);
		default:
			if (!text.startsWith("refs/")) return text;
			throw refusal$1(text, what, "which is no branch");
	}
}
function refusal$1(text, what, why, meant = "", inFull = "") {
	const advice = meant === "" ? "Name a branch, such as main" : `Write ${meant}`;
	const exception = inFull === "" ? "" : ` (or ${HEADS}${inFull}, if it is really called so)`;
	return new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(text)}, ${why}. ${advice}${exception}.`);
}
// src/domain/pin-messages.ts
const MARKER = "Laforge-Rollback-Record-1:";
const MAX_MESSAGE_LENGTH = 8e6;
const STEPS_NAMED = 10;
function formatPinMessage(draft, steps) {
	const from = require_identity.shortSha(draft.fromSha);
	const to = require_identity.shortSha(draft.toSha);
	const names = steps.length === 0 ? "" : ` (${nameSteps(steps)})`;
	const where = require_rollback.isProposal(draft) ? "proposed" : `from ${from} to ${to}`;
	const lines = [`laforge: ${draft.kind} of ${draft.branch ?? ""} ${where}${names}`, ""];
	if (draft.kind === "rollback") lines.push(`Keeps the commits that left the branch: git log ${to}..${from}`);
	else if (draft.kind === "undo") lines.push(`Takes back the rollback ${draft.undoes ?? ""}.`);
	else lines.push("Nothing left the branch: commits on top of it take the steps back.");
	if (draft.reason !== null) lines.push(`Reason: ${require_identity.quote(draft.reason)}`);
	return [
		...lines,
		"",
		...draftLines(draft),
		""
	].join("\n");
}
function draftLines(draft) {
	return [MARKER, JSON.stringify(require_rollback.draftToJson(draft))];
}
function nameSteps(steps) {
	if (steps.length === 0) return "no steps";
	const [only] = steps;
	if (steps.length === 1 && only !== void 0) return require_step.stepName(only);
	const names = steps.slice(0, STEPS_NAMED).map(({ id, uid }) => id === null ? uid : String(id));
	const rest = steps.length - names.length;
	return `steps ${names.join(", ")}${rest === 0 ? "" : ` and ${rest} more`}`;
}
function parsePinMessage(message) {
	if (message.length > MAX_MESSAGE_LENGTH) return void 0;
	const lines = message.trimEnd().split("\n");
	if (lines.filter((line) => line === MARKER).length !== 1 || lines.at(-2) !== MARKER) return void 0;
	const json = require_step.parseObject(lines.at(-1) ?? "");
	const draft = json === void 0 ? require_step.WRONG : require_rollback.rollbackDraft.read(require_rollback.jsonToDraft(json), new require_step.Reading(true));
	if (json === void 0 || draft === require_step.WRONG || !isOfAMove(draft)) return void 0;
	return require_step.toSortedJson(json) === require_step.toSortedJson(require_rollback.draftToJson(draft)) ? draft : void 0;
}
function isOfAMove(draft) {
	const { kind, undoes, target, branch, fromSha, toSha, pinRef, stepUids } = draft;
	const isWhole = fromSha !== null && pinRef !== null && branch !== null && branch !== "";
	const hasMoved = toSha !== null || require_rollback.isProposal(draft);
	return isWhole && hasMoved && kind !== "applied" && undoes !== null === (kind === "undo") && target !== null === (kind === "rollback") && new Set(stepUids).size === stepUids.length;
}
const droppedPin = require_step.object({
	ref: require_step.name,
	sha: require_step.sha,
	actor: require_step.nullable(require_step.name),
	reason: require_step.nullable(require_step.sentence),
	at: require_step.timestamp
});
const DROPPED_MARKER = "Laforge-Dropped-Pin-1: ";
function formatDroppedMessage(dropped, draft) {
	const { ref, actor, reason, at } = dropped;
	const lines = [`laforge: ${actor === null ? "" : `${oneLine(actor)} `}dropped the pin ${ref}`, ""];
	if (reason !== null) lines.push(`Reason: ${require_identity.quote(reason)}`, "");
	lines.push(`${DROPPED_MARKER}${JSON.stringify({
		ref,
		sha: dropped.sha,
		actor,
		reason,
		at
	})}`);
	return [
		...lines,
		...draft === null ? [] : ["", ...draftLines(draft)],
		""
	].join("\n");
}
function boundDroppedPin(dropped) {
	const found = droppedPin.read(dropped, new require_step.Reading(false));
	return found === require_step.WRONG ? dropped : found;
}
function parseDroppedMessage(message, pinRef) {
	if (message.length > MAX_MESSAGE_LENGTH) return void 0;
	const line = message.split("\n").find((one) => one.startsWith(DROPPED_MARKER));
	const found = droppedPin.read(require_step.parseObject(line?.slice(23) ?? ""), new require_step.Reading(true));
	return found === require_step.WRONG || found.ref !== pinRef ? void 0 : found;
}
function droppedInWords({ actor, reason, at }) {
	const why = reason === null ? "" : ` (${oneLine(reason)})`;
	return `${actor === null ? "somebody" : oneLine(actor)} dropped it on ${at.slice(0, 10)}${why}`;
}
function goneInWords(pin) {
	switch (pin?.kind) {
		case "dropped": return ` (gone: ${droppedInWords(pin)})`;
		case "gone": return " (gone: it is neither at the remote nor here)";
		case "kept":
		case "unknown":
		case void 0: return "";
	}
}
function oneLine(text) {
	const plain = text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
	return plain.length > 200 ? `${plain.slice(0, 199)}…` : plain;
}
// src/domain/revert-plan.ts
const TRAILER = "Laforge-Reverts";
function parseNamedSteps(text, what) {
	const [first = "", last, ...more] = text.split("..");
	if (more.length > 0) throw new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(text)}. Name one step, or two as 3..5.`);
	return {
		first: require_identity.parseStepRef(first, what),
		last: last === void 0 ? null : require_identity.parseStepRef(last, what)
	};
}
function worksOf(step, between, own) {
	if (between.every(({ sha }) => own.has(sha))) return {
		kind: "works",
		works: [{
			before: step.commitShaBefore,
			after: step.commitShaAfter
		}]
	};
	const commits = between.filter(({ sha }) => own.has(sha));
	const merge = commits.find(({ parents }) => parents.length > 1);
	if (merge !== void 0) return require_errors.refuse("not-reversible", `${require_folders.capital(require_step.stepName(step))} merged commits of others with ${require_identity.shortSha(merge.sha)}, and which side of that merge is to stay is on no record. Take it back by hand: git revert -m 1 ${merge.sha}`);
	return {
		kind: "works",
		works: commits.map(({ sha, parents: [parent = null] }) => ({
			before: parent,
			after: sha
		}))
	};
}
function revertMessage(things, reason) {
	const names = things.map(({ name }) => name);
	const ends = things.flatMap(({ name, works }) => {
		const [newest] = works;
		const oldest = works.at(-1);
		return newest === void 0 || oldest === void 0 ? [] : [`Takes back ${name}: ${require_identity.shortSha(oldest.before) || "the beginning"}..${require_identity.shortSha(newest.after)}`];
	});
	const why = reason === null ? [] : ["", `Reason: ${require_identity.quote(reason)}`];
	return [
		`Revert ${joined(names)}`,
		"",
		...ends,
		...why,
		"",
		...things.map(({ uid }) => `${TRAILER}: ${uid}`),
		""
	].join("\n");
}
function revertedBy(message) {
	return new Set([...message.matchAll(/^[ \t*-]*Laforge-Reverts: ([0-9a-f-]{36})[ \t\r]*$/gm)].map(([, uid = ""]) => uid));
}
function joined(names) {
	const shown = names.slice(0, 5);
	const rest = names.length - shown.length;
	if (rest > 0) return `${shown.join(", ")} and ${rest} more`;
	return [shown.slice(0, -1).join(", "), shown.at(-1) ?? ""].filter((part) => part !== "").join(" and ");
}
const NAMED = 5;
function conflictRefusal({ name }, branch, conflicts) {
	const shown = conflicts.slice(0, NAMED);
	const rest = conflicts.length - shown.length;
	return require_errors.refuse("revert-conflict", `Cannot take back ${name} on ${branch}: ${shown.map(conflictInWords).join(", ")}${rest > 0 ? ` and ${rest} more files` : ""}. Take back what came later first, or change the files by hand.`);
}
const FATES = {
	added: "added",
	deleted: "removed",
	modified: "changed the same lines of",
	renamed: "renamed",
	copied: "added",
	"type-changed": "replaced"
};
function conflictInWords({ path, change, later }) {
	if (later.length === 0) return `${require_identity.quote(path)} cannot be merged, though no later commit changed it (a file is where its folder was, or a partial clone lacks its contents)`;
	const since = `(${sinceInWords(later)})`;
	if (change === void 0) return `later work stands in the way of ${require_identity.quote(path)} ${since}`;
	const { status, oldPath } = change;
	const file = status === "renamed" ? `${require_identity.quote(oldPath ?? "")} to ${require_identity.quote(path)}` : require_identity.quote(path);
	return `later work ${FATES[status]} ${file} ${since}`;
}
function nothingLeft(things, branch, later) {
	const by = later.length === 0 ? "" : ` The same files were changed since by ${sinceInWords(later)}.`;
	return require_errors.refuse("not-reversible", `Nothing to take back: ${branch} has nothing left of what ${joined(things.map(({ name }) => name))} changed.${by}`);
}
function sinceInWords(later) {
	const named = later.slice(0, NAMED).map(({ commit, step }) => {
		const by = step === void 0 ? commit.authorName : require_step.stepName(step);
		return `${require_identity.shortSha(commit.sha)} ${require_identity.quote(commit.subject)} by ${by}`;
	});
	const rest = later.length - named.length;
	return `${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
function appliedUid(proposal, at) {
	const time = Math.max(0, Date.parse(at)).toString(16).padStart(12, "0");
	const tail = [...proposal.slice(24)].reverse().join("");
	return `${time.slice(0, 8)}-${time.slice(8, 12)}-${proposal.slice(14, 24)}${tail}`;
}
function proposalBody(proposal) {
	const { kind, steps, rollback, from, reason } = proposal;
	const isUndo = kind === "undo";
	const rows = steps.map((step) => {
		const cost = step.tokenUsage?.cost ?? null;
		const range = `\`${require_identity.shortSha(step.commitShaBefore)}\`..\`${require_identity.shortSha(step.commitShaAfter)}\``;
		return `| ${step.id ?? step.uid} | ${step.status} | ${range} | ${cost === null ? "" : `$${cost.toFixed(2)}`} |`;
	});
	const named = isUndo ? [rollback.undoes ?? ""] : steps.map(({ uid }) => uid);
	return [
		`${isUndo ? "Brings back" : "Takes back"} ${nameSteps(steps)} with commits on top of \`${require_identity.shortSha(from)}\`. Work of others since stays as it is.`,
		...reason === null ? [] : ["", `Reason: \`${require_identity.quote(reason).replaceAll("`", "'")}\``],
		"",
		"| step | ended | from..to | cost |",
		"| ---: | --- | --- | ---: |",
		...rows,
		"",
		`LaForge has it on record as ${require_rollback.rollbackName(rollback)}. Until this is merged the steps stay ${isUndo ? "inactive" : "active"}; the next run after that records it.`,
		"",
		...named.map((uid) => `${TRAILER}: ${uid}`),
		""
	].join("\n");
}
// src/domain/option-values.ts
function parseWord(text, words, what) {
	const found = words.find((word) => word === text);
	if (found !== void 0) return found;
	throw new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(text)}. Use one of: ${words.join(", ")}.`);
}
function parseFlag(text, what) {
	return parseWord(text, ["true", "false"], what) === "true";
}
function parseWholeNumber(text, what) {
	if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
	throw new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(text)}. Use a whole number from 1.`);
}
function parseMinutes(text, what) {
	const milliseconds = /^[0-9]+(\.[0-9]+)?$/.test(text) ? Math.round(Number(text) * 6e4) : 0;
	if (milliseconds >= 1 && milliseconds < 2 ** 31) return milliseconds;
	throw new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(text)}. Use a number of minutes above 0, such as 30 (35000 at most).`);
}
function parseConfidence(text, what) {
	const share = /^0?\.[0-9]+$/.test(text) ? Number(text) : 0;
	if (share >= .5 && share < 1) return share;
	throw new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(text)}. Use a share from 0.5 to below 1, such as 0.95.`);
}
function splitNames(text) {
	return text.split(/[\s,]+/).filter((name) => name !== "");
}
function readAll(readers) {
	const faults = [];
	const values = Object.entries(readers).map(([key, read]) => {
		try {
			return [key, read()];
		} catch (error) {
			if (!(error instanceof require_errors.InputError)) throw error;
			faults.push(error);
			return [key, void 0];
		}
	});
	const [fault] = faults;
	if (fault === void 0) return Object.fromEntries(values);
	const messages = new Set(faults.map(({ message }) => message));
	throw messages.size === 1 ? fault : new require_errors.InputError(fault.code, [...messages].join(" "));
}
const SCOPES = {
	day: "day",
	"pull request": "pull_request",
	"pull-request": "pull_request",
	branch: "branch",
	project: "project"
};
const MULTIPLES = {
	"": 1,
	k: 1e3,
	m: 1e6
};
const NUMBER = /^([0-9]{1,15}(?:\.[0-9]+)?)([km]?)$/i;
const LINE = /^(?:\$\s*(\S+)|(\S+)\s+(USD|tokens))\s+per\s+(.+)$/i;
const EXAMPLES = "20 USD per day, 5 USD per pull request or 2M tokens per branch";
function parseUsd(text, what) {
	const amount = readAmount(text.replace(/^\$\s*/, ""), "usd");
	if (amount !== null) return amount;
	throw new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(text)}. Use an amount in US dollars above 0, such as 2.50.`);
}
function parseTokens(text, what) {
	const amount = readAmount(text, "tokens");
	if (amount !== null) return amount;
	throw new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(text)}. Use a number of tokens from 1, such as 500000 or 2M.`);
}
function parseBudgets(text, what) {
	return text.split("\n").map((line) => line.trim()).filter((line) => line !== "").map((line) => parseBudget(line, what));
}
function toLimits(limits) {
	return limits.max_cost_usd !== null || limits.max_tokens !== null || limits.budgets.length > 0 ? limits : null;
}
function parseBudget(line, what) {
	const [, dollars, plain, word, scope] = LINE.exec(line) ?? [];
	const unit = dollars !== void 0 || word?.toLowerCase() === "usd" ? "usd" : "tokens";
	const amount = readAmount(dollars ?? plain ?? "", unit);
	const per = SCOPES[(scope ?? "").toLowerCase().replace(/\s+/g, " ")];
	if (amount !== null && per !== void 0) return {
		amount,
		unit,
		per
	};
	throw new require_errors.InputError("bad-input", `${what} has the line ${require_identity.quote(line)}. Write an amount, USD or tokens, and per day, pull request, branch or project, such as ${EXAMPLES}.`);
}
function readAmount(text, unit) {
	const [, digits, suffix] = NUMBER.exec(text.trim()) ?? [];
	if (digits === void 0 || unit === "usd" && suffix !== "") return null;
	const amount = Number(digits) * (MULTIPLES[(suffix ?? "").toLowerCase()] ?? 1);
	if (unit === "usd") return amount > 0 ? amount : null;
	const whole = Math.round(amount);
	return whole > 0 && Number.isSafeInteger(whole) && Math.abs(amount - whole) < 1e-6 ? whole : null;
}
// src/domain/ports/store.ts
const STORE_NAMES = [
	"artifact",
	"cache",
	"git",
	"file",
	"postgres"
];
function settlesIds(store) {
	return store === "file" || store === "git" || store === "postgres";
}
function isStored(publication) {
	return publication.kind === "published" || publication.kind === "fragment";
}
// src/git/programs.ts
const ALWAYS$1 = [
	"git",
	"git-lfs",
	"ssh",
	"gpg",
	"gpgsm",
	"ssh-keygen"
];
const COMMANDS = new RegExp(`^(${[
	"filter\\..*\\.(clean|smudge|process)",
	"core\\.(sshcommand|askpass)",
	"credential\\.(.*\\.)?helper"
].join("|")}|${[
	"gpg\\.(.*\\.)?program",
	"remote\\..*\\.(uploadpack|receivepack|vcs)",
	"lfs\\.customtransfer\\..*\\.path",
	"lfs\\.extension\\..*\\.(clean|smudge)"
].join("|")})$`);
const VARIABLES = [
	"GIT_SSH",
	"GIT_SSH_COMMAND",
	"GIT_ASKPASS",
	"SSH_ASKPASS"
];
function findPrograms(config, env = process.env) {
	const words = [...config.filter(({ key }) => COMMANDS.test(key)).map(({ key, value }) => commandOf(key, value)), ...VARIABLES.map((name) => env[name] ?? "")].map((command) => /^[\w.+-]+/.exec(command)?.[0] ?? "");
	const names = new Set([...ALWAYS$1, ...words.filter((word) => word !== "")]);
	return Object.fromEntries([...names].flatMap((name) => {
		const file = findProgram(name, env.PATH ?? "");
		return file === null ? [] : [[name, file]];
	}));
}
function commandOf(key, value) {
	if (key.endsWith(".vcs")) return `git-remote-${value}`;
	if (!key.startsWith("credential.")) return value.trimStart();
	return value.startsWith("!") ? value.slice(1).trimStart() : `git-credential-${value}`;
}
function findProgram(name, path) {
	const file = process.platform === "win32" ? `${name}.exe` : name;
	return path.split(node_path.delimiter).filter(node_path.isAbsolute).map((folder) => (0, node_path.join)(folder, file)).find(isProgram) ?? null;
}
function isProgram(file) {
	try {
		(0, node_fs.accessSync)(file, node_fs.constants.X_OK);
		return (0, node_fs.statSync)(file).isFile();
	} catch {
		return false;
	}
}
function pathWith(programs, folder, path) {
	if (process.platform === "win32") return path;
	(0, node_fs.mkdirSync)(folder, { recursive: true });
	for (const [name, file] of Object.entries(programs)) {
		const link = (0, node_path.join)(folder, name);
		if (targetOf(link) === file) continue;
		(0, node_fs.rmSync)(link, {
			recursive: true,
			force: true
		});
		(0, node_fs.symlinkSync)(file, link);
	}
	return `${folder}${node_path.delimiter}${path}`;
}
function targetOf(link) {
	try {
		return (0, node_fs.readlinkSync)(link);
	} catch {
		return null;
	}
}
// src/git/filter-files.ts
const COMMAND = /^filter\.(.*)\.(?:clean|smudge|process)$/;
const BETWEEN_WORDS = /["'`\s;|&()<>]+/;
const LARGEST_HASHED$1 = 1048576;
function noteFilterFiles(entries, { root, commonDir }, path = process.env.PATH ?? "") {
	const noted = {};
	for (const { key, value } of entries) {
		const name = COMMAND.exec(key)?.[1];
		if (name === void 0 || value === "") continue;
		const files = value.split(BETWEEN_WORDS).flatMap((word) => filesOf(word, root, commonDir, path));
		noted[name] = {
			...noted[name],
			...Object.fromEntries(files.map((file) => [file, describeFile(file)]))
		};
	}
	return noted;
}
function watchFilters(look, noted) {
	let known = noted;
	return {
		note: () => {
			known ??= look();
			return known;
		},
		changed: () => {
			const changed = new Map();
			for (const [name, files] of Object.entries(known ?? {})) {
				const file = Object.keys(files).find((one) => !isSame$1(one, files[one] ?? ""));
				if (file !== void 0) changed.set(name, file);
			}
			return changed;
		}
	};
}
const FILTER$1 = /^filter\.(.*)\.(clean|smudge|process|required)$/;
function blockFilters(entries, names) {
	if (names.size === 0) return entries;
	const others = entries.filter(({ key }) => !names.has(FILTER$1.exec(key)?.[1] ?? ""));
	const blocked = [...names.keys()].flatMap((name) => Object.entries({
		clean: "false",
		smudge: "false",
		required: "true"
	}).map(([variable, value]) => ({
		scope: "local",
		key: `filter.${name}.${variable}`,
		value
	})));
	return [...others, ...blocked];
}
function filesOf(word, root, commonDir, path) {
	if (word === "" || word.startsWith("-") || word.includes("%")) return [];
	if (!word.includes("/")) {
		const program = findProgram(word, path);
		return [...program === null ? [] : [program], ...existing([(0, node_path.join)(root, word)])];
	}
	const home = word.replace(/^(~|\$HOME|\$\{HOME\})(?=\/)/, process.env.HOME ?? (0, node_os.homedir)());
	const found = existing([(0, node_path.resolve)(root, home)]);
	return found.length > 0 ? found : existing(foldersIn(commonDir).map((folder) => (0, node_path.join)(folder, (0, node_path.basename)(word))));
}
function existing(files) {
	return files.filter((file) => statOf(file)?.isFile() === true);
}
function foldersIn(folder) {
	return [folder, ...(0, node_fs.readdirSync)(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => (0, node_path.join)(folder, name))];
}
function describeFile(file) {
	return `${stampOf$1(file)} ${digestOf(file) ?? ""}`;
}
function isSame$1(file, noted) {
	const [stamp, digest] = noted.split(" ", 2);
	return stamp === stampOf$1(file) || digest !== "" && digest === digestOf(file);
}
function statOf(file) {
	try {
		return (0, node_fs.statSync)(file, {
			throwIfNoEntry: false,
			bigint: true
		});
	} catch {
		return;
	}
}
function stampOf$1(file) {
	const stat = statOf(file);
	if (stat === void 0) return "absent";
	return [
		stat.size,
		stat.mtimeNs,
		stat.ctimeNs,
		stat.ino
	].map((value) => value.toString(36)).join(".");
}
function digestOf(file) {
	const bytes = require_regular_file.readRegularFile(file, LARGEST_HASHED$1);
	return bytes === null ? null : (0, node_crypto.createHash)("sha256").update(bytes).digest("base64");
}
// src/git/git-environment.ts
const USERS_GIT = { kind: "users" };
const HARDENING = [
	{
		key: "core.hooksPath",
		value: "/dev/null"
	},
	{
		key: "core.fsmonitor",
		value: "false"
	},
	{
		key: "protocol.ext.allow",
		value: "never"
	},
	{
		key: "core.commitGraph",
		value: "false"
	},
	{
		key: "core.alternateRefsCommand",
		value: "true"
	},
	{
		key: "gc.auto",
		value: "0"
	},
	{
		key: "maintenance.auto",
		value: "false"
	}
];
const ALWAYS = {
	GIT_TERMINAL_PROMPT: "0",
	GIT_OPTIONAL_LOCKS: "0",
	GIT_NO_REPLACE_OBJECTS: "1",
	GIT_TRACE2: "0",
	GIT_TRACE2_EVENT: "0",
	GIT_TRACE2_PERF: "0"
};
const ANYWHERE = /^GIT_(SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|SSL_.*|PROXY_.*|HTTP_.*|EXEC_PATH|ALLOW_PROTOCOL|ATTR_NOSYSTEM|LFS_.*|CRYPT_.*|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)$/;
const USERS = /^GIT_(DIR|WORK_TREE|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|PARAMETERS))$/;
const NEEDED = new RegExp(`^(${[
	...[
		"PATH",
		"HOME",
		"USER",
		"LOGNAME",
		"SHELL",
		"TERM",
		"TMPDIR",
		"TMP",
		"TEMP",
		"TZ",
		"LANG",
		"LANGUAGE",
		"LC_.*"
	],
	...[
		"XDG_.*",
		"SSH_.*",
		"GNUPGHOME",
		"GPG_.*",
		"KRB5.*",
		"DBUS_SESSION_BUS_ADDRESS",
		"DISPLAY",
		"WAYLAND_DISPLAY"
	],
	...[
		"(https?|all|no|ftp)_proxy",
		"SSL_CERT_(FILE|DIR)",
		"CURL_CA_BUNDLE",
		"RUNNER_TRACKING_ID"
	],
	...[
		"SYSTEM(ROOT|DRIVE)",
		"WINDIR",
		"COMSPEC",
		"PATHEXT",
		"OS",
		"USER(NAME|PROFILE|DOMAIN)",
		"HOME(DRIVE|PATH|SHARE)"
	],
	...[
		"(LOCAL)?APPDATA",
		"PROGRAM(DATA|FILES.*|W6432)",
		"COMMONPROGRAM.*",
		"MSYS.*",
		"PROCESSOR_.*",
		"NUMBER_OF_.*"
	]
].join("|")})$`, "i");
function captureEnvironment(env, isGiven) {
	const kept = Object.entries(env).filter(([name]) => name.startsWith("GIT_") ? ANYWHERE.test(name) : !isRunnersOwn(name) && (NEEDED.test(name) || isGiven(name)));
	return Object.fromEntries(kept);
}
function environmentOf(owner, more = {}) {
	const [variables, settings] = owner.kind === "users" ? usersOwn(process.env) : capturedOf(owner);
	const entries = [
		...settings,
		...HARDENING,
		...owner.kind === "captured" ? owner.own ?? [] : []
	];
	const env = {};
	for (const [name, value] of Object.entries({
		...inEnglish(variables),
		...ALWAYS,
		...more
	})) if (value !== void 0) env[name] = value;
	for (const [index, { key, value }] of entries.entries()) {
		env[`GIT_CONFIG_KEY_${index}`] = key;
		env[`GIT_CONFIG_VALUE_${index}`] = value;
	}
	return {
		...env,
		GIT_CONFIG_COUNT: String(entries.length)
	};
}
function usersOwn(env) {
	const kept = Object.entries(env).filter(([name]) => name.startsWith("GIT_") ? ANYWHERE.test(name) || USERS.test(name) : !isRunnersOwn(name));
	return [Object.fromEntries(kept), environmentConfig(env)];
}
function capturedOf({ environment, config }) {
	const fixed = {
		GIT_CONFIG_GLOBAL: "/dev/null",
		GIT_CONFIG_NOSYSTEM: "1",
		GIT_NO_LAZY_FETCH: "1"
	};
	return [{
		...environment,
		...fixed
	}, config];
}
function environmentConfig(env) {
	const entries = [];
	for (let index = 0; index < Number(env.GIT_CONFIG_COUNT ?? 0); index++) {
		const key = env[`GIT_CONFIG_KEY_${index}`];
		if (key !== void 0) entries.push({
			key,
			value: env[`GIT_CONFIG_VALUE_${index}`] ?? ""
		});
	}
	return entries;
}
const CATEGORIES = [
	"CTYPE",
	"NUMERIC",
	"TIME",
	"COLLATE",
	"MONETARY",
	"PAPER",
	"NAME",
	"ADDRESS",
	"MEASUREMENT"
];
function inEnglish({ LC_ALL: all, LANGUAGE: _, ...env }) {
	const categories = all ? CATEGORIES.map((name) => [`LC_${name}`, all]) : [];
	return {
		...env,
		...Object.fromEntries(categories),
		LC_MESSAGES: "C"
	};
}
// src/git/repository-name.ts
const DEFAULT_PORTS = new Map([
	["https:", "443"],
	["http:", "80"],
	["ssh:", "22"],
	["git:", "9418"]
]);
const SCP_LIKE = /^(?:[^/:@]+@)?(\[[^\]/]+\]|[^/:@[\]]{2,}):(?!:|\/\/)(.+)$/;
function repositoryFromUrl(url) {
	const remote = splitUrl(url);
	if (remote === null) return null;
	const path = remote.path.replace(/[?#].*$/s, "").replace(/^\/+|\/+$/g, "").replace(/\.git$/i, "");
	if (path === "" || path.split("/").some((part) => part === "" || part === "." || part === "..")) return null;
	return `${remote.host}/${path}`.toLowerCase();
}
function splitUrl(url) {
	if (!url.includes("://")) {
		const scp = SCP_LIKE.exec(url);
		return scp?.[1] === void 0 || scp[2] === void 0 ? null : {
			host: scp[1].toLowerCase(),
			path: scp[2]
		};
	}
	if (!URL.canParse(url)) return null;
	const parsed = new URL(url);
	const protocol = parsed.protocol.replace(/^git\+/, "");
	const usual = DEFAULT_PORTS.get(protocol);
	if (usual === void 0 || parsed.hostname === "") return null;
	const port = parsed.port === "" || parsed.port === usual ? "" : `:${parsed.port}`;
	return {
		host: `${parsed.hostname.toLowerCase()}${port}`,
		path: parsed.pathname
	};
}
function redactUrls(text) {
	return text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^/\s'"@]*(?:@[^/\s'"@]*)*@/gi, "$1");
}
// src/git/git-process.ts
const LOOK_MS = 500;
const STUCK_LOOKS = 10;
const GRACE_MS = 2e3;
const MAX_STDERR_BYTES = 1048576;
const running = new Map();
let endsWithUs = false;
async function runProcess(request) {
	const { program, args, cwd, env, input, limitMs, local, maxBytes } = request;
	const detached = process.platform !== "win32" && (local || !(0, node_tty.isatty)(0));
	const child = (0, node_child_process.spawn)(program, [...args], {
		cwd,
		env,
		detached,
		windowsHide: true,
		stdio: "pipe"
	});
	endLater(child, detached);
	let stopped = null;
	let size = 0;
	const stdout = [];
	const stderr = [];
	let said = 0;
	const stop = (why) => {
		if (stopped !== null) return;
		stopped = why;
		endGroup(child, detached, "SIGTERM");
		setTimeout(() => endGroup(child, detached, "SIGKILL"), GRACE_MS).unref();
		setTimeout(() => release(child), 2500).unref();
	};
	child.stdout.on("data", (chunk) => {
		size += chunk.length;
		if (size > maxBytes) stop("size");
		else stdout.push(chunk);
	});
	child.stderr.on("data", (chunk) => {
		said += chunk.length;
		if (said <= MAX_STDERR_BYTES) stderr.push(chunk);
	});
	child.stdin.on("error", () => {});
	child.stdin.end(input);
	const timer = setTimeout(() => stop("limit"), limitMs);
	const watch = local && process.platform === "linux" ? watchForStuck(child, () => stop("stuck")) : void 0;
	try {
		return {
			exitCode: await new Promise((resolve, reject) => {
				child.once("error", reject);
				child.once("exit", () => setTimeout(() => release(child), GRACE_MS).unref());
				child.once("close", (code) => resolve(code ?? 128));
			}),
			stdout: Buffer.concat(stdout),
			stderr: Buffer.concat(stderr),
			stopped
		};
	} finally {
		clearTimeout(timer);
		clearInterval(watch);
		running.delete(child);
	}
}
function release(child) {
	child.stdout?.destroy();
	child.stderr?.destroy();
}
function endLater(child, isGroup) {
	running.set(child, isGroup);
	if (endsWithUs) return;
	endsWithUs = true;
	process.once("exit", () => {
		for (const [one, leads] of running) endGroup(one, leads, "SIGTERM");
	});
}
function endGroup(child, isGroup, signal) {
	if (child.pid === void 0) return;
	try {
		if (isGroup) process.kill(-child.pid, signal);
		else child.kill(signal);
	} catch {}
}
function watchForStuck(child, tell) {
	let last = "";
	let looks = 0;
	return setInterval(() => {
		const time = sleepingSince(child.pid ?? 0);
		looks = time !== null && time === last ? looks + 1 : 0;
		last = time ?? "";
		if (looks >= STUCK_LOOKS) tell();
	}, LOOK_MS).unref();
}
function sleepingSince(pid) {
	try {
		if ((0, node_fs.readFileSync)(`/proc/${pid}/task/${pid}/children`, "utf8") !== "") return null;
		const stat = (0, node_fs.readFileSync)(`/proc/${pid}/stat`, "utf8");
		const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
		return fields[0] === "S" ? `${fields[11]} ${fields[12]}` : null;
	} catch {
		return null;
	}
}
// src/git/run-git.ts
const FILTER_PREFIX = "eval \"$LAFORGE_FILTER\"; ";
const LOCAL_LIMIT_MS = 9e5;
const LONGEST_OUTPUT = 5e8;
async function runGit(command) {
	const ended = await start(command);
	const output = {
		exitCode: ended.exitCode,
		stdout: ended.stdout.toString(command.encoding ?? "utf8"),
		stderr: ended.stderr.toString("utf8")
	};
	if (ended.stopped === "limit" && command.limitMs !== void 0) {
		const seconds = command.limitMs / 1e3;
		return checkExit(command, {
			...output,
			exitCode: 128,
			stderr: `${output.stderr}\nfatal: no answer from the remote within ${seconds} seconds (timed out)`
		});
	}
	if (ended.stopped !== null) throw new require_errors.GitError("git-stopped", explainStop(command, ended.stopped));
	return checkExit(command, output);
}
function checkExit(command, output) {
	if (output.exitCode === 0 || command.allowExit === "any") return output;
	if (command.allowExit?.includes(output.exitCode)) return output;
	throw new require_errors.GitError("git-failed", `${nameOf(command)} failed: ${lastWords$1(output)}`);
}
function explainStop(command, stopped) {
	const what = `${nameOf(command)} in ${command.cwd}`;
	if (stopped === "size") return `${what} printed more than can be read.`;
	if (stopped === "limit") return `${what} did not end within ${LOCAL_LIMIT_MS / 6e4} minutes, and was ended.`;
	return `${what} waited for something that does not come, and was ended. Look for a named pipe in the place of a file: find . -type p`;
}
async function start(command) {
	const env = environmentOf(command.as, command.env);
	const program = command.as.kind === "users" ? command.as.program ?? findGit() : command.as.programs.git ?? null;
	if (program === null) throw new require_errors.InputError("git-missing", "There is no git on the PATH. Install git 2.31 or later.");
	try {
		return await runProcess({
			program,
			args: command.args,
			cwd: command.cwd,
			env,
			input: command.input ?? "",
			limitMs: command.limitMs ?? LOCAL_LIMIT_MS,
			local: command.limitMs === void 0,
			maxBytes: command.maxBytes ?? LONGEST_OUTPUT
		});
	} catch (cause) {
		const why = (0, node_fs.statSync)(command.cwd, { throwIfNoEntry: false })?.isDirectory() === true ? "could not be started" : "has no folder to run in";
		throw new require_errors.GitError("git-failed", `${nameOf(command)} ${why}: ${require_identity.quote(command.cwd)}.`, { cause });
	}
}
let found;
function findGit() {
	const path = process.env.PATH ?? "";
	if (found?.path !== path) found = {
		path,
		git: findProgram("git", path)
	};
	return found.git;
}
function plainText(text) {
	return redactUrls(require_folders.stripEscapes(text.replaceAll("\r", "\n")).replace(/(?!\n)\p{Cc}/gu, " ").split("\n").map((line) => line.trimEnd()).filter((line) => line !== "").join("\n"));
}
function lastWords$1(output) {
	const lines = plainText((output.stderr || output.stdout.slice(-1e4)).replaceAll(FILTER_PREFIX, "")).split("\n");
	const first = lines.findIndex((line) => /^(fatal|error): /.test(line));
	const words = (first < 0 ? lines.slice(-3) : lines.slice(first, first + 3)).join(" ").slice(0, 600);
	return words === "" ? `it ended with exit code ${output.exitCode} and said nothing.` : words;
}
function nameOf(command) {
	return `git ${command.args.find((argument) => !argument.startsWith("-")) ?? ""}`.trim();
}
// src/git/baseline.ts
const REMOTE_NAME = "laforge";
const SECTIONS = /^(http|credential|filter|lfs|user|author|committer|gpg|ssh|protocol|safe)\./;
const SINGLE_KEYS = new Set([
	"core.askpass",
	"core.attributesfile",
	"core.bigfilethreshold",
	"core.compression",
	"core.autocrlf",
	"core.checkroundtripencoding",
	"core.checkstat",
	"core.eol",
	"core.excludesfile",
	"core.filemode",
	"core.fsync",
	"core.fsyncmethod",
	"core.fsyncobjectfiles",
	"core.gitproxy",
	"core.ignorecase",
	"core.longpaths",
	"core.loosecompression",
	"core.precomposeunicode",
	"core.protecthfs",
	"core.protectntfs",
	"core.safecrlf",
	"core.sharedrepository",
	"core.sparsecheckout",
	"core.sparsecheckoutcone",
	"core.sshcommand",
	"core.symlinks",
	"core.trustctime",
	"commit.gpgsign",
	"i18n.commitencoding"
]);
async function listConfig(directory, as = USERS_GIT) {
	const { stdout } = await runGit({
		as,
		args: [
			"config",
			"--list",
			"-z",
			"--show-scope",
			"--includes"
		],
		cwd: directory
	});
	return parseConfigList(stdout);
}
async function readSetting(key, directory) {
	try {
		const output = await runGit({
			as: USERS_GIT,
			args: [
				"config",
				"--get",
				key
			],
			cwd: directory,
			allowExit: "any"
		});
		return output.exitCode === 0 ? output.stdout.trim() : void 0;
	} catch {
		return;
	}
}
async function readConfig(root, listing = listConfig(root)) {
	const entries = await listing;
	return {
		entries,
		lfsEntries: usesLfs(entries) ? await listLfsConfig(root) : []
	};
}
function captureBaseline({ entries, lfsEntries }, surroundings) {
	const { root, commonDir } = surroundings;
	const { programs = findPrograms(entries), environment = captureEnvironment(process.env, () => true) } = surroundings;
	const remote = findRemote(entries, root);
	const lfsUrl = remote === null || !usesLfs(entries) ? null : findLfsUrl([...lfsEntries, ...entries], remote.name);
	const readInfo = (name) => require_regular_file.readRegularFile((0, node_path.join)(commonDir, "info", name));
	return {
		config: [...entries.filter(isKept).map(({ key, value }) => ({
			key,
			value
		})), ...remote === null ? [] : settingsOfRemote(entries, remote.name)],
		entries,
		environment,
		git: {
			kind: "captured",
			environment,
			programs
		},
		info: {
			exclude: readInfo("exclude"),
			attributes: readInfo("attributes")
		},
		objectFormat: lastValue(entries, "extensions.objectformat")?.toLowerCase() === "sha256" ? "sha256" : "sha1",
		remote: remote && {
			...remote,
			lfsUrl
		},
		settings: new Map(entries.filter(({ key }) => key.startsWith("laforge.")).map(({ key, value }) => [key, value])),
		programs,
		filters: watchFilters(() => noteFilterFiles(entries, {
			root,
			commonDir
		}), surroundings.filterFiles ?? null)
	};
}
function parseConfigList(text) {
	const entries = [];
	const records = text.split("\0");
	for (let index = 0; index + 1 < records.length; index += 2) {
		const record = records[index + 1] ?? "";
		const end = record.indexOf("\n");
		const [key, value] = end < 0 ? [record, "true"] : [record.slice(0, end), record.slice(end + 1)];
		entries.push({
			scope: records[index] ?? "",
			key,
			value
		});
	}
	return entries;
}
function lastValue(entries, key) {
	return entries.findLast((entry) => entry.key === key)?.value;
}
function isKept(entry) {
	if (entry.key.startsWith("safe.")) return entry.scope !== "local" && entry.scope !== "worktree";
	return SECTIONS.test(entry.key) || SINGLE_KEYS.has(entry.key);
}
function usesLfs(entries) {
	return ["clean", "process"].some((way) => (lastValue(entries, `filter.lfs.${way}`) ?? "") !== "");
}
async function listLfsConfig(root) {
	const file = (0, node_path.join)(root, ".lfsconfig");
	if (require_regular_file.readRegularFile(file) === null) return [];
	return parseConfigList((await runGit({
		as: USERS_GIT,
		args: [
			"config",
			"--list",
			"-z",
			"--show-scope",
			"--file",
			file
		],
		cwd: root,
		allowExit: "any"
	})).stdout);
}
function findLfsUrl(entries, remote) {
	const url = [
		"lfs.pushurl",
		"lfs.url",
		`remote.${remote}.lfspushurl`,
		`remote.${remote}.lfsurl`
	].map((key) => lastValue(entries, key)).find((value) => value);
	if (url === void 0) return null;
	return rewrite(entries, url, "pushinsteadof") ?? rewrite(entries, url, "insteadof") ?? url;
}
function findRemote(entries, root) {
	const urls = valuesByRemote(entries, "url");
	const name = urls.has("origin") ? "origin" : urls.size === 1 ? [...urls.keys()][0] : void 0;
	const url = name === void 0 ? void 0 : urls.get(name);
	if (name === void 0 || url === void 0) return null;
	const pushUrl = valuesByRemote(entries, "pushurl").get(name);
	const fetchUrl = rewrite(entries, url, "insteadof") ?? url;
	const pushTarget = pushUrl === void 0 ? rewrite(entries, url, "pushinsteadof") ?? fetchUrl : rewrite(entries, pushUrl, "insteadof") ?? pushUrl;
	return {
		name,
		fetchUrl: absoluteUrl(fetchUrl, root),
		pushUrl: absoluteUrl(pushTarget, root)
	};
}
function settingsOfRemote(entries, name) {
	return [
		"proxy",
		"proxyauthmethod",
		"uploadpack",
		"receivepack",
		"vcs"
	].flatMap((variable) => {
		const value = lastValue(entries, `remote.${name}.${variable}`);
		return value === void 0 ? [] : [{
			key: `remote.${REMOTE_NAME}.${variable}`,
			value
		}];
	});
}
function valuesByRemote(entries, variable) {
	const values = new Map();
	for (const { key, value } of entries) {
		const name = key.startsWith("remote.") && key.endsWith(`.${variable}`) ? key.slice(7, -variable.length - 1) : "";
		if (name === "") continue;
		if (value === "") values.delete(name);
		else if (!values.has(name)) values.set(name, value);
	}
	return values;
}
function rewrite(entries, url, variable) {
	let best;
	for (const { key, value } of entries) {
		if (!key.startsWith("url.") || !key.endsWith(`.${variable}`) || !url.startsWith(value)) continue;
		if (best === void 0 || value.length > best.prefix.length) best = {
			prefix: value,
			base: key.slice(4, -variable.length - 1)
		};
	}
	return best === void 0 ? void 0 : best.base + url.slice(best.prefix.length);
}
function absoluteUrl(url, root) {
	return !url.includes("://") && !url.includes("::") && splitUrl(url) === null && !(0, node_path.isAbsolute)(url) && !url.startsWith("~") ? (0, node_path.resolve)(root, url) : url;
}
// src/git/ledger-paths.ts
const COMPANIONS = [
	"-journal",
	"-wal",
	"-shm"
];
function ledgerPaths(root, paths) {
	return paths.map((path) => (0, node_path.relative)(root, withoutLinks(path)).split(node_path.sep).join("/")).filter((path) => path !== "" && path !== ".." && !path.startsWith("../"));
}
function isLedger(ledgers, path) {
	const name = Buffer.from(path, "latin1").toString("utf8");
	return ledgers.some((ledger) => name === ledger || name.startsWith(`${ledger}/`) || COMPANIONS.some((end) => name === ledger + end));
}
function temporaryFolders(root) {
	return ledgerPaths(root, [...new Set([process.env.RUNNER_TEMP || (0, node_os.tmpdir)(), (0, node_os.tmpdir)()])].map((folder) => (0, node_path.resolve)(folder, "any"))).map((path) => (0, node_path.dirname)(path));
}
const OWN_TEMPORARY = /^laforge-(?:[a-z]+-[A-Za-z0-9]{6}\/|[\w-]+\.(?:json|lock)$)/;
function isOwnTemporary(folders, path) {
	return folders.some((folder) => {
		const prefix = folder === "." ? "" : `${folder}/`;
		return path.startsWith(prefix) && OWN_TEMPORARY.test(path.slice(prefix.length));
	});
}
function withoutLinks(path) {
	const folder = (0, node_path.dirname)(path);
	try {
		return (0, node_path.join)((0, node_fs.realpathSync)(folder), (0, node_path.basename)(path));
	} catch {
		return path;
	}
}
// src/git/kept-file.ts
function keepFile(path, content, mode = 384) {
	const wanted = Buffer.from(content);
	if (require_regular_file.readRegularFile(path)?.equals(wanted) === true) return;
	require_replace_file.replaceFile(path, wanted, mode);
}
// src/git/captured-folder.ts
function keepCapturedFolder(folder, commonDir, baseline) {
	const { info } = baseline;
	const entries = blockFilters(baseline.entries, baseline.filters.changed());
	const hasLinks = process.platform !== "win32";
	if (!(0, node_fs.existsSync)(folder)) create$1(folder, commonDir, hasLinks, info);
	const globalConfig = (0, node_path.join)(folder, "global");
	keepFile((0, node_path.join)(folder, "config"), configText$1(localSettings(entries)));
	keepFile(globalConfig, configText$1(entries.filter(({ scope }) => !isLocal(scope) && scope !== "command")));
	return {
		GIT_COMMON_DIR: hasLinks ? folder : commonDir,
		GIT_CONFIG_GLOBAL: globalConfig
	};
}
function toldSettings({ entries, filters }) {
	return blockFilters(entries, filters.changed()).filter((entry) => isSecret(entry) || entry.scope === "command").filter(({ key }) => !isInclude(key));
}
const LINKED = [
	"objects",
	"refs",
	"logs",
	"packed-refs",
	"reftable",
	"worktrees",
	"shallow",
	"lfs"
];
const NOT_LINKED = new Set([...[
	"config",
	"config.worktree",
	"global",
	"hooks",
	"info",
	"commondir",
	"gitdir",
	"HEAD",
	"ORIG_HEAD",
	"FETCH_HEAD"
], ...[
	"index",
	"branches",
	"description",
	"gc.pid",
	"gc.log"
]]);
function create$1(folder, commonDir, hasLinks, info) {
	(0, node_fs.mkdirSync)((0, node_path.join)(folder, "info"), { recursive: true });
	keepFile((0, node_path.join)(folder, "HEAD"), "ref: refs/heads/none\n");
	for (const [name, content] of Object.entries(info)) if (content !== null) keepFile((0, node_path.join)(folder, "info", name), content);
	if (!hasLinks) return;
	const others = ((0, node_fs.statSync)(commonDir, { throwIfNoEntry: false })?.isDirectory() === true ? (0, node_fs.readdirSync)(commonDir) : []).filter((name) => !NOT_LINKED.has(name) && !name.endsWith(".lock"));
	for (const name of new Set([...LINKED, ...others])) (0, node_fs.symlinkSync)((0, node_path.join)(commonDir, name), (0, node_path.join)(folder, name));
}
function localSettings(entries) {
	return [...entries.filter(({ scope, key }) => isLocal(scope) && !ABOUT_PLACE.test(key)), {
		key: "core.bare",
		value: "false"
	}];
}
const ABOUT_PLACE = /^(core\.(bare|worktree)|extensions\.worktreeconfig)$/;
function isLocal(scope) {
	return scope === "local" || scope === "worktree";
}
function isInclude(key) {
	return /^include(if\..*)?\.path$/.test(key);
}
function isSecret({ key, value }) {
	return /^http\.(.*\.)?extraheader$/.test(key) || /:\/\/[^/@\s]*@/.test(`${key} ${value}`);
}
function configText$1(entries) {
	return entries.filter((entry) => !isInclude(entry.key) && !isSecret(entry)).map(({ key, value }) => {
		const [first, last] = [key.indexOf("."), key.lastIndexOf(".")];
		const subsection = first === last ? "" : ` "${key.slice(first + 1, last).replace(/["\\]/g, "\\$&")}"`;
		return `[${key.slice(0, first)}${subsection}]\n\t${key.slice(last + 1)} = ${quoteValue(value)}\n`;
	}).join("");
}
const ESCAPES = {
	"\"": "\\\"",
	"\\": "\\\\",
	"\n": "\\n",
	"	": "\\t",
	"\b": "\\b"
};
function quoteValue(value) {
	return `"${value.replace(/["\\\n\t\b]/g, (one) => ESCAPES[one] ?? one)}"`;
}
// src/git/locate.ts
const MINIMUM = "2.31";
async function gitAt(location, { config = [], env, cwd, ...command }) {
	const { root, gitDir, baseline, repository } = location;
	refuseOtherFolder(location);
	refuseOddFiles(location);
	return await runGit({
		...command,
		as: {
			...baseline.git,
			config: [...toldSettings(baseline), ...config]
		},
		cwd: cwd ?? root,
		env: {
			...repository.capturedPlace(),
			GIT_DIR: gitDir,
			GIT_WORK_TREE: root,
			PATH: repository.path(),
			...env
		}
	});
}
function refuseOtherFolder({ root }) {
	const now = whereIs(root);
	if (now === root) return;
	throw new require_errors.GitError("git-failed", `${require_identity.quote(root)} has become a link to ${require_identity.quote(now)}, where nothing is looked at. Put the work tree back.`);
}
function whereIs(root) {
	try {
		return process.platform === "win32" ? root : (0, node_fs.realpathSync)(root);
	} catch {
		return root;
	}
}
function refuseOddFiles({ gitDir, commonDir }) {
	const own = [
		"HEAD",
		"index",
		(0, node_path.join)("logs", "HEAD")
	].map((name) => (0, node_path.join)(gitDir, name));
	for (const file of [...own, ...["packed-refs", "shallow"].map((name) => (0, node_path.join)(commonDir, name))]) {
		if ((0, node_fs.statSync)(file, { throwIfNoEntry: false })?.isFile() !== false) continue;
		throw new require_errors.GitError("git-failed", `${require_identity.quote(file)} is not a regular file, as git keeps it. Put the file back.`);
	}
}
async function locateWorkTree(directory) {
	refuseOddVariables(process.env, directory);
	if ((0, node_fs.statSync)(directory, { throwIfNoEntry: false })?.isDirectory() !== true) throw new require_errors.InputError("not-a-work-tree", `There is no folder ${require_identity.quote(directory)}. Name one inside a git work tree.`);
	const output = await runGit({
		as: USERS_GIT,
		args: [
			"rev-parse",
			"--path-format=absolute",
			"--show-toplevel",
			"--absolute-git-dir",
			"--git-common-dir"
		],
		cwd: directory,
		allowExit: [128]
	});
	if (output.exitCode !== 0) throw notAWorkTree(directory, output);
	const [root, gitDir, commonDir, ...rest] = output.stdout.split("\n");
	if (root === "--path-format=absolute") await refuseOldGit(directory);
	if (!root || !gitDir || !commonDir || rest.join("") !== "") throw new require_errors.GitError("git-failed", `git does not say where the work tree of ${require_identity.quote(directory)} is.`);
	return {
		root,
		gitDir,
		commonDir,
		mainWorkTree: findMainWorkTree(root, gitDir, commonDir)
	};
}
function findMainWorkTree(root, gitDir, commonDir) {
	if (gitDir === commonDir) return root;
	return (0, node_path.basename)(commonDir) === ".git" ? (0, node_path.dirname)(commonDir) : commonDir;
}
async function refuseOldGit(cwd) {
	const { stdout } = await runGit({
		as: USERS_GIT,
		args: ["--version"],
		cwd
	});
	const version = stdout.trim().replace(/^git version /, "");
	throw new require_errors.InputError("git-too-old", `This is git ${version}, and git ${MINIMUM} is the oldest that works. Update git.`);
}
function refuseOddVariables(env, directory) {
	const { GIT_DIR: gitDir = ".git" } = env;
	const usual = {
		GIT_INDEX_FILE: (0, node_path.join)(gitDir, "index"),
		GIT_OBJECT_DIRECTORY: (0, node_path.join)(gitDir, "objects"),
		GIT_COMMON_DIR: gitDir,
		GIT_ALTERNATE_OBJECT_DIRECTORIES: null,
		GIT_NAMESPACE: null
	};
	for (const [name, own] of Object.entries(usual)) {
		const value = env[name];
		if (!value || own !== null && (0, node_path.resolve)(directory, value) === (0, node_path.resolve)(directory, own)) continue;
		throw new require_errors.InputError("bad-environment", `${name} is set to ${require_identity.quote(value)}, and LaForge works with what is the repository's own. Unset it.`);
	}
}
function notAWorkTree(directory, output) {
	const where = require_identity.quote(directory);
	if (/dubious ownership|is owned by someone else/.test(output.stderr)) return new require_errors.InputError("not-a-work-tree", `git does not trust ${where}, which belongs to another user. If you do, run: ${quoteForShell([
		"git",
		"config",
		"--global",
		"--add",
		"safe.directory",
		directory
	])}`);
	if (/must be run in a work tree|cannot use bare repository/.test(output.stderr)) return new require_errors.InputError("not-a-work-tree", `${where} is a bare repository or inside a .git folder. Name a folder of its work tree.`);
	if (/not a git repository/.test(output.stderr)) return new require_errors.InputError("not-a-work-tree", `${where} is in no git work tree. Check a repository out first, or name a folder inside one.`);
	return new require_errors.InputError("not-a-work-tree", `git cannot use ${where}: ${lastWords$1(output)}`);
}
// src/git/raw-diff.ts
const GITLINK = "160000";
function parseRawDiff(text) {
	const parts = text.split("\0");
	const changes = [];
	for (let index = 0; index + 1 < parts.length; index += 2) {
		const [modeBefore = "", modeAfter = "", before = "", after = "", status = ""] = (parts[index] ?? "").slice(1).split(" ");
		changes.push({
			path: parts[index + 1] ?? "",
			status,
			before: entry$1(modeBefore, before),
			after: entry$1(modeAfter, after)
		});
	}
	return changes;
}
function entry$1(mode, sha) {
	return mode === "000000" ? null : {
		mode,
		sha
	};
}
function toIndexInfo(changes, objectFormat) {
	const nothing = `0 ${"0".repeat(objectFormat === "sha1" ? 40 : 64)}`;
	return changes.map(({ path, after }) => `${after === null ? nothing : `${after.mode} ${after.sha}`}\t${path}`);
}
function emptyTree(objectFormat) {
	return objectFormat === "sha1" ? "4b825dc642cb6eb9a060e54bf8d69288fbee4904" : "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321";
}
function shownPath(path) {
	return Buffer.from(path, "latin1").toString("utf8");
}
function onDisk(root, path) {
	return Buffer.concat([Buffer.from(`${root}/`), Buffer.from(path, "latin1")]);
}
function lookOnDisk(root, path) {
	try {
		return (0, node_fs.lstatSync)(onDisk(root, path), { throwIfNoEntry: false });
	} catch {
		return null;
	}
}
async function countChanges(repository, objectFormat, from, to) {
	const { stdout } = await repository.git({ args: [
		"diff-tree",
		"-r",
		"--shortstat",
		"--no-renames",
		from ?? emptyTree(objectFormat),
		to
	] });
	const count = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(stdout)?.[1] ?? 0);
	return {
		filesChanged: count("file"),
		insertions: count("insertion"),
		deletions: count("deletion")
	};
}
// src/git/odd-files.ts
const READ_BY_GIT = new Set([".gitignore", ".gitattributes"]);
const TICK_MS = 10;
function removePipes(root) {
	const removed = [];
	for (const { path, name, entry } of walkFiles(root)) {
		if (!entry.isFIFO() || !READ_BY_GIT.has(name)) continue;
		(0, node_fs.rmSync)(onDisk(root, path), { force: true });
		removed.push(path);
	}
	return removed;
}
function newOddFiles(root, sinceMs, isClosed) {
	if (process.platform === "win32") return [];
	return [...walkFiles(root, (folder) => isClosed(folder) || isUntouchedLeaf(root, folder, sinceMs))].filter(({ entry }) => !entry.isFile() && !entry.isSymbolicLink()).map(({ path }) => path).filter((path) => {
		const stat = lookOnDisk(root, path);
		return stat != null && (stat.birthtimeMs || stat.ctimeMs) >= sinceMs - TICK_MS;
	});
}
function isUntouchedLeaf(root, folder, sinceMs) {
	const stat = lookOnDisk(root, folder);
	return stat?.nlink === 2 && stat.ctimeMs < sinceMs - TICK_MS;
}
function* walkFiles(root, isClosed = () => false) {
	const folders = [""];
	for (let folder = folders.pop(); folder !== void 0; folder = folders.pop()) for (const entry of entriesOf(root, folder)) {
		const name = entry.name.toString("latin1");
		const path = `${folder}${name}`;
		if (!entry.isDirectory()) yield {
			path,
			name,
			entry
		};
		else if (name !== ".git" && !isClosed(`${path}/`)) folders.push(`${path}/`);
	}
}
function entriesOf(root, folder) {
	try {
		return (0, node_fs.readdirSync)(onDisk(root, folder), {
			withFileTypes: true,
			encoding: "buffer"
		});
	} catch {
		return [];
	}
}
// src/git/operations.ts
function findOperation({ gitDir, commonDir }, branch) {
	const linked = namesIn((0, node_path.join)(commonDir, "worktrees")).map((name) => (0, node_path.join)(commonDir, "worktrees", name));
	const folders = [...new Set([
		gitDir,
		commonDir,
		...linked
	])];
	for (const folder of folders) {
		const pointer = readStart((0, node_path.join)(folder, "gitdir")).trim();
		if (pointer !== "" && !(0, node_fs.existsSync)(pointer)) continue;
		const name = operationOn(folder, branch);
		if (name !== null) return {
			name,
			workTree: folder === gitDir ? null : pointer.replace(/\/\.git$/, "") || folder
		};
	}
	return null;
}
function operationOn(folder, branch) {
	const ref = `refs/heads/${branch}`;
	const read = (name) => readStart((0, node_path.join)(folder, name));
	if (["rebase-merge/head-name", "rebase-apply/head-name"].some((name) => read(name).trim() === ref) || read("rebase-merge/update-refs").split("\n").includes(ref)) return "rebase";
	if (read("HEAD").trim() === `ref: ${ref}`) return operationIn(folder);
	return (0, node_fs.existsSync)((0, node_path.join)(folder, "BISECT_LOG")) && read("BISECT_START").trim() === branch ? "bisect" : null;
}
const SIGNS = [
	["rebase-merge", "rebase"],
	["rebase-apply/applying", "am"],
	["rebase-apply", "rebase"],
	["BISECT_LOG", "bisect"],
	["MERGE_HEAD", "merge"],
	["CHERRY_PICK_HEAD", "cherry-pick"],
	["REVERT_HEAD", "revert"]
];
function operationIn(gitDir) {
	const sign = SIGNS.find(([file]) => (0, node_fs.existsSync)((0, node_path.join)(gitDir, file)));
	if (sign !== void 0) return sign[1];
	const next = readStart((0, node_path.join)(gitDir, "sequencer/todo")).split(" ", 1)[0];
	if (next === "pick" || next === "p") return "cherry-pick";
	return next === "revert" ? "revert" : null;
}
const FILES = [
	...SIGNS.map(([file]) => file).filter((file) => !file.includes("/")),
	...[
		"MERGE_MSG",
		"MERGE_MODE",
		"MERGE_AUTOSTASH",
		"AUTO_MERGE",
		"SQUASH_MSG",
		"REBASE_HEAD",
		"sequencer"
	],
	...[
		"BISECT_START",
		"BISECT_NAMES",
		"BISECT_TERMS",
		"BISECT_RUN",
		"BISECT_EXPECTED_REV",
		"BISECT_ANCESTORS_OK"
	],
	...["BISECT_FIRST_PARENT", "BISECT_HEAD"]
];
function filesOfOperations(gitDir) {
	return FILES.filter((name) => (0, node_fs.existsSync)((0, node_path.join)(gitDir, name)));
}
const MOST_BYTES$3 = 4194304;
function readStart(path) {
	return readPart(path, () => 0);
}
function readEnd(path) {
	return readPart(path, (size) => Math.max(0, size - MOST_BYTES$3));
}
function namesIn(folder) {
	try {
		return (0, node_fs.readdirSync)(folder);
	} catch {
		return [];
	}
}
function readPart(path, startOf) {
	try {
		const file = (0, node_fs.openSync)(path, node_fs.constants.O_RDONLY | node_fs.constants.O_NOFOLLOW | node_fs.constants.O_NONBLOCK);
		try {
			const stat = (0, node_fs.fstatSync)(file);
			if (!stat.isFile()) return "";
			const buffer = Buffer.alloc(Math.min(stat.size, MOST_BYTES$3));
			return buffer.toString("utf8", 0, (0, node_fs.readSync)(file, buffer, 0, buffer.length, startOf(stat.size)));
		} finally {
			(0, node_fs.closeSync)(file);
		}
	} catch {
		return "";
	}
}
// src/git/clone-traces.ts
const CLOCK_SLACK_MS = 2e3;
const DATE_SLACK_S = 86400;
const PSEUDO_REF = /^[A-Z][A-Z_]*$/;
async function readCloneState(location, head) {
	const list = async (...args) => {
		const output = await gitAt(location, {
			args: [
				"rev-list",
				"--timestamp",
				...args,
				"--all",
				"--reflog"
			],
			env: { GIT_NO_LAZY_FETCH: "1" },
			allowExit: "any"
		});
		return new Map(output.stdout.split("\n").flatMap((line) => {
			const [seconds = "", sha = ""] = line.split(" ");
			return require_identity.isSha(sha) ? [[sha, Number(seconds)]] : [];
		}));
	};
	const tips = await list("--no-walk=unsorted");
	const oldest = (tips.get(head ?? "") ?? 0) - DATE_SLACK_S;
	const isAhead = head !== null && [...tips].some(([sha, seconds]) => sha !== head && seconds >= oldest);
	const folders = gitFolders(location);
	return {
		tips: [...new Set([...tips.keys(), ...folders.flatMap(pseudoRefs)])],
		beyondHead: isAhead ? [...(await list(`^${head}`, `--since=${oldest}`)).keys()] : [],
		gitFolders: folders,
		fetchHeads: fetchHeads(folders),
		takenAt: Date.now()
	};
}
function readCommitTraces(location, since, until) {
	const traces = {
		made: new Set(),
		madeElsewhere: new Set(),
		madeLater: new Set(),
		fetched: new Set(),
		pushed: new Set()
	};
	const known = new Set(since.tips);
	const fetch = (sha) => void (known.has(sha) || traces.fetched.add(sha));
	const folders = gitFolders(location);
	const files = [...folders.map((folder) => ({
		path: (0, node_path.join)(folder, "logs", "HEAD"),
		isOthers: isOthers(folder, location, since)
	})), ...logsBelow((0, node_path.join)(location.commonDir, "logs", "refs")).map((path) => ({
		path,
		isOthers: false
	}))];
	const isRemotes = (path) => path.startsWith((0, node_path.join)(location.commonDir, "logs", "refs", "remotes"));
	for (const { path, isOthers: isOther } of files) {
		if (!hasChanged(path, since.takenAt)) continue;
		for (const { sha, seconds, message } of parseReflog(readEnd(path))) if (isRemotes(path) && pushes(message)) traces.pushed.add(sha);
		else if (isRemotes(path) || fetches(message)) fetch(sha);
		else if (creates(message)) {
			if (isOther) traces.madeElsewhere.add(sha);
			else if (until !== null && seconds * 1e3 > until.getTime()) traces.madeLater.add(sha);
			else traces.made.add(sha);
		}
	}
	const hasFetched = fetchHeads(folders).some((one) => !since.fetchHeads.includes(one));
	if (hasFetched) for (const folder of folders) shasOf((0, node_path.join)(folder, "FETCH_HEAD")).forEach(fetch);
	return {
		...traces,
		hasFetched: hasFetched || traces.fetched.size > 0
	};
}
function gitFolders({ gitDir, commonDir }) {
	const linked = namesIn((0, node_path.join)(commonDir, "worktrees")).map((name) => (0, node_path.join)(commonDir, "worktrees", name));
	return [...new Set([
		gitDir,
		commonDir,
		...linked
	])];
}
function isOthers(folder, { gitDir }, { gitFolders: known }) {
	return folder !== gitDir && known.includes(folder);
}
function pseudoRefs(folder) {
	return namesIn(folder).filter((name) => PSEUDO_REF.test(name)).flatMap((name) => shasOf((0, node_path.join)(folder, name)));
}
function fetchHeads(folders) {
	return folders.flatMap((folder) => {
		const stat = (0, node_fs.lstatSync)((0, node_path.join)(folder, "FETCH_HEAD"), { throwIfNoEntry: false });
		return stat === void 0 ? [] : [`${folder} ${stat.ino} ${stat.size} ${stat.ctimeMs}`];
	});
}
function shasOf(path) {
	return readEnd(path).split("\n").map((line) => line.split("	", 1)[0] ?? "").filter(require_identity.isSha);
}
function logsBelow(folder) {
	try {
		return (0, node_fs.readdirSync)(folder, {
			recursive: true,
			withFileTypes: true
		}).filter((entry) => entry.isFile()).map((entry) => (0, node_path.join)(entry.parentPath, entry.name));
	} catch {
		return [];
	}
}
function hasChanged(path, sinceMs) {
	const stat = (0, node_fs.lstatSync)(path, { throwIfNoEntry: false });
	return stat !== void 0 && stat.ctimeMs >= sinceMs - CLOCK_SLACK_MS;
}
function parseReflog(text) {
	return text.split("\n").flatMap((line) => {
		const tab = line.indexOf("	");
		const fields = (tab < 0 ? line : line.slice(0, tab)).split(" ");
		const [, sha = ""] = fields;
		return require_identity.isSha(sha) ? [{
			sha,
			seconds: Number(fields.at(-2)) || 0,
			message: tab < 0 ? "" : line.slice(tab + 1)
		}] : [];
	});
}
const CREATES = [
	/^commit( \([a-z-]+\))?: /,
	/^(rebase|pull)\b.* \((pick|reword|edit|squash|fixup|merge|continue)\): /,
	/^(cherry-pick|revert|am): /,
	/^(merge|pull)\b.*: Merge made by /,
	/^(merge|pull)\b.*: In-index merge$/,
	/^laforge: commit /
];
const FAST_FORWARD = /: fast-forward$/i;
const FETCHES = [
	/^(fetch|clone)\b/,
	/^pull\b.*: fast-forward$/i,
	/^pull\b.* \(start\): /,
	/\bFETCH_HEAD\b/
];
function creates(message) {
	return CREATES.some((pattern) => pattern.test(message)) && (message.startsWith("commit") || !FAST_FORWARD.test(message));
}
function fetches(message) {
	return !creates(message) && FETCHES.some((pattern) => pattern.test(message));
}
function pushes(message) {
	return message === "update by push";
}
// src/git/head.ts
const BRANCHES = "refs/heads/";
async function readHead(location) {
	const plain = readHeadFiles(location);
	if (plain !== null) return plain;
	const both = await gitAt(location, {
		args: [
			"rev-parse",
			"HEAD",
			"--symbolic-full-name",
			"HEAD"
		],
		allowExit: [128]
	});
	if (both.exitCode === 0) {
		const [sha = "", ref = ""] = both.stdout.split("\n");
		return {
			sha,
			branch: branchOf$1(ref)
		};
	}
	return {
		sha: null,
		branch: branchOf$1((await gitAt(location, { args: [
			"symbolic-ref",
			"--quiet",
			"HEAD"
		] })).stdout.trimEnd())
	};
}
function branchOf$1(ref) {
	return ref.startsWith(BRANCHES) ? ref.slice(11) : null;
}
function isShallow(commonDir) {
	return ((0, node_fs.lstatSync)((0, node_path.join)(commonDir, "shallow"), { throwIfNoEntry: false })?.size ?? 0) > 0;
}
async function isBranchName(location, name) {
	if (name === "" || name === "HEAD" || name === "@" || name.startsWith("-") || name.includes("\0")) return false;
	const { exitCode } = await gitAt(location, {
		args: ["check-ref-format", `${BRANCHES}${name}`],
		allowExit: [1]
	});
	return exitCode === 0;
}
async function listRefs(location, prefix) {
	const folder = prefix.slice(0, prefix.lastIndexOf("/") + 1);
	if (folder.startsWith("refs/laforge/") && hasNoRefs(location, folder)) return new Map();
	const { stdout } = await gitAt(location, { args: [
		"for-each-ref",
		"--format=%(objectname) %(refname)",
		folder
	] });
	const refs = new Map();
	for (const line of stdout.split("\n")) {
		const [sha = "", ref = ""] = line.split(" ");
		if (ref.startsWith(prefix)) refs.set(ref, sha);
	}
	return refs;
}
async function findDirtyFiles(location) {
	const { stdout } = await gitAt(location, {
		args: [
			"status",
			"--porcelain=v2",
			"-z",
			"--no-renames",
			"--untracked-files=no",
			"--ignore-submodules=dirty"
		],
		encoding: "latin1"
	});
	const files = stdout.split("\0").flatMap((entry) => {
		const [kind, state = "", submodule = ""] = entry.split(" ", 3);
		if (kind === "1" && state.startsWith(".") && submodule.startsWith("S")) return [];
		const fields = kind === "1" ? 8 : kind === "u" ? 10 : 0;
		return fields === 0 ? [] : [{
			path: entry.split(" ").slice(fields).join(" "),
			isModified: state === ".M"
		}];
	});
	const differing = files.some(({ isModified }) => isModified) ? await listDiffering(location) : new Set();
	const isConverted = ({ path, isModified }) => isModified && !differing.has(path);
	return {
		dirty: files.filter((file) => !isConverted(file)).map(({ path }) => path),
		converted: files.filter(isConverted).map(({ path }) => path)
	};
}
async function listDiffering(location) {
	const { stdout } = await gitAt(location, {
		args: [
			"diff",
			"--name-only",
			"-z",
			"--no-renames",
			"--no-ext-diff",
			"--ignore-submodules=dirty"
		],
		config: [{
			key: "diff.autoRefreshIndex",
			value: "true"
		}],
		encoding: "latin1"
	});
	return new Set(stdout.split("\0"));
}
const LONGEST_LINE = 300;
const SHA_LINE = /^([0-9a-f]{40}(?:[0-9a-f]{24})?)\n$/;
const BRANCH_LINE = /^ref: refs\/heads\/([\w-]+(?:[./+][\w-]+)*)\n$/;
function readHeadFiles({ gitDir, commonDir }) {
	const head = readLine((0, node_path.join)(gitDir, "HEAD"));
	const detached = SHA_LINE.exec(head)?.[1];
	if (detached !== void 0) return {
		sha: detached,
		branch: null
	};
	const branch = BRANCH_LINE.exec(head)?.[1];
	if (branch === void 0 || /\.lock(\/|$)/.test(branch)) return null;
	const sha = SHA_LINE.exec(readLine((0, node_path.join)(commonDir, "refs/heads", branch)))?.[1];
	return sha === void 0 ? null : {
		sha,
		branch
	};
}
function readLine(path) {
	try {
		const file = (0, node_fs.openSync)(path, node_fs.constants.O_RDONLY | node_fs.constants.O_NOFOLLOW | node_fs.constants.O_NONBLOCK);
		try {
			const buffer = Buffer.alloc(LONGEST_LINE);
			return buffer.toString("latin1", 0, (0, node_fs.readSync)(file, buffer));
		} finally {
			(0, node_fs.closeSync)(file);
		}
	} catch {
		return "";
	}
}
const MOST_BYTES$2 = 4194304;
function hasNoRefs({ commonDir }, name) {
	const packed = (0, node_path.join)(commonDir, "packed-refs");
	if ((0, node_fs.existsSync)((0, node_path.join)(commonDir, "reftable")) || (0, node_fs.existsSync)((0, node_path.join)(commonDir, name))) return false;
	if (!(0, node_fs.existsSync)(packed)) return true;
	return require_regular_file.readRegularFile(packed, MOST_BYTES$2)?.includes(` ${name}`) === false;
}
const WENT_AWAY = /^checkout: moving from ([0-9a-f]{40,64}) to /;
async function findPlacesBesideHead(location, since) {
	const known = new Set(since.tips);
	const folders = gitFolders(location).filter((folder) => folder === location.gitDir || !since.gitFolders.includes(folder));
	const branches = [...await listRefs(location, HEADS)].map(([ref, sha]) => ({
		name: ref.slice(11),
		sha
	}));
	const workTrees = folders.filter((folder) => folder !== location.gitDir).map((folder) => ({
		name: workTreeOf(folder),
		sha: readStart((0, node_path.join)(folder, "HEAD")).trim()
	}));
	const leftBehind = folders.flatMap((folder) => parseReflog(readEnd((0, node_path.join)(folder, "logs", "HEAD"))).flatMap(({ message }) => WENT_AWAY.exec(message)?.[1] ?? []));
	const places = [
		...branches,
		...workTrees,
		...leftBehind.map((sha) => ({
			name: null,
			sha
		}))
	];
	const found = new Map();
	for (const place of places) if (require_identity.isSha(place.sha) && !known.has(place.sha) && !found.has(place.sha)) found.set(place.sha, place);
	return [...found.values()];
}
function workTreeOf(folder) {
	const link = readStart((0, node_path.join)(folder, "gitdir")).trim();
	return link === "" ? folder : (0, node_path.dirname)(link);
}
// src/git/index-marks.ts
const HEADER = 12;
const MODE = 24;
const STAT = 40;
const ASSUME_UNCHANGED = 32768;
const EXTENDED = 16384;
const SKIP_WORKTREE = 16384;
const NAME_LENGTH = 4095;
const TYPE = 61440;
const FILE$1 = 32768;
const LINK = 40960;
function hasPlainEntriesOnly(index, hashLength) {
	try {
		const version = index.readUInt32BE(4);
		if (index.toString("latin1", 0, 4) !== "DIRC" || version < 2 || version > 4) return false;
		let at = HEADER;
		for (let count = index.readUInt32BE(8); count > 0; count--) {
			const type = index.readUInt32BE(at + MODE) & TYPE;
			const flags = index.readUInt16BE(at + STAT + hashLength);
			const isExtended = (flags & EXTENDED) !== 0;
			const name = at + STAT + hashLength + (isExtended ? 4 : 2);
			if (type !== FILE$1 && type !== LINK || (flags & ASSUME_UNCHANGED) !== 0) return false;
			if (isExtended && (index.readUInt16BE(name - 2) & SKIP_WORKTREE) !== 0) return false;
			at = version === 4 ? endOfName(index, name) + 1 : endOfPadding(index, at, name, flags & NAME_LENGTH);
		}
		return hasOptionalExtensionsOnly(index, at, index.length - hashLength);
	} catch {
		return false;
	}
}
function endOfName(index, from) {
	let at = from;
	while (index.readUInt8(at) >= 128) at++;
	const end = index.indexOf(0, at + 1);
	if (end < 0) throw new RangeError("a name has no end");
	return end;
}
function endOfPadding(index, start, name, length) {
	const end = length < NAME_LENGTH ? name + length : index.indexOf(0, name + NAME_LENGTH);
	if (end < name) throw new RangeError("a name has no end");
	return start + (end - start + 8 & -8);
}
function hasOptionalExtensionsOnly(index, from, end) {
	let at = from;
	while (at < end) {
		const first = index.readUInt8(at);
		if (first < 65 || first > 90) return false;
		at += 8 + index.readUInt32BE(at + 4);
	}
	return at === end;
}
// src/git/uncommitted.ts
async function listUncommitted(root, files, request) {
	const { index } = request;
	const [first, marks] = await Promise.all([status(files, request), readMarks(root, files, request)]);
	await clearBits(files, index, "--no-assume-unchanged", marks.assumedUnchanged);
	await clearBits(files, index, "--no-skip-worktree", marks.skipped);
	return {
		...parseStatus(marks.assumedUnchanged.length > 0 || marks.skipped.length > 0 ? await status(files, request) : first),
		submodules: marks.submodules
	};
}
function clearBits(files, index, option, paths) {
	return files.feed({
		index,
		args: [
			"update-index",
			option,
			"-z",
			"--stdin"
		]
	}, paths);
}
async function status(files, { index, head, ignored }) {
	const { stdout } = await files.git({
		index,
		head,
		args: [
			...[
				"status",
				"--porcelain=v2",
				"-z",
				"--no-renames",
				"--no-ahead-behind",
				"--untracked-files=all"
			],
			`--ignored=${ignored ? "matching" : "no"}`,
			"--ignore-submodules=dirty"
		]
	});
	return stdout;
}
function parseStatus(text) {
	const changes = [];
	const untracked = [];
	const ignored = [];
	for (const record of text.split("\0")) {
		const kind = record.charAt(0);
		if (kind === "?") untracked.push(record.slice(2));
		else if (kind === "!") ignored.push(record.slice(2));
		else if (kind === "1" || kind === "u") changes.push({
			path: afterFields(record, kind === "u" ? 10 : 8),
			isUnstaged: record.charAt(2) === "D",
			isDeleted: record.charAt(3) === "D" && kind === "1",
			isUnmerged: kind === "u"
		});
	}
	return {
		changes,
		untracked,
		ignored
	};
}
function afterFields(record, fields) {
	let at = 0;
	for (let count = 0; count < fields; count++) at = record.indexOf(" ", at) + 1;
	return record.slice(at);
}
const NO_MARKS = {
	assumedUnchanged: [],
	skipped: [],
	submodules: []
};
const MARKED = new RegExp(`(?<=^|\\0)(?:[a-zS] \\d+|[A-Z] ${GITLINK}) [^\\0]*`, "g");
async function readMarks(root, files, { index, head }) {
	const bytes = head === null ? null : require_regular_file.readRegularFile(index);
	if (head !== null && bytes !== null && hasPlainEntriesOnly(bytes, head.length / 2)) return NO_MARKS;
	const { stdout } = await files.git({
		index,
		args: [
			"ls-files",
			"-v",
			"-s",
			"-z"
		]
	});
	const assumedUnchanged = [];
	const skipped = [];
	const submodules = [];
	const absent = new Set();
	for (const [entry] of stdout.matchAll(MARKED)) {
		const path = entry.slice(entry.indexOf("	") + 1);
		const [tag = "", mode] = entry.split(" ", 2);
		if (mode === "160000") submodules.push(path);
		if (tag !== tag.toUpperCase()) assumedUnchanged.push(path);
		if (tag.toUpperCase() === "S" && isOnDisk(root, path, absent)) skipped.push(path);
	}
	return {
		assumedUnchanged,
		skipped,
		submodules
	};
}
function isOnDisk(root, path, absent) {
	const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
	if (folder !== "" && (absent.has(folder) || !isOnDisk(root, folder, absent))) {
		absent.add(folder);
		return false;
	}
	return lookOnDisk(root, path) !== void 0;
}
// src/git/snapshot.ts
async function takeSnapshot(location, files) {
	const takenAt = Date.now();
	const [head, stash] = await Promise.all([readHead(location), readStash(location)]);
	const older = await files.withIndex("copy", (index) => listOlder(location.root, files, index, head.sha));
	return {
		head: head.sha,
		stash,
		older,
		takenAt
	};
}
async function listOlder(root, files, index, head) {
	const found = await listUncommitted(root, files, {
		index,
		head,
		ignored: true
	});
	return [
		...found.changes.map(({ path }) => ({
			path,
			stamp: stampOf(root, path),
			content: contentOf$3(root, path)
		})),
		...[...found.untracked, ...found.ignored].map((path) => ({
			path,
			stamp: path.endsWith("/") ? null : stampOf(root, path),
			content: null
		})),
		...found.submodules.map((path) => ({
			path: `${path}/`,
			stamp: null,
			content: null
		}))
	];
}
function stampOf(root, path) {
	let stat;
	try {
		stat = (0, node_fs.lstatSync)(onDisk(root, path), {
			throwIfNoEntry: false,
			bigint: true
		});
	} catch {
		return "unreachable";
	}
	if (stat === void 0) return "absent";
	return [
		stat.mode,
		stat.size,
		stat.mtimeNs,
		stat.ctimeNs,
		stat.ino
	].map((value) => value.toString(36)).join(".");
}
const LARGEST_HASHED = 1048576;
function contentOf$3(root, path) {
	const bytes = require_regular_file.readRegularFile(onDisk(root, path), LARGEST_HASHED);
	return bytes === null ? null : (0, node_crypto.createHash)("sha256").update(bytes).digest("base64");
}
async function readStash(location) {
	if (hasNoRefs(location, "refs/stash")) return null;
	const { exitCode, stdout } = await gitAt(location, {
		args: [
			"rev-parse",
			"--verify",
			"--quiet",
			"--end-of-options",
			"refs/stash"
		],
		allowExit: [1, 128]
	});
	return exitCode === 0 ? stdout.trim() : null;
}
function olderPaths({ older }, ignoreCase) {
	const fold = (path) => ignoreCase ? path.toLowerCase() : path;
	const known = new Map(older.map((entry) => [fold(entry.path), entry]));
	return {
		find: (path) => {
			const folded = fold(path);
			if (known.has(folded)) return path;
			for (let end = folded.indexOf("/"); end >= 0; end = folded.indexOf("/", end + 1)) {
				const folder = folded.slice(0, end + 1);
				if (known.has(folder)) return path.slice(0, end + 1);
			}
			return null;
		},
		fileAt: (path) => known.get(fold(path))
	};
}
// src/git/archive-files.ts
const BLOCK = 512;
const CHUNK = 1048576;
const NAME_BYTES = 100;
const LONG = {
	name: "L",
	link: "K"
};
const MOST_BYTES$1 = 5e8;
const SECRETS = /^(\.env(\..*)?|\.netrc|\.npmrc|id_[a-z0-9]+|.*\.(pem|key|p12|pfx|jks|keystore|tfstate))$/i;
async function archiveChanged({ root, gitDir, commonDir }, baseline, since, { file, exclude }) {
	if (whereIs(root) !== root) return null;
	if (baseline.config.some(({ key }) => /^filter\.(?!lfs\.)/.test(key))) return null;
	const older = olderPaths(since, lastValue(baseline.config, "core.ignorecase") === "true");
	const ledgers = ledgerPaths(root, [
		...exclude,
		gitDir,
		commonDir
	]);
	const isClosed = (folder) => folder.endsWith("/node_modules/") || folder === "node_modules/";
	const found = [...walkFiles(root, (folder) => isClosed(folder) || older.find(folder) !== null)].filter(({ path, entry }) => (entry.isFile() || entry.isSymbolicLink()) && older.find(path) === null && !isLedger(ledgers, path) && (lookOnDisk(root, path)?.ctimeMs ?? 0) >= since.takenAt);
	const wanted = found.filter(({ name }) => !SECRETS.test(name));
	if (wanted.length === 0) return null;
	const written = {
		files: 0,
		bytes: 0
	};
	const blocks = function* () {
		for (const { path } of wanted) yield* member(root, path, written);
		yield Buffer.alloc(2 * BLOCK);
	};
	await (0, node_stream_promises.pipeline)(node_stream.Readable.from(blocks()), (0, node_zlib.createGzip)(), (0, node_fs.createWriteStream)(file, {
		flags: "wx",
		mode: 384
	}));
	return {
		files: written.files,
		leftOut: found.length - written.files
	};
}
function* member(root, path, written) {
	const place = onDisk(root, path);
	const name = Buffer.from(path, "latin1");
	if (lookOnDisk(root, path)?.isSymbolicLink() === true) {
		yield* header({
			name,
			link: (0, node_fs.readlinkSync)(place, { encoding: "buffer" }),
			type: "2",
			mode: 511,
			size: 0
		});
		written.files++;
		return;
	}
	let handle;
	try {
		handle = (0, node_fs.openSync)(place, node_fs.constants.O_RDONLY | node_fs.constants.O_NOFOLLOW | node_fs.constants.O_NONBLOCK);
	} catch {
		return;
	}
	try {
		const { size, mode } = (0, node_fs.fstatSync)(handle);
		if (!(0, node_fs.fstatSync)(handle).isFile() || written.bytes + size > MOST_BYTES$1) return;
		yield* header({
			name,
			link: Buffer.alloc(0),
			type: "0",
			mode: mode & 511,
			size
		});
		for (let at = 0; at < size; at += CHUNK) {
			const chunk = Buffer.alloc(Math.min(CHUNK, size - at));
			(0, node_fs.readSync)(handle, chunk, 0, chunk.length, at);
			yield chunk;
		}
		yield padding(size);
		written.files++;
		written.bytes += size;
	} finally {
		(0, node_fs.closeSync)(handle);
	}
}
function* header({ name, link, type, mode, size }) {
	for (const [kind, text] of [[LONG.name, name], [LONG.link, link]]) {
		if (text.length <= NAME_BYTES) continue;
		yield block({
			name: Buffer.from("././@LongLink"),
			link: Buffer.alloc(0),
			type: kind,
			mode: 0,
			size: text.length + 1
		});
		yield Buffer.concat([
			text,
			Buffer.alloc(1),
			padding(text.length + 1)
		]);
	}
	yield block({
		name: name.subarray(0, NAME_BYTES),
		link: link.subarray(0, NAME_BYTES),
		type,
		mode,
		size
	});
}
function block({ name, link, type, mode, size }) {
	const bytes = Buffer.alloc(BLOCK);
	const octal = (value, at, digits) => bytes.write(value.toString(8).padStart(digits, "0"), at, "latin1");
	name.copy(bytes, 0);
	octal(mode, 100, 7);
	octal(0, 108, 7);
	octal(0, 116, 7);
	octal(size, 124, 11);
	octal(0, 136, 11);
	bytes.write(" ".repeat(8), 148, "latin1");
	bytes.write(type, 156, "latin1");
	link.copy(bytes, 157);
	bytes.write("ustar\x0000", 257, "latin1");
	octal(bytes.reduce((sum, byte) => sum + byte, 0), 148, 6);
	bytes.write("\0 ", 154, "latin1");
	return bytes;
}
function padding(size) {
	return Buffer.alloc((BLOCK - size % BLOCK) % BLOCK);
}
// src/git/commit-object.ts
const LAST_SECOND = 864e10;
function parseCommitObject(sha, content) {
	const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
	const end = bytes.indexOf("\n\n");
	const header = bytes.subarray(0, end < 0 ? bytes.length : end);
	const decode = decoderOf(/^encoding (.+)$/m.exec(header.toString("latin1"))?.[1]);
	const lines = decode(header).split("\n");
	const field = (name) => lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? "";
	const committer = parsePerson(field("committer"));
	const [message = ""] = end < 0 ? [] : decode(bytes.subarray(end + 2)).split("\0", 1);
	return {
		sha,
		parents: parseParents(header.toString("latin1")),
		authorName: parsePerson(field("author")).name,
		committerName: committer.name,
		committerEmail: committer.email,
		committedAt: new Date(committer.seconds * 1e3).toISOString(),
		subject: subjectOf(message),
		message
	};
}
function parseParents(header) {
	const parents = [];
	let at = header.indexOf("\n") + 1;
	while (at > 0 && header.startsWith("parent ", at)) {
		const end = header.indexOf("\n", at);
		parents.push(header.slice(at + 7, end < 0 ? header.length : end));
		at = end + 1;
	}
	return parents;
}
function decoderOf(encoding) {
	const utf8 = new TextDecoder();
	if (encoding === void 0) return (bytes) => utf8.decode(bytes);
	try {
		const decoder = new TextDecoder(encoding);
		return (bytes) => decoder.decode(bytes);
	} catch {
		return (bytes) => utf8.decode(bytes);
	}
}
function parsePerson(line) {
	const open = line.indexOf("<");
	const close = line.indexOf(">", open);
	if (open < 0 || close < 0) return {
		name: "",
		email: "",
		seconds: 0
	};
	const seconds = Number(line.slice(line.lastIndexOf(">") + 1).trim().split(" ", 1)[0]) || 0;
	return {
		name: line.slice(0, open).trim(),
		email: line.slice(open + 1, close),
		seconds: Math.max(-864e10, Math.min(seconds, LAST_SECOND))
	};
}
function subjectOf(message) {
	const words = [];
	let at = 0;
	while (at < message.length) {
		const end = message.indexOf("\n", at);
		const line = message.slice(at, end < 0 ? message.length : end).trimEnd();
		if (line === "" && words.length > 0) break;
		if (line !== "") words.push(line);
		if (end < 0) break;
		at = end + 1;
	}
	return words.join(" ");
}
async function signCommit(repository, { sha, parents, key }) {
	const { header, message } = await readCommit$1(repository, sha);
	const field = (name) => new RegExp(`^${name} (.*)$`, "m").exec(header)?.[1] ?? "";
	const folder = (0, node_fs.mkdtempSync)((0, node_path.join)(repository.objectDirectory(), "..", "signing-"));
	try {
		const file = key.kind === "file" ? key.path : (0, node_path.join)(folder, "key");
		if (key.kind === "text") (0, node_fs.writeFileSync)(file, `${key.text.replaceAll("\r", "").trim()}\n`, { mode: 384 });
		const output = await repository.git({
			args: [
				"commit-tree",
				"-S",
				...parents.flatMap((parent) => ["-p", parent]),
				field("tree")
			],
			config: [
				{
					key: "gpg.format",
					value: "ssh"
				},
				{
					key: "user.signingkey",
					value: file
				},
				{
					key: "i18n.commitEncoding",
					value: field("encoding") || "UTF-8"
				}
			],
			env: {
				...personOf("AUTHOR", field("author")),
				...personOf("COMMITTER", field("committer"))
			},
			input: Buffer.from(message, "latin1"),
			allowExit: "any"
		});
		if (output.exitCode !== 0) throw new require_errors.GitError("git-failed", "git and ssh-keygen could not sign with it. It must be a private key of OpenSSH without a passphrase, and git 2.34 or newer.");
		return output.stdout.trim();
	} finally {
		(0, node_fs.rmSync)(folder, {
			recursive: true,
			force: true
		});
	}
}
async function hasSignature(repository, sha) {
	return /^gpgsig(-sha256)? /m.test((await readCommit$1(repository, sha)).header);
}
async function readCommit$1(repository, sha) {
	const raw = (await repository.git({
		args: [
			"cat-file",
			"commit",
			sha
		],
		encoding: "latin1"
	})).stdout;
	const end = raw.indexOf("\n\n");
	return end < 0 ? {
		header: raw,
		message: ""
	} : {
		header: raw.slice(0, end),
		message: raw.slice(end + 2)
	};
}
function personOf(role, line) {
	const [, name = "", mail = "", date = ""] = /^(.*?) ?<([^>]*)> ?(.*)$/.exec(Buffer.from(line, "latin1").toString()) ?? [];
	return {
		[`GIT_${role}_NAME`]: name,
		[`GIT_${role}_EMAIL`]: mail,
		[`GIT_${role}_DATE`]: `@${date}`
	};
}
// src/git/credentials.ts
const HELPER = "!f() { test \"$1\" = get && printf 'username=%s\\npassword=%s\\n' \"$LAFORGE_GIT_USER\" \"$LAFORGE_GIT_PASSWORD\"; }; f";
function chooseAccess({ config }, url, credentials) {
	const target = tokenTarget(url, credentials.serverUrl);
	if (target !== null && credentials.pushToken) return withToken(config, target, credentials.pushToken);
	const origin = originOf(url);
	if (origin === null) return {
		url,
		config,
		env: {}
	};
	if (hasHeader(config, url)) return {
		url,
		config: [...config, noRedirects(origin)],
		env: {}
	};
	const { username, password } = new URL(url);
	if (password !== "") return withLogin(config, url, {
		username: decode(username),
		password: decode(password)
	});
	if (target === null || !credentials.fallbackToken) return {
		url,
		config,
		env: {}
	};
	const fallback = withToken(config, target, credentials.fallbackToken);
	return hasHelper(config, url) ? {
		url,
		config,
		env: {},
		withoutHelp: fallback
	} : fallback;
}
async function settleAccess(access, askHelpers) {
	if (access.withoutHelp === void 0) return access;
	const login = await askHelpers(access.url);
	return login === null ? access.withoutHelp : withLogin(access.config, access.url, login);
}
function headerAsLogin(access) {
	const header = access.config.findLast((entry) => isAuthorization(entry) && appliesTo(entry.key, access.url));
	const basic = /^\s*authorization\s*:\s*basic\s+(\S+)\s*$/i.exec(header?.value ?? "")?.[1];
	const [, username, password] = /^([^:]*):(.+)$/s.exec(Buffer.from(basic ?? "", "base64").toString()) ?? [];
	if (username === void 0 || password === void 0) return access;
	const login = withLogin(access.config.filter((entry) => !isAuthorization(entry)), access.url, {
		username,
		password
	});
	return {
		...login,
		env: {
			...access.env,
			...login.env
		}
	};
}
function withLogin(captured, url, login) {
	const { origin, pathname } = new URL(url);
	const none = {
		key: "credential.helper",
		value: ""
	};
	const helper = {
		key: `credential.${origin}.helper`,
		value: HELPER
	};
	return {
		url: `${origin}${pathname}`,
		config: [
			...captured,
			none,
			helper,
			noRedirects(origin)
		],
		env: {
			LAFORGE_GIT_USER: login.username,
			LAFORGE_GIT_PASSWORD: login.password
		}
	};
}
function decode(text) {
	return text.replace(/(%[0-9a-f]{2})+/gi, (escaped) => Buffer.from(escaped.replaceAll("%", ""), "hex").toString());
}
function withToken(captured, target, token) {
	const origin = originOf(target) ?? target;
	const header = `http.${origin}/.extraheader`;
	const secret = Buffer.from(`x-access-token:${token}`).toString("base64");
	return {
		url: target,
		config: [
			...captured.filter((entry) => !isAuthorization(entry)),
			{
				key: header,
				value: `AUTHORIZATION: basic ${secret}`
			},
			{
				key: "credential.helper",
				value: ""
			},
			noRedirects(origin)
		],
		env: {
			GIT_ASKPASS: "",
			SSH_ASKPASS: ""
		}
	};
}
function noRedirects(origin) {
	return {
		key: `http.${origin}/.followRedirects`,
		value: "false"
	};
}
function tokenTarget(url, serverUrl) {
	const remote = splitUrl(url);
	if (serverUrl === null || !URL.canParse(serverUrl) || remote === null) return null;
	const server = new URL(serverUrl);
	const path = remote.path.replace(/^\/+/, "");
	if (isHttp$1(url)) return originOf(url) === server.origin ? `${server.origin}/${path}` : null;
	return remote.host.replace(/:\d+$/, "") === server.hostname ? `${server.origin}/${path}` : null;
}
function originOf(url) {
	return isHttp$1(url) && URL.canParse(url) ? new URL(url).origin : null;
}
function isHttp$1(url) {
	return /^https?:\/\//i.test(url);
}
function isAuthorization(entry) {
	return /^http\.(.*\.)?extraheader$/.test(entry.key) && /^\s*authorization\s*:/i.test(entry.value);
}
function hasHeader(config, url) {
	return config.some((entry) => isAuthorization(entry) && appliesTo(entry.key, url));
}
function hasHelper(config, url) {
	return (config.filter((entry) => /^credential\.(.*\.)?helper$/.test(entry.key) && appliesTo(entry.key, url)).at(-1)?.value ?? "") !== "";
}
function appliesTo(key, url) {
	const scope = key.slice(key.indexOf(".") + 1, key.lastIndexOf(".") + 1).replace(/\.$/, "");
	if (scope === "") return true;
	if (scope.includes("*")) return true;
	if (!URL.canParse(scope)) return false;
	const [wanted, asked] = [new URL(scope), new URL(url)];
	const folder = wanted.pathname.endsWith("/") ? wanted.pathname : `${wanted.pathname}/`;
	return wanted.origin === asked.origin && `${asked.pathname}/`.startsWith(folder);
}
// src/git/private-repository.ts
function openPrivateRepository(place) {
	const parent = place.temporaryDirectory ?? process.env.RUNNER_TEMP ?? (0, node_os.tmpdir)();
	const { baseline, commonDir } = place;
	return privateRepository(baseline, commonDir, parent, {
		objects: () => [(0, node_path.join)(commonDir, "objects")],
		shallow: () => readShallow(commonDir),
		repositories: () => []
	}, false);
}
function privateRepository(baseline, commonDir, parent, sources, partial) {
	let directory;
	let history;
	let objects;
	const known = new Set();
	const open = () => {
		if (directory === void 0 || !(0, node_fs.existsSync)((0, node_path.join)(directory, "objects"))) {
			known.clear();
			directory = create(parent, sources.objects());
		}
		keepFile((0, node_path.join)(directory, "config"), configText(baseline, partial));
		keepFile((0, node_path.join)(directory, TRUST_FILE), trustText(baseline.entries));
		takeShallow(directory, sources.shallow(), known);
		return directory;
	};
	const capturedPlace = () => keepCapturedFolder((0, node_path.join)(open(), "theirs"), commonDir, baseline);
	const alternateRefs = (own) => {
		const folders = [...sources.repositories(), own].map((folder) => [folder, folder]);
		return alternateRefsCommand([[commonDir, capturedPlace().GIT_COMMON_DIR], ...folders]);
	};
	const path = () => pathWith(baseline.programs, (0, node_path.join)(open(), "bin"), baseline.environment.PATH ?? "");
	const objectDirectory = () => (0, node_path.join)(open(), "objects");
	const shallowBoundaries = () => readShallow(open());
	const openOver = () => {
		const visible = () => [objectDirectory(), ...sources.objects()];
		const repositories = () => [...sources.repositories(), open()];
		return privateRepository(baseline, commonDir, parent, {
			objects: visible,
			shallow: shallowBoundaries,
			repositories
		}, true);
	};
	return {
		git: async ({ config = [], settings = baseline.config, env, ...command }) => {
			const cwd = open();
			return await runGit({
				...command,
				cwd: env?.GIT_WORK_TREE ?? cwd,
				as: {
					...baseline.git,
					config: [...settings, ...config],
					own: [{
						key: "core.alternateRefsCommand",
						value: alternateRefs(cwd)
					}]
				},
				env: {
					GIT_CONFIG_GLOBAL: (0, node_path.join)(cwd, TRUST_FILE),
					...env,
					GIT_DIR: cwd,
					GIT_COMMON_DIR: cwd,
					PATH: path()
				}
			});
		},
		capturedPlace,
		path,
		shallowBoundaries,
		objectDirectory,
		forHistory: () => {
			history ??= openOver();
			return history;
		},
		forObjects: () => {
			objects ??= openOver();
			return objects;
		},
		remove: () => {
			history?.remove();
			objects?.remove();
			if (directory !== void 0) (0, node_fs.rmSync)(directory, {
				recursive: true,
				force: true,
				maxRetries: 3
			});
			directory = void 0;
			history = void 0;
			objects = void 0;
			known.clear();
		}
	};
}
function create(parent, alternates) {
	const directory = makeTemporary(parent);
	(0, node_fs.mkdirSync)((0, node_path.join)(directory, "objects", "info"), { recursive: true });
	(0, node_fs.mkdirSync)((0, node_path.join)(directory, "refs"));
	(0, node_fs.writeFileSync)((0, node_path.join)(directory, "HEAD"), "ref: refs/heads/none\n");
	const lines = alternates.map((path) => path.includes("\n") ? JSON.stringify(path) : path);
	(0, node_fs.writeFileSync)((0, node_path.join)(directory, "objects", "info", "alternates"), `${lines.join("\n")}\n`);
	return directory;
}
function makeTemporary(parent) {
	try {
		return (0, node_fs.realpathSync)((0, node_fs.mkdtempSync)((0, node_path.join)(parent, "laforge-git-")));
	} catch (cause) {
		const message = `No folder can be made in ${require_identity.quote(parent)}. Free space there, or set RUNNER_TEMP or TMPDIR to another.`;
		throw new require_errors.GitError("git-failed", message, { cause });
	}
}
function alternateRefsCommand(folders) {
	return `f() { case "$1" in ${folders.map(([folder, readBy]) => `${quoteForShell([folder])}) d=${quoteForShell([readBy])};;`).join(" ")} *) return 0;; esac; GIT_COMMON_DIR="\$d" git --git-dir="\$d" for-each-ref --format='%(objectname)'; }; f`;
}
const TRUST_FILE = "trust";
function trustText(entries) {
	const isTrust = ({ key, scope }) => key === "safe.directory" && scope !== "local" && scope !== "worktree";
	return configText$1(entries.filter(isTrust));
}
function configText(baseline, partial) {
	return `${[
		"[core]",
		"	repositoryFormatVersion = 1",
		"	bare = true",
		"[extensions]",
		...[...baseline.objectFormat === "sha256" ? ["	objectFormat = sha256"] : [], ...partial ? [`\tpartialClone = ${REMOTE_NAME}`] : []]
	].join("\n")}\n`;
}
function takeShallow(directory, theirs, known) {
	const added = [...theirs].filter((sha) => !known.has(sha));
	if (added.length === 0) return;
	const file = (0, node_path.join)(directory, "shallow");
	const text = [...new Set([...readShallow(directory), ...added])].join("\n");
	require_replace_file.replaceFile(file, `${text}\n`);
	for (const sha of added) known.add(sha);
}
function readShallow(gitDirectory) {
	const text = require_regular_file.readRegularFile((0, node_path.join)(gitDirectory, "shallow"))?.toString("latin1") ?? "";
	return new Set(text.split("\n").filter((line) => line !== ""));
}
// src/git/refusals.ts
const PUSH_TOKEN = "give push-token a personal access token or an App token that may";
const JOB_ADVICE = {
	getPermission: `Give the job "permissions: contents: write", or ${PUSH_TOKEN}; on another host, check the credentials of the remote.`,
	getRead: "Give the job \"permissions: contents: read\", or check the credentials of the remote.",
	useOther: PUSH_TOKEN,
	getWorkflows: "the token of a job may never push that, whatever its permissions. Give push-token a personal access token (scope workflow) or an App token (permission workflows)."
};
const COMMAND_LINE_ADVICE = {
	getPermission: "Check the credentials that git has for this remote, and what they allow there.",
	getRead: "Check the credentials that git has for this remote.",
	useOther: "push with credentials that may",
	getWorkflows: "these credentials may not push that. Give git a token with the scope workflow."
};
const moved = (name) => `${name} is not where it was expected to be: somebody else moved, made or deleted it meanwhile. It was left as it is; look again and repeat.`;
const isProtected = (name, { useOther }) => `${name} is protected at the remote, which does not allow this push. Allow it in the branch protection for whoever pushes, or ${useOther}.`;
const byRule = (name) => `A rule or hook at the remote refuses this push to ${name}. Fulfil the rule or let whoever pushes bypass it.`;
const unsigned = (name) => `${name} takes only commits with verified signatures. Have the step's commits signed (commit-signing: ssh or api), or lift the rule for this branch.`;
const tooLarge = (name) => `The remote refuses to store what was committed for ${name}: a file is too large, or a Git LFS object was not uploaded. Remove the file from the commits, or upload it with git lfs push.`;
const notPermitted = (name, { getPermission }) => `There is no permission to push to ${name}. ${getPermission}`;
const RULES = [
	{
		code: "no-atomic",
		text: /the receiving end does not support --atomic push/,
		explain: () => "The remote cannot update several refs at once (no atomic pushes)."
	},
	{
		code: "other",
		text: /cannot lock ref .*(exists; cannot create|there is a non-empty directory|there are still refs under)/,
		explain: (name) => `${name} cannot exist at the remote beside a ref whose name begins or ends where its own does.`
	},
	{
		code: "workflow-files",
		reason: /refusing to allow .{0,80} to create or update workflow/i,
		explain: (name, { getWorkflows }) => `The commits for ${name} differ from the default branch in .github/workflows, and ${getWorkflows}`
	},
	{
		code: "hidden-ref",
		reason: /deny (updating|deleting|creating) a hidden ref/,
		explain: (name) => `The remote keeps ${name} for itself: nobody can push to it.`
	},
	{
		code: "too-large",
		text: /\bGH001:|this exceeds GitHub's file size limit|\bGH008:/,
		explain: tooLarge
	},
	{
		code: "too-large",
		text: /LFS objects are missing|exceeds? (the )?(maximum allowed size|maximum file size|limit of)|(HTTP|error:) 413\b/i,
		explain: tooLarge
	},
	{
		code: "signatures",
		text: /Commits? must (have verified signatures|be signed)|is protected from unverified commit/i,
		explain: unsigned
	},
	{
		code: "protected",
		text: /\bGH006:|\bGH003:/,
		explain: isProtected
	},
	{
		code: "protected",
		reason: /protected branch hook declined|deletion prohibited/,
		explain: isProtected
	},
	{
		code: "rules",
		text: /\bGH(007|009|013):/,
		explain: byRule
	},
	{
		code: "protected",
		text: /You are not allowed to .{0,60}protected branch|(delete|deleting) protected branches|default branch of a project cannot be deleted|Not allowed to (force-)?push to protected branch|is protected from (force push|deletion|changing file)|protected branch \S+ can not be pushed to|can only be modified through pull requests|Permission denied to update branch/i,
		explain: isProtected
	},
	{
		code: "protected",
		text: /Internal Server Error \(no message for end users\)/,
		explain: (name, { useOther }) => `The remote failed while it looked whether ${name} may be pushed to, as Gitea does when a job's token pushes to a protected branch or when it wants signed commits. Lift the protection of the branch, or ${useOther}.`
	},
	{
		code: "no-permission",
		text: /is not authorized to (read|write)|You are not allowed to (push|upload|download) code|User permission denied for writing|Write access to repository not granted|Permission to \S+ denied to|Permission denied \(|Authentication failed|could not read (Username|Password)|(HTTP|error:) 40[134]\b|Repository not found|repository '[^']*' not found|key .{0,40}read[ -]only/i,
		explain: notPermitted
	},
	{
		code: "other",
		text: /refusing to update checked out branch|branch is currently checked out/,
		explain: (name) => `${name} is checked out in the remote repository, which has a work tree of its own. Push to a bare repository, or check out another branch there.`
	},
	{
		code: "other",
		reason: /shallow update not allowed/,
		explain: (name) => `The remote does not take ${name} from a shallow clone. Check out with the whole history (fetch-depth: 0).`
	},
	{
		code: "moved",
		text: /cannot lock ref .*(reference already exists|but expected|unable to resolve reference|File exists)/,
		explain: moved
	},
	{
		code: "moved",
		reason: /^(stale info|fetch first|needs force|already exists|remote ref updated since checkout)$|cannot lock ref/,
		explain: moved
	},
	{
		code: "moved",
		reason: /incorrect old value|reference already exists|but expected/,
		explain: moved
	},
	{
		code: "rules",
		reason: /hook declined|rule violations|push declined/,
		explain: byRule
	}
];
const UNREACHABLE = /Could not resolve|Name or service not known|Failed to connect|Couldn't connect|Connection (refused|reset|timed out|closed)|timed out|too slow|hung up unexpectedly|early EOF|RPC failed|unexpected disconnect|transfer closed with|expected flush after|bytes of body are still expected|(HTTP|error:) (408|429|5\d\d)\b|Empty reply|^ssh: |Network is unreachable|No route to host|\b(SSL|TLS|gnutls)|Could not read from remote repository|does not appear to be a git repository/im;
const REDIRECTED = /(HTTP|error:) 30\d\b|unable to update url base from redirection/;
function explainRefusal(stdout, stderr, advice = JOB_ADVICE) {
	const rejected = rejectedRefs(stdout);
	const said = plainText(stderr);
	const locked = /cannot lock ref '([^']+)'/.exec(said)?.[1];
	const guilty = rejected.find((one) => !/^atomic (push|transaction)/.test(one.reason)) ?? rejected.find((one) => one.ref === locked) ?? rejected[0];
	const detail = [said, guilty === void 0 ? "" : `${guilty.ref}: ${guilty.reason}`].filter(Boolean).join("\n");
	const rule = ruleFor(said, guilty);
	const name = guilty === void 0 ? "the remote" : shortName(guilty.ref);
	if (rule === void 0 && (guilty === void 0 || guilty.by === "remote failure") && UNREACHABLE.test(detail)) return {
		kind: "unreachable",
		explanation: "The remote could not be reached, or hung up: whether the push arrived is not known.",
		detail: detail.slice(0, 4e3)
	};
	return {
		kind: "refused",
		code: rule?.code ?? "other",
		ref: guilty?.ref ?? null,
		explanation: require_text.withCode(`${rule === void 0 ? unexplained(name, said, guilty) : rule.explain(name, advice)}${lastWords(said)}`, require_text.PUSH_CODES[rule?.code ?? "other"]),
		detail: detail.slice(0, 4e3)
	};
}
function explainReadFailure(stderr, advice = JOB_ADVICE) {
	const said = plainText(stderr);
	if (ruleFor(said, void 0)?.code === "no-permission") return {
		unreachable: false,
		explanation: `The remote does not let us read: ${lastLine(said)} ${advice.getRead}`
	};
	if (REDIRECTED.test(said)) return {
		unreachable: false,
		explanation: redirected()
	};
	const unreachable = UNREACHABLE.test(said);
	return {
		unreachable,
		explanation: `${unreachable ? "The remote could not be reached" : "git failed"}: ${said}`
	};
}
function ruleFor(said, guilty) {
	if (guilty?.reason === "non-fast-forward") {
		if (guilty.by === "remote rejected") return {
			code: "protected",
			explain: isProtected
		};
		return {
			code: "moved",
			explain: moved
		};
	}
	return RULES.find((rule) => rule.text?.test(said) || guilty !== void 0 && rule.reason?.test(guilty.reason));
}
function rejectedRefs(stdout) {
	const refs = [];
	for (const line of plainTabs(stdout)) {
		const [flag, names = "", summary = ""] = line.split("	");
		const words = /^\[([^\]]+)\](?: \((.*)\))?$/.exec(summary);
		if (flag !== "!" || words === null) continue;
		refs.push({
			ref: names.slice(names.indexOf(":") + 1),
			by: words[1] ?? "",
			reason: words[2] ?? words[1] ?? ""
		});
	}
	return refs;
}
function plainTabs(text) {
	return text.split("\n").map((line) => line.split("	").map(plainText).join("	"));
}
function shortName(ref) {
	return ref.replace(/^refs\/(heads|tags)\//, "");
}
const ABOUT_NO_REASON = /^([-=*#\s]*|(Resolving deltas|Processing changes|Counting objects|Compressing objects|Total|Review all|Visit|See) .*)$/i;
const SAID_OVER_SSH = /^(?:error|ERROR): (?!failed to push|RPC failed|unable to|cannot lock|remote unpack failed)(.+)$/;
const MOST_WORDS = 300;
function lastWords(said) {
	const lines = said.split("\n");
	const marked = lines.flatMap((line) => /^remote: *(.*)$/.exec(line)?.[1]?.trim() ?? []);
	const unmarked = lines.flatMap((line) => SAID_OVER_SSH.exec(line)?.[1] ?? []);
	const reasons = (marked.length > 0 ? marked : unmarked).filter((line) => !ABOUT_NO_REASON.test(line)).map((line) => line.replace(/^error: /, ""));
	const points = reasons.flatMap((line) => /^- +(.+)$/.exec(line)?.[1]?.replace(/\.$/, "") ?? []);
	const words = points.length > 0 ? points.join("; ") : reasons.slice(-2).join(" ");
	return words === "" ? "" : ` The remote says: "${words.slice(0, MOST_WORDS)}".`;
}
function unexplained(name, said, guilty) {
	if (REDIRECTED.test(said)) return redirected();
	return `The push to ${name} failed: ${guilty?.reason ?? lastLine(said)}.`.replace("..", ".");
}
function redirected() {
	return "The remote answers from another address, and credentials are not sent along. Set the remote to its new URL.";
}
function lastLine(said) {
	return said.split("\n").findLast((line) => /^(fatal|error|remote): /.test(line)) ?? said.split("\n").at(-1) ?? "";
}
// src/git/connection.ts
const WHOLE_DEPTH = 0x7fffffff;
const PATIENCE$1 = [{
	key: "http.lowSpeedLimit",
	value: "1"
}, {
	key: "http.lowSpeedTime",
	value: "30"
}];
const OBJECT_TYPES = [
	"commit",
	"tree",
	"blob",
	"tag"
];
const REMOTE_LIMITS = {
	questionMs: 2e4,
	againMs: 1e4,
	transferMs: 6e5,
	stallMs: 5e3
};
const GONE = /couldn't find remote ref|not our ref|no such remote ref/;
const SHA_REFUSED = /Server does not allow request for unadvertised object/;
function openConnection(baseline, remote, repository, credentials, limits = REMOTE_LIMITS) {
	const advice = credentials.serverUrl === null ? COMMAND_LINE_ADVICE : JOB_ADVICE;
	const accesses = new Map();
	const accessTo = (url) => {
		const chosen = () => settleAccess(chooseAccess(baseline, url, credentials), (asked) => askHelpers(repository, asked));
		const access = accesses.get(url) ?? chosen();
		accesses.set(url, access);
		return access;
	};
	let hasStalled = false;
	const runWithin = async (limitMs, url, where, command) => {
		const access = await accessTo(url);
		const began = Date.now();
		const output = await where.git({
			...command,
			settings: [
				...PATIENCE$1,
				...access.config,
				{
					key: `remote.${REMOTE_NAME}.url`,
					value: access.url
				}
			],
			env: {
				...access.env,
				...command.env
			},
			allowExit: "any",
			limitMs
		});
		hasStalled = output.exitCode !== 0 && Date.now() - began >= limits.stallMs;
		return output;
	};
	const ask = (url, args) => runWithin(hasStalled ? limits.againMs : limits.questionMs, url, repository, { args: ["ls-remote", ...args] });
	const run = async (url, where, command, limitMs = limits.transferMs) => {
		if (hasStalled) {
			const isThere = await ask(url, [
				"--",
				REMOTE_NAME,
				"HEAD"
			]);
			if (isThere.exitCode !== 0) return isThere;
		}
		return await runWithin(limitMs, url, where, command);
	};
	const readFrom = readUrl(remote);
	const list = async (args) => {
		const output = await ask(readFrom, args);
		if (output.exitCode !== 0) throw readFailure(output, advice);
		return output.stdout;
	};
	const fetch = async (into, what, options) => {
		const args = [
			...options.silent ? SILENT : [],
			"fetch",
			...FETCH,
			...fetchOptions$1(options)
		];
		const output = await run(readFrom, into, {
			args,
			input: refspecs(what)
		});
		if (output.exitCode === 0) return true;
		if (SHA_REFUSED.test(output.stderr)) return await fetchEverything(into, what, options);
		if (GONE.test(output.stderr)) return false;
		throw readFailure(output, advice);
	};
	const fetchEverything = async (into, what, options) => {
		const all = [
			"+refs/heads/*:refs/all/heads/*",
			"+refs/tags/*:refs/all/tags/*",
			"+refs/laforge/*:refs/all/laforge/*"
		];
		const depth = fetchOptions$1({
			commitsOnly: options.commitsOnly ?? false,
			depth: WHOLE_DEPTH
		});
		const output = await run(readFrom, into, {
			args: [
				"fetch",
				...FETCH,
				...depth
			],
			input: `${all.join("\n")}\n`
		});
		if (output.exitCode !== 0) throw readFailure(output, advice);
		return (await missingCommits(into, what.filter(require_identity.isSha))).length === 0;
	};
	return {
		advice,
		list,
		fetch,
		accessTo,
		readAccess: () => accessTo(readFrom),
		read: async (from, command) => await run(readFrom, from, {
			...command,
			env: {
				...command.env,
				GIT_NO_LAZY_FETCH: "0"
			}
		}),
		push: async (from, options, specs) => await run(remote.pushUrl, from, { args: [
			"push",
			...options,
			"--",
			REMOTE_NAME,
			...specs
		] }),
		wouldPush: async (from, options, specs) => {
			const args = [
				"push",
				"--dry-run",
				...options,
				"--",
				REMOTE_NAME,
				...specs
			];
			return await run(remote.pushUrl, from, { args }, limits.questionMs);
		}
	};
}
async function askHelpers(repository, url) {
	const output = await repository.git({
		args: ["credential", "fill"],
		input: `url=${url}\n\n`,
		env: {
			GIT_ASKPASS: "",
			SSH_ASKPASS: "",
			GCM_INTERACTIVE: "never"
		},
		allowExit: "any"
	});
	const username = /^username=(.*)$/m.exec(output.stdout)?.[1];
	const password = /^password=(.*)$/m.exec(output.stdout)?.[1];
	return output.exitCode === 0 && username !== void 0 && password ? {
		username,
		password
	} : null;
}
async function missingCommits(repository, shas) {
	const kinds = await listKinds(repository, shas);
	return shas.filter((sha) => kinds.get(sha) !== "commit");
}
async function listKinds(repository, shas) {
	if (shas.length === 0) return new Map();
	const { stdout } = await repository.git({
		args: ["cat-file", "--batch-check=%(objecttype)"],
		input: `${shas.join("\n")}\n`
	});
	const types = stdout.split("\n");
	return new Map(shas.flatMap((sha, index) => {
		const type = OBJECT_TYPES.find((one) => one === types[index]);
		return type === void 0 ? [] : [[sha, type]];
	}));
}
const SILENT = ["-c", "fetch.negotiationAlgorithm=noop"];
const FETCH = [
	"--quiet",
	"--no-tags",
	"--no-write-fetch-head",
	"--no-recurse-submodules",
	"--no-auto-maintenance",
	"--no-show-forced-updates",
	"--stdin"
];
function fetchOptions$1({ depth, deepen, commitsOnly, levels, prune }) {
	return [
		...depth === void 0 ? [] : [`--depth=${depth}`],
		...deepen === void 0 ? [] : [`--deepen=${deepen}`],
		...commitsOnly ? ["--filter=tree:0"] : levels === void 0 ? [] : [`--filter=tree:${levels}`],
		...prune ? ["--prune"] : [],
		REMOTE_NAME
	];
}
function refspecs(what) {
	return `${what.map((one) => require_identity.isSha(one) ? `+${one}:refs/fetched/${one}` : one).join("\n")}\n`;
}
function readUrl(remote) {
	const [fetched, pushed] = [repositoryFromUrl(remote.fetchUrl), repositoryFromUrl(remote.pushUrl)];
	return fetched !== null && fetched === pushed ? remote.fetchUrl : remote.pushUrl;
}
function isMissingObject({ stderr }) {
	return /unable to read|missing blob|bad object|could not fetch|lazy fetching disabled|unable to load/i.test(stderr);
}
function readFailure(output, advice) {
	const { unreachable, explanation } = explainReadFailure(output.stderr, advice);
	return new require_errors.GitError(unreachable ? "remote-unreachable" : "git-failed", explanation);
}
async function completeHistory(connection, history, tips) {
	const isCut = history.shallowBoundaries().size > 0;
	const wanted = isCut ? tips : await missingCommits(history, tips);
	const depth = isCut ? { depth: WHOLE_DEPTH } : {};
	if (wanted.length > 0 && !await connection.fetch(history, wanted, {
		...depth,
		commitsOnly: true
	})) for (const tip of wanted) await connection.fetch(history, [tip], {
		...depth,
		commitsOnly: true
	});
}
// src/git/identity.ts
const BOTS = {
	GitHub: {
		name: "github-actions[bot]",
		email: "41898282+github-actions[bot]@users.noreply.github.com"
	},
	Gitea: {
		name: "gitea-actions",
		email: "teabot@gitea.io"
	},
	Forgejo: {
		name: "forgejo-actions",
		email: "noreply@forgejo.org"
	}
};
function botOf(forge) {
	return BOTS[forge];
}
const BOT = BOTS.GitHub;
const LAFORGE = {
	name: "LaForge",
	email: "laforge@users.noreply.github.com"
};
function configuredIdentity(config, environment) {
	const name = clean(environment.GIT_COMMITTER_NAME || lastValue(config, "committer.name") || lastValue(config, "user.name"));
	const email = clean(environment.GIT_COMMITTER_EMAIL || lastValue(config, "committer.email") || lastValue(config, "user.email") || environment.EMAIL);
	return name === "" || email === "" ? null : {
		name,
		email
	};
}
function clean(text) {
	return (text ?? "").replace(/[<>\n\0]/g, "").replace(/^[\s.,:;"'\\]+|[\s.,:;"'\\]+$/g, "");
}
function identityEnvironment({ name, email }) {
	return {
		GIT_AUTHOR_NAME: name,
		GIT_AUTHOR_EMAIL: email,
		GIT_COMMITTER_NAME: name,
		GIT_COMMITTER_EMAIL: email
	};
}
// src/git/objects.ts
const TIPS = "refs/tips/";
const LEVELS = 2;
const FETCH_FILES = [
	...SILENT,
	"fetch",
	"--quiet",
	"--no-tags",
	"--no-write-fetch-head",
	"--no-recurse-submodules",
	"--no-auto-maintenance",
	"--filter=blob:none",
	"--stdin",
	REMOTE_NAME
];
function openObjects(connection, repository) {
	const here = () => repository.forObjects();
	const read = async (command) => {
		const output = await connection.read(here(), command);
		if (output.exitCode !== 0) throw readFailure(output, connection.advice);
		return output;
	};
	const listCommits = async (tip, count) => {
		const args = [
			"rev-list",
			"--first-parent",
			`--max-count=${count}`,
			"--end-of-options",
			tip,
			"--"
		];
		const { exitCode, stdout } = await here().git({
			args,
			allowExit: [128]
		});
		return exitCode === 0 ? stdout.split("\n").filter((line) => line !== "") : [];
	};
	return {
		fetchTips: async (refs) => {
			const specs = refs.map((ref) => `+${ref}:${TIPS}${ref.slice(5)}`);
			if (!await connection.fetch(here(), specs, {
				depth: 1,
				levels: LEVELS,
				prune: true,
				silent: true
			})) return new Map();
			return readTips((0, node_path.join)(here().objectDirectory(), "..", TIPS));
		},
		commitsFrom: async (tip, count) => {
			const present = await listCommits(tip, count);
			if (present.length === count) return present;
			await connection.fetch(here(), [tip], {
				depth: count,
				commitsOnly: true,
				silent: true
			});
			return await listCommits(tip, count);
		},
		fetchFiles: async (shas) => {
			if (shas.length > 0) await read({
				args: FETCH_FILES,
				input: `${shas.join("\n")}\n`
			});
		},
		read: async (names, maxBytes) => {
			if (names.length === 0) return [];
			const input = `${names.join("\n")}\n`;
			const wanted = parseCheck((await read({
				args: ["cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)"],
				input
			})).stdout, names, maxBytes);
			const shas = [...new Set(wanted.filter((sha) => sha !== null))];
			if (shas.length === 0) return wanted.map(() => null);
			const batch = {
				args: ["cat-file", "--batch"],
				input: `${shas.join("\n")}\n`,
				encoding: "latin1"
			};
			const objects = parseBatch((await read(batch)).stdout);
			return wanted.map((sha) => sha === null ? null : objects.get(sha) ?? null);
		},
		write: async (parent, commits) => {
			const shas = (await here().git({
				args: [
					"fast-import",
					"--quiet",
					"--force"
				],
				config: [{
					key: "fastimport.unpackLimit",
					value: "1"
				}],
				input: formatImport(parent, commits)
			})).stdout.split("\n").filter(require_identity.isSha);
			if (shas.length === commits.length) return shas;
			throw new require_errors.GitError("git-failed", `git fast-import wrote ${shas.length} of ${commits.length} commits.`);
		}
	};
}
function readTips(folder) {
	const tips = ((0, node_fs.existsSync)(folder) ? (0, node_fs.readdirSync)(folder, {
		recursive: true,
		withFileTypes: true
	}) : []).flatMap((file) => {
		if (!file.isFile()) return [];
		const path = (0, node_path.join)(file.parentPath, file.name);
		const sha = (0, node_fs.readFileSync)(path, "utf8").trim();
		return require_identity.isSha(sha) ? [[`refs/${(0, node_path.relative)(folder, path).replaceAll(node_path.sep, "/")}`, sha]] : [];
	});
	return new Map(tips);
}
function parseCheck(text, names, maxBytes) {
	const lines = text.split("\n");
	let bytes = 0;
	return names.map((name, index) => {
		const [sha = "", , size = ""] = (lines[index] ?? "").split(" ");
		if (!require_identity.isSha(sha) || size === "") return null;
		bytes += Number(size);
		if (bytes <= maxBytes) return sha;
		throw new require_errors.GitError("git-failed", `${name} has ${size} bytes, and no more than ${maxBytes} are read there.`);
	});
}
function parseBatch(text) {
	const objects = new Map();
	for (let at = 0; at < text.length;) {
		const end = text.indexOf("\n", at);
		const [sha = "", type = "", size = ""] = text.slice(at, end).split(" ");
		if (type === "missing" && end >= 0) {
			at = end + 1;
			continue;
		}
		const length = Number(size);
		if (end < 0 || !require_identity.isSha(sha) || !isType(type)) throw new require_errors.GitError("git-failed", "git cat-file answered something odd.");
		objects.set(sha, {
			sha,
			type,
			content: Buffer.from(text.slice(end + 1, end + 1 + length), "latin1")
		});
		at = end + 1 + length + 1;
	}
	return objects;
}
function isType(text) {
	return text === "commit" || text === "tree" || text === "blob" || text === "tag";
}
function formatImport(parent, commits) {
	const parts = [];
	const data = (content) => parts.push(`data ${content.length}\n`, content, "\n");
	for (const [index, { message, at, files }] of commits.entries()) {
		const seconds = Math.floor(at.getTime() / 1e3);
		parts.push(`commit refs/made\nmark :${index + 1}\n`);
		parts.push(`committer ${LAFORGE.name} <${LAFORGE.email}> ${seconds} +0000\n`);
		data(Buffer.from(message));
		if (index === 0 && parent !== null) parts.push(`from ${parent}\n`);
		for (const [path, content] of files) {
			parts.push(`M 100644 inline ${path}\n`);
			data(content);
		}
		parts.push(`get-mark :${index + 1}\n`);
	}
	parts.push("done\n");
	return Buffer.concat(parts.map((part) => typeof part === "string" ? Buffer.from(part) : part));
}
async function hasCommit$1(location, sha) {
	return (await gitAt(location, {
		args: [
			"cat-file",
			"-e",
			`${sha}^{commit}`
		],
		env: { GIT_NO_LAZY_FETCH: "1" },
		allowExit: [1, 128]
	})).exitCode === 0;
}
async function bringCommit(location, repository, sha) {
	if (await hasCommit$1(location, sha)) return;
	const ref = `refs/brought/${sha}`;
	await repository.git({ args: [
		"update-ref",
		ref,
		sha
	] });
	const source = (0, node_path.dirname)(repository.objectDirectory());
	await gitAt(location, {
		args: [
			"fetch",
			...OPTIONS$1,
			"--update-shallow",
			"--",
			source,
			ref
		],
		config: []
	});
}
const OPTIONS$1 = [
	"--quiet",
	"--no-tags",
	"--no-write-fetch-head",
	"--no-recurse-submodules",
	"--no-auto-maintenance"
];
// src/git/checked-commits.ts
const BATCH = 2e4;
const MOST_ROUNDS = 200;
function openCommits(repository) {
	return {
		near: openCheckedCommits(repository),
		far: openCheckedCommits(repository.forHistory())
	};
}
function openCheckedCommits(repository) {
	const graph = new Map();
	const commits = new Map();
	const take = async (shas, use) => {
		for (let at = 0; at < shas.length; at += BATCH) {
			const input = `${shas.slice(at, at + BATCH).join("\n")}\n`;
			const { stdout } = await repository.git({
				args: ["cat-file", "--batch"],
				input,
				env: { GIT_NO_LAZY_FETCH: "1" },
				encoding: "latin1"
			});
			for (const { sha, type, content } of parseBatch(stdout).values()) {
				checkName(sha, type, content);
				if (type === "commit") use(sha, content);
			}
		}
	};
	const read = async (shas) => {
		const unread = [...new Set(shas)].filter((sha) => require_identity.isSha(sha) && !commits.has(sha));
		await take(unread, (sha, content) => {
			const commit = parseCommitObject(sha, content);
			commits.set(sha, commit);
			graph.set(sha, commit.parents);
		});
		return new Map(shas.flatMap((sha) => commits.has(sha) ? [[sha, commits.get(sha)]] : []));
	};
	const readParents = async (shas) => {
		const unread = shas.filter((sha) => !graph.has(sha));
		await take(unread, (sha, content) => graph.set(sha, parseParents(headerOf(content))));
	};
	const complete = async (tips) => {
		let seen = walk(graph, tips);
		for (let round = 0; seen.unread.size > 0; round++) {
			if (round === MOST_ROUNDS) throw new require_errors.GitError("git-failed", "The history of this repository cannot be listed. Look at it with git fsck.");
			const known = graph.size;
			await readParents([...new Set([...seen.unread, ...await guess(repository, [...seen.unread], [])])]);
			if (graph.size === known) break;
			seen = walk(graph, tips);
		}
		return seen;
	};
	return {
		read,
		between: async (bases, tips) => {
			const stop = new Set(bases);
			const guessed = [...tips.filter((sha) => !stop.has(sha)), ...await guess(repository, tips, bases)];
			await (guessed.length > BATCH ? readParents(guessed) : read(guessed));
			const near = walk(graph, tips, stop);
			if (near.unread.size === 0 && (bases.length === 0 || bases.length === 1 && !near.hasRoot)) return {
				shas: childrenFirst(graph, near.reached),
				isWhole: true
			};
			const [above, below] = [await complete(tips), await complete(bases)];
			const reached = new Set([...above.reached].filter((sha) => !below.reached.has(sha)));
			const isCut = [...above.ends].some((sha) => reached.has(sha)) || tips.some((tip) => above.unread.has(tip));
			const mayHideSome = below.unread.size > 0 && [...reached].some((sha) => graph.get(sha)?.length === 0);
			return {
				shas: childrenFirst(graph, reached),
				isWhole: !isCut && !mayHideSome
			};
		},
		leadsTo: async (descendant, ancestor) => {
			const found = () => walk(graph, [descendant]).reached.has(ancestor);
			if (!found()) await readParents([
				descendant,
				...await guess(repository, [descendant], [ancestor]),
				ancestor
			]);
			if (found()) return {
				found: true,
				walk: EMPTY
			};
			const all = await complete([descendant]);
			return {
				found: all.reached.has(ancestor),
				walk: all
			};
		},
		reachedFrom: async (tips) => (await complete(tips)).reached,
		tipsLeadingTo: async (sha, tips) => {
			await complete([...tips]);
			return tipsLeadingTo(graph, sha, tips);
		}
	};
}
const EMPTY = {
	reached: new Set(),
	unread: new Set(),
	ends: new Set(),
	hasRoot: false
};
async function guess(repository, tips, bases) {
	const { stdout } = await repository.git({
		args: [
			"rev-list",
			"--ignore-missing",
			"--stdin"
		],
		input: [
			...tips,
			...bases.map((sha) => `^${sha}`),
			""
		].join("\n"),
		env: { GIT_NO_LAZY_FETCH: "1" },
		allowExit: "any"
	});
	return stdout.split("\n").filter(require_identity.isSha);
}
function checkName(sha, type, content) {
	if ((0, node_crypto.createHash)(sha.length === 40 ? "sha1" : "sha256").update(`${type} ${content.length}\0`).update(content).digest("hex") === sha) return;
	throw new require_errors.GitError("git-failed", `The ${type} ${sha} is not what its name says: its file was changed. Look at it with git fsck.`);
}
function headerOf(content) {
	const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
	const end = bytes.indexOf("\n\n");
	return bytes.toString("latin1", 0, end < 0 ? bytes.length : end);
}
function walk(graph, tips, stop = new Set()) {
	const reached = new Set();
	const unread = new Set();
	const ends = new Set();
	let hasRoot = false;
	const queue = [...tips];
	for (let sha = queue.pop(); sha !== void 0; sha = queue.pop()) {
		if (reached.has(sha) || unread.has(sha) || stop.has(sha)) continue;
		const parents = graph.get(sha);
		if (parents === void 0) {
			unread.add(sha);
			continue;
		}
		reached.add(sha);
		if (parents.length === 0) hasRoot = true;
		for (const parent of parents) {
			if (!graph.has(parent) && !stop.has(parent)) ends.add(sha);
			queue.push(parent);
		}
	}
	return {
		reached,
		unread,
		ends,
		hasRoot
	};
}
function childrenFirst(graph, commits) {
	const waiting = new Map([...commits].map((sha) => [sha, 0]));
	const parentsOf = (sha) => (graph.get(sha) ?? []).filter((parent) => waiting.has(parent));
	for (const sha of commits) for (const parent of parentsOf(sha)) waiting.set(parent, (waiting.get(parent) ?? 0) + 1);
	const ready = [...commits].filter((sha) => waiting.get(sha) === 0).reverse();
	const order = [];
	for (let sha = ready.pop(); sha !== void 0; sha = ready.pop()) {
		order.push(sha);
		for (const parent of parentsOf(sha)) {
			const children = (waiting.get(parent) ?? 0) - 1;
			waiting.set(parent, children);
			if (children === 0) ready.push(parent);
		}
	}
	return order;
}
function tipsLeadingTo(graph, sha, tips) {
	const children = new Map([...graph.keys()].map((one) => [one, []]));
	for (const [child, parents] of graph) for (const parent of parents) children.get(parent)?.push(child);
	const { reached } = walk(children, [sha]);
	return new Set([...tips].filter((tip) => reached.has(tip)));
}
// src/git/add-to-index.ts
const ADD = [
	"update-index",
	"--add",
	"--remove",
	"--replace",
	"-z",
	"--stdin"
];
async function addToIndex$1(root, files, index, paths) {
	const addable = [];
	const leftOut = [];
	for (const path of paths) {
		const reason = whyNotRead(root, path);
		if (reason === null) addable.push(path);
		else leftOut.push({
			path: shownPath(path),
			reason
		});
	}
	const add = async (some) => {
		try {
			await files.feed({
				index,
				args: ADD
			}, some);
		} catch (error) {
			if (!(error instanceof require_errors.GitError)) throw error;
			const [path] = some;
			if (path !== void 0 && some.length === 1) leftOut.push(refusal(root, path, error.message));
			else {
				const half = Math.ceil(some.length / 2);
				await add(some.slice(0, half));
				await add(some.slice(half));
			}
		}
	};
	await add(addable);
	const passedOver = await missingIn(root, files, index, addable);
	const named = new Set(leftOut.map(({ path }) => path));
	const detail = "git takes no such name";
	for (const path of passedOver.map(shownPath)) if (!named.has(path)) leftOut.push({
		path,
		reason: "refused",
		detail
	});
	return leftOut;
}
async function missingIn(root, files, index, paths) {
	if (paths.length === 0) return [];
	const { stdout } = await files.git({
		index,
		args: ["ls-files", "-z"]
	});
	const known = new Set(stdout.toLowerCase().split("\0"));
	return paths.filter((path) => !known.has(path.toLowerCase()) && lookOnDisk(root, path) !== void 0);
}
function refusal(root, path, detail) {
	return lookOnDisk(root, path)?.isDirectory() === true ? {
		path: shownPath(path),
		reason: "unpublished"
	} : {
		path: shownPath(path),
		reason: "refused",
		detail
	};
}
function whyNotRead(root, path) {
	const stat = lookOnDisk(root, path);
	if (stat === null) return "unreadable";
	if (stat === void 0 || stat.isSymbolicLink() || stat.isDirectory()) return null;
	if (!stat.isFile()) return "not-a-file";
	try {
		(0, node_fs.accessSync)(onDisk(root, path), node_fs.constants.R_OK);
		return null;
	} catch {
		return "unreadable";
	}
}
// src/git/filters.ts
const UNNAMED = new Set([
	"unspecified",
	"set",
	"unset"
]);
async function unfilterable(baseline, files, index, paths) {
	const changed = baseline.filters.changed();
	const found = new Map();
	for (const [path, filter] of await filtersOf(files, index, paths)) {
		const program = changed.get(filter);
		if (program !== void 0) found.set(path, {
			reason: "filter-changed",
			detail: program
		});
		else if (!isConfigured(baseline, filter)) found.set(path, {
			reason: "filter",
			detail: filter
		});
	}
	return found;
}
async function filtersOf(files, index, paths) {
	const parts = (await files.feed({
		index,
		args: [
			"check-attr",
			"-z",
			"--stdin",
			"filter"
		]
	}, paths)).split("\0");
	const found = new Map();
	for (let at = 0; at + 2 < parts.length; at += 3) {
		const [path = "", value = ""] = [parts[at], parts[at + 2]];
		if (!UNNAMED.has(value)) found.set(path, shownPath(value));
	}
	return found;
}
function isConfigured({ config }, filter) {
	return config.some(({ key, value }) => value !== "" && ["clean", "process"].some((way) => key === `filter.${filter}.${way}`));
}
// src/git/checkout-guard.ts
async function holdCheckout(deps) {
	const { location, files } = deps;
	const head = await readHead(location);
	const older = await files.withIndex("copy", (index) => listOlder(location.root, files, index, head.sha));
	const untracked = new Set(older.map(({ path }) => path));
	const held = {
		head,
		tree: await contentOf$2(deps, head.sha, untracked),
		untracked,
		index: holdIndex(files.userIndex),
		unfinished: filesOfOperations(location.gitDir)
	};
	return {
		head,
		putBack: (request) => putBack(deps, held, request)
	};
}
async function contentOf$2({ location: { root }, files }, head, known) {
	return await files.withIndex("copy", async (index) => {
		const { changes, untracked } = await listUncommitted(root, files, {
			index,
			head,
			ignored: false
		});
		const gone = changes.filter(({ isDeleted }) => isDeleted).map(({ path }) => path);
		await files.feed({
			index,
			args: [
				"update-index",
				"--force-remove",
				"-z",
				"--stdin"
			]
		}, gone);
		await addToIndex$1(root, files, index, [...changes.filter(({ isDeleted, isUnstaged }) => !isDeleted && !isUnstaged).map(({ path }) => path), ...untracked.filter((path) => !known.has(path) && !path.endsWith("/"))]);
		return await files.writeTree(index);
	});
}
async function putBack(deps, held, request) {
	const { location, files } = deps;
	const now = await readHead(location);
	const tip = held.head.branch === null ? now.sha : await branchTip(location, held.head.branch);
	const moved = now.branch !== held.head.branch || now.sha !== held.head.sha || tip !== held.head.sha;
	for (const name of filesOfOperations(location.gitDir)) if (!held.unfinished.includes(name)) (0, node_fs.rmSync)((0, node_path.join)(location.gitDir, name), {
		recursive: true,
		force: true
	});
	restoreIndex(files.userIndex, held.index);
	if (!moved && !request.files) return {
		moved: false,
		kept: null,
		stays: []
	};
	const content = await contentOf$2(deps, now.sha, held.untracked);
	const changes = await changesToTakeBack(deps, held, content, request.makeRoomFor);
	if (!moved && changes.length === 0) return {
		moved: false,
		kept: null,
		stays: []
	};
	const parents = [
		held.head.sha,
		now.sha,
		tip
	].filter((sha) => sha !== null);
	await keep(deps, request, content, [...new Set(parents)]);
	if (moved) await restoreHead(location, held.head, now, tip);
	const stays = await restoreFiles(deps, held.tree, changes);
	await files.git({
		index: files.userIndex,
		args: [
			"update-index",
			"-q",
			"--refresh"
		],
		allowExit: [1]
	});
	return {
		moved,
		kept: request.keep.ref,
		stays: stays.map(shownPath)
	};
}
async function changesToTakeBack({ baseline, files }, held, tree, next) {
	const diff = async (from, to) => {
		const args = [
			"diff-tree",
			"-r",
			"--raw",
			"-z",
			"--no-renames",
			from,
			to
		];
		return parseRawDiff((await files.git({
			index: files.userIndex,
			args
		})).stdout);
	};
	const changes = (await diff(held.tree, tree)).filter((change) => !isSubmodule(change));
	if (!changes.some(({ before }) => before === null)) return changes;
	const needed = await diff(held.tree, next ?? emptyTree(baseline.objectFormat));
	const room = new Set(needed.filter(({ after }) => after !== null).map(({ path }) => path));
	return changes.filter(({ before, path }) => before !== null || room.has(path));
}
async function keep({ location, baseline, files }, { keep: { ref, message } }, tree, parents) {
	const args = [
		"commit-tree",
		tree,
		...parents.flatMap((sha) => ["-p", sha]),
		"-F",
		"-"
	];
	const env = identityEnvironment(LAFORGE);
	await gitAt(location, {
		args: [
			"update-ref",
			ref,
			(await files.git({
				index: files.userIndex,
				args,
				env,
				input: message
			})).stdout.trim()
		],
		config: baseline.config
	});
}
async function restoreHead(location, held, now, tip) {
	const reason = ["-m", "laforge: as it was before the check"];
	if (held.branch === null) {
		await gitAt(location, { args: [
			"update-ref",
			...reason,
			"--no-deref",
			"HEAD",
			held.sha ?? ""
		] });
		return;
	}
	const ref = `refs/heads/${held.branch}`;
	if (now.branch !== held.branch) await gitAt(location, { args: [
		"symbolic-ref",
		...reason,
		"HEAD",
		ref
	] });
	if (tip === held.sha) return;
	const args = held.sha === null ? [
		"-d",
		ref,
		tip ?? ""
	] : [
		ref,
		held.sha,
		tip ?? "0".repeat(held.sha.length)
	];
	await gitAt(location, { args: [
		"update-ref",
		...reason,
		...args
	] });
}
async function restoreFiles({ location, baseline, files }, tree, changes) {
	const stays = [];
	const back = [];
	for (const { path, before } of changes) {
		const place = onDisk(location.root, path);
		const stat = (0, node_fs.lstatSync)(place, { throwIfNoEntry: false });
		if (stat?.isDirectory() === true) stays.push(path);
		else if (before !== null) back.push(path);
		else if (stat !== void 0) (0, node_fs.unlinkSync)(place);
	}
	if (back.length === 0) return stays;
	return await files.withIndex("empty", async (index) => {
		await files.git({
			index,
			args: ["read-tree", tree]
		});
		const lost = baseline.filters.changed().size === 0 ? new Map() : await unfilterable(baseline, files, index, back);
		const found = back.filter((path) => !lost.has(path));
		await files.feed({
			index,
			args: [
				"checkout-index",
				"--force",
				"-z",
				"--stdin"
			]
		}, found);
		return [...stays, ...lost.keys()];
	});
}
async function branchTip(location, branch) {
	const { exitCode, stdout } = await gitAt(location, {
		args: [
			"rev-parse",
			"--verify",
			"--quiet",
			"--end-of-options",
			`refs/heads/${branch}`
		],
		allowExit: [1, 128]
	});
	return exitCode === 0 ? stdout.trim() : null;
}
function isSubmodule({ before, after }) {
	return before?.mode === "160000" || after?.mode === "160000";
}
function holdIndex(path) {
	const stat = (0, node_fs.lstatSync)(path, {
		throwIfNoEntry: false,
		bigint: true
	});
	if (stat?.isFile() !== true) return null;
	const seconds = Number(stat.mtimeNs / 1000n - 1n) / 1e6;
	return {
		bytes: (0, node_fs.readFileSync)(path),
		mode: Number(stat.mode & 511n),
		seconds
	};
}
function restoreIndex(path, index) {
	if (index === null) {
		(0, node_fs.rmSync)(path, { force: true });
		return;
	}
	if (holdIndex(path)?.bytes.equals(index.bytes) === true) return;
	const lock = `${path}.lock`;
	try {
		(0, node_fs.writeFileSync)(lock, index.bytes, { flag: "wx" });
	} catch (cause) {
		const advice = `Wait for it, or delete ${lock} when there is none`;
		throw new require_errors.GitError("git-failed", `The index cannot be put back: another git has it. ${advice}.`, { cause });
	}
	(0, node_fs.chmodSync)(lock, index.mode);
	(0, node_fs.utimesSync)(lock, index.seconds, index.seconds);
	(0, node_fs.renameSync)(lock, path);
}
// src/git/carry-work.ts
const USAGE = 129;
const MOST_MERGED = 5e7;
async function carryWork({ repository, nameOf }, work, onto) {
	const folder = (0, node_fs.mkdtempSync)((0, node_path.join)(repository.objectDirectory(), "..", "carry-"));
	const index = { GIT_INDEX_FILE: (0, node_path.join)(folder, "index") };
	const git = async (command) => await repository.git({
		...command,
		env: {
			...index,
			...command.env
		}
	});
	const sides = {
		base: nameOf(work.before),
		ours: nameOf(onto),
		theirs: nameOf(work.after)
	};
	try {
		const alone = await oneSideAlone(git, sides);
		if (alone !== null) return {
			tree: alone,
			conflicts: []
		};
		const conflicts = (work.before !== null && work.after !== null && onto !== null ? await mergeByGit(git, sides) : null) ?? await mergeByFile(git, sides, folder);
		await takeTheirs(git, sides, conflicts);
		return {
			tree: (await git({ args: ["write-tree"] })).stdout.trim(),
			conflicts: conflicts.map(shownPath)
		};
	} finally {
		(0, node_fs.rmSync)(folder, {
			recursive: true,
			force: true
		});
	}
}
async function oneSideAlone(git, { base, ours, theirs }) {
	const [before, here = "", there = ""] = (await git({ args: ["rev-parse", ...[
		base,
		ours,
		theirs
	].map((side) => `${side}^{tree}`)] })).stdout.split("\n");
	if (before === here || here === there) return there;
	return before === there ? here : null;
}
async function mergeByGit(git, { base, ours, theirs }) {
	const output = await git({
		args: [
			"merge-tree",
			...[
				"--write-tree",
				"-z",
				"--name-only",
				"--no-messages",
				"--allow-unrelated-histories"
			],
			`--merge-base=${base}`,
			ours,
			theirs
		],
		encoding: "latin1",
		allowExit: [1, USAGE]
	});
	if (output.exitCode === USAGE) return null;
	const [tree = "", ...conflicts] = output.stdout.split("\0").filter((part) => part !== "");
	await git({ args: ["read-tree", tree] });
	return conflicts;
}
async function mergeByFile(git, { base, ours, theirs }, folder) {
	await git({ args: [
		"read-tree",
		"-i",
		"-m",
		"--aggressive",
		base,
		ours,
		theirs
	] });
	const unmerged = parseUnmerged((await git({
		args: [
			"ls-files",
			"-u",
			"-z"
		],
		encoding: "latin1"
	})).stdout);
	const gone = {
		ours: await goneFiles(git, base, ours),
		theirs: await goneFiles(git, base, theirs)
	};
	const conflicts = split(gone.ours, gone.theirs);
	const settled = new Map();
	for (const [path, stages] of unmerged) {
		const alone = changedByOne(stages);
		if (alone !== void 0) {
			settled.set(path, alone);
			continue;
		}
		const moved = (stages.has("2") ? gone.theirs : gone.ours).get(path) ?? null;
		const isFollowed = moved !== null && !unmerged.has(moved.path);
		const three = isFollowed ? new Map([...stages, [stages.has("2") ? "3" : "2", moved.stage]]) : stages;
		const at = isFollowed ? moved.path : path;
		const merged = await mergeFile(git, three, folder);
		if (merged === null) conflicts.push(at);
		else await addToIndex(git, [entry(merged.mode, merged.sha, at)]);
		if (isFollowed) await addToIndex(git, [noEntry(path, base)]);
	}
	return [...conflicts, ...await settle(git, settled, base)];
}
async function goneFiles(git, base, side) {
	const output = await git({
		args: [
			"diff-tree",
			...[
				"-r",
				"-z",
				"--raw",
				"--no-abbrev",
				"-M",
				"--no-rename-empty",
				"--diff-filter=DR"
			],
			base,
			side
		],
		encoding: "latin1",
		allowExit: "any"
	});
	const gone = new Map();
	const parts = output.exitCode === 0 ? output.stdout.split("\0") : [];
	for (let at = 0; at + 1 < parts.length;) {
		const [, mode = "", , sha = "", status = ""] = (parts[at] ?? "").split(" ");
		const isMoved = status.startsWith("R");
		gone.set(parts[at + 1] ?? "", isMoved ? {
			path: parts[at + 2] ?? "",
			stage: {
				mode,
				sha
			}
		} : null);
		at += isMoved ? 3 : 2;
	}
	return gone;
}
function split(ours, theirs) {
	return [...ours].flatMap(([path, here]) => {
		const there = theirs.get(path);
		return there === void 0 || here?.path === there?.path ? [] : [here?.path ?? path];
	});
}
function changedByOne(stages) {
	const [base, ours, theirs] = [
		"1",
		"2",
		"3"
	].map((stage) => stages.get(stage));
	const isSame = (a, b) => a?.sha === b?.sha && a?.mode === b?.mode;
	if (isSame(base, ours) || isSame(ours, theirs)) return theirs ?? null;
	return isSame(base, theirs) ? ours ?? null : void 0;
}
async function settle(git, files, like) {
	if (files.size === 0) return [];
	await addToIndex(git, [...files].flatMap(([path, stage]) => stage === null ? [noEntry(path, like)] : []));
	const paths = new Set((await git({
		args: ["ls-files", "-z"],
		encoding: "latin1"
	})).stdout.split("\0"));
	const folders = new Set([...paths].flatMap(foldersOf));
	const conflicts = [];
	for (const [path, stage] of files) {
		if (stage === null) continue;
		if (folders.has(path) || foldersOf(path).some((folder) => paths.has(folder))) conflicts.push(path);
		else await addToIndex(git, [entry(stage.mode, stage.sha, path)]);
	}
	return conflicts;
}
function foldersOf(path) {
	const names = path.split("/");
	return names.slice(1).map((_, number) => names.slice(0, number + 1).join("/"));
}
function parseUnmerged(text) {
	const files = new Map();
	for (const record of text.split("\0").filter((part) => part !== "")) {
		const tab = record.indexOf("	");
		const [mode = "", sha = "", stage = ""] = record.slice(0, tab).split(" ");
		const path = record.slice(tab + 1);
		files.set(path, (files.get(path) ?? new Map()).set(stage, {
			mode,
			sha
		}));
	}
	return files;
}
async function mergeFile(git, stages, folder) {
	const [base, ours, theirs] = [
		"1",
		"2",
		"3"
	].map((stage) => stages.get(stage));
	if (base === void 0 || ours === void 0 || theirs === void 0) return null;
	const all = [
		ours,
		base,
		theirs
	];
	if (!all.every(({ mode }) => mode.startsWith("100"))) return null;
	const contents = parseBatch((await git({
		args: ["cat-file", "--batch"],
		input: `${all.map(({ sha }) => sha).join("\n")}\n`,
		encoding: "latin1",
		maxBytes: MOST_MERGED
	})).stdout);
	const files = all.map((_, number) => (0, node_path.join)(folder, String(number)));
	for (const [number, { sha }] of all.entries()) {
		const content = contents.get(sha)?.content;
		if (content === void 0) return null;
		(0, node_fs.writeFileSync)(files[number] ?? "", content);
	}
	const merged = await git({
		args: [
			"merge-file",
			"-p",
			...files
		],
		encoding: "latin1",
		allowExit: "any"
	});
	if (merged.exitCode !== 0) return null;
	const written = await git({
		args: [
			"hash-object",
			"-w",
			"--stdin",
			"--no-filters"
		],
		input: Buffer.from(merged.stdout, "latin1")
	});
	return {
		mode: theirs.mode === base.mode ? ours.mode : theirs.mode,
		sha: written.stdout.trim()
	};
}
async function takeTheirs(git, { theirs }, conflicts) {
	if (conflicts.length === 0) return;
	const args = [
		"ls-tree",
		"-z",
		"--full-tree",
		"-r",
		"--end-of-options",
		theirs
	];
	const wanted = new Set(conflicts);
	const entries = (await git({
		args,
		encoding: "latin1"
	})).stdout.split("\0").flatMap((record) => {
		const tab = record.indexOf("	");
		const path = record.slice(tab + 1);
		const [mode = "", , sha = ""] = record.slice(0, tab).split(" ");
		return wanted.has(path) ? [entry(mode, sha, path)] : [];
	});
	await addToIndex(git, [...conflicts.map((path) => noEntry(path, theirs)), ...entries]);
}
async function addToIndex(git, entries) {
	await git({
		args: [
			"update-index",
			"-z",
			"--index-info"
		],
		input: Buffer.from(entries.join(""), "latin1")
	});
}
function entry(mode, sha, path) {
	return `${mode} ${sha}\t${path}\0`;
}
function noEntry(path, like) {
	return entry("0", "0".repeat(like.length), path);
}
// src/git/diffs.ts
const DISPLAY = /^(diff|color)\.|^core\.(quotepath|whitespace)$/;
const NOT_TAKEN = /^diff\.(external|ignoresubmodules|orderfile|submodule)$|^diff\..*\.(command|textconv|cachetextconv)$/;
const PLAIN$1 = [
	"--no-ext-diff",
	"--no-textconv",
	"--ignore-submodules=none",
	"--submodule=short"
];
function openDiffs(repository, connection, baseline) {
	const display = displaySettings(baseline.entries);
	const nameOf = (state) => state ?? emptyTree(baseline.objectFormat);
	const read = async (args, from) => {
		const command = {
			args,
			config: [...display, {
				key: "attr.tree",
				value: nameOf(from)
			}],
			encoding: "latin1"
		};
		const output = await repository.git({
			...command,
			allowExit: "any"
		});
		if (output.exitCode === 0) return Buffer.from(output.stdout, "latin1");
		if (connection === null || !isMissingObject(output)) throw new require_errors.GitError("git-failed", `git ${args[0]} failed: ${lastWords$1(output)}`);
		const fetched = await connection.read(repository.forObjects(), command);
		if (fetched.exitCode !== 0) throw readFailure(fetched, connection.advice);
		return Buffer.from(fetched.stdout, "latin1");
	};
	const diff = async ({ from, to, paths }, options) => await read([
		"diff",
		...PLAIN$1,
		...options,
		"--end-of-options",
		nameOf(from),
		nameOf(to),
		"--",
		...paths
	], from);
	return {
		files: async (request) => {
			return parseFiles((await diff(request, [
				"--no-color",
				"--no-relative",
				"--raw",
				"--numstat",
				"-z",
				"--no-abbrev"
			])).toString("latin1"));
		},
		print: async (request, look) => await diff(request, lookOptions(look)),
		printCommits: async (a, b, { colour }) => {
			if (a.before === null || a.after === null || b.before === null || b.after === null) throw new require_errors.GitError("git-failed", "Commits can be paired only where both began from a commit.");
			const ranges = [`${a.before}..${a.after}`, `${b.before}..${b.after}`];
			return await read([
				"range-diff",
				...PLAIN$1,
				colourOption(colour),
				...ranges
			], a.before);
		},
		carry: async (work, onto) => await carryWork({
			repository,
			nameOf
		}, work, onto)
	};
}
function configuredPager(entries) {
	const users = entries.filter(({ scope }) => scope !== "local" && scope !== "worktree");
	const own = lastValue(users, "pager.diff");
	if (own !== void 0 && /^(false|no|off|0)$/i.test(own)) return "";
	if (own !== void 0 && !/^(true|yes|on|1)$/i.test(own)) return own;
	return lastValue(users, "core.pager") ?? null;
}
function displaySettings(entries) {
	return entries.filter(({ key }) => DISPLAY.test(key) && !NOT_TAKEN.test(key)).map(({ key, value }) => ({
		key,
		value
	}));
}
function lookOptions({ form, colour, columns }) {
	switch (form) {
		case "patch": return ["--patch", colourOption(colour)];
		case "whole-patch": return [
			"--patch",
			"--binary",
			colourOption(colour)
		];
		case "stat": return [
			columns === null ? "--stat" : `--stat=${columns}`,
			"--summary",
			colourOption(colour)
		];
		case "name-only": return ["--name-only", "--no-color"];
	}
}
function colourOption(colour) {
	return colour ? "--color=always" : "--no-color";
}
const STATUSES = {
	A: "added",
	D: "deleted",
	M: "modified",
	R: "renamed",
	C: "copied",
	T: "type-changed"
};
function parseFiles(text) {
	const parts = text.split("\0");
	const files = [];
	let at = 0;
	for (; parts[at]?.startsWith(":");) {
		const status = STATUSES[/ ([A-Z])\d*$/.exec(parts[at] ?? "")?.[1] ?? ""] ?? "modified";
		const isMoved = status === "renamed" || status === "copied";
		const [first = "", second = ""] = [parts[at + 1], parts[at + 2]];
		const paths = isMoved ? {
			path: second,
			oldPath: first
		} : {
			path: first,
			oldPath: null
		};
		files.push({
			...paths,
			status,
			insertions: null,
			deletions: null
		});
		at += isMoved ? 3 : 2;
	}
	return files.map((file) => {
		const [insertions = "", deletions = ""] = (parts[at] ?? "").split("	");
		at += file.oldPath === null ? 1 : 3;
		return {
			...file,
			path: shownPath(file.path),
			oldPath: file.oldPath === null ? null : shownPath(file.oldPath),
			insertions: lines(insertions),
			deletions: lines(deletions)
		};
	});
}
function lines(text) {
	return /^\d+$/.test(text) ? Number(text) : null;
}
// src/git/files-that-stay.ts
const MOST_BYTES = 4194304;
async function noteFilesThatStay(location, baseline, files, since) {
	const { sha } = await readHead(location);
	if (sha === null || sha === since.head || since.older.length === 0) return [];
	const args = [
		"diff-tree",
		"-r",
		"--raw",
		"-z",
		"--no-renames",
		since.head ?? emptyTree(baseline.objectFormat),
		sha
	];
	const changes = parseRawDiff((await files.git({
		index: files.userIndex,
		args
	})).stdout);
	const older = olderPaths(since, lastValue(baseline.config, "core.ignorecase") === "true");
	const theirs = changes.filter(({ path, after }) => after?.mode !== "160000" && older.find(path) !== null);
	note(location, theirs.filter(({ before }) => before === null).map(({ path }) => path));
	return since.head === null || await isAncestor(files, since.head, sha) ? theirs.filter(({ after }) => after !== null).map(({ path }) => shownPath(path)) : [];
}
function note(location, added) {
	if (added.length === 0) return;
	const text = [...new Set([...filesThatStay(location), ...added])].join("\0");
	(0, node_fs.mkdirSync)((0, node_path.dirname)(noteOf(location)), { recursive: true });
	const mode = (0, node_fs.statSync)(location.gitDir).mode & 438;
	keepFile(noteOf(location), Buffer.from(text, "latin1"), mode);
}
async function isAncestor(files, older, newer) {
	const args = [
		"merge-base",
		"--is-ancestor",
		older,
		newer
	];
	return (await files.git({
		index: files.userIndex,
		args,
		allowExit: [1, 128]
	})).exitCode === 0;
}
function filesThatStay(location) {
	const text = require_regular_file.readRegularFile(noteOf(location), MOST_BYTES)?.toString("latin1") ?? "";
	const isThere = (path) => path !== "" && lookOnDisk(location.root, path) !== void 0;
	return new Set(text.split("\0").filter(isThere));
}
function noteOf({ gitDir }) {
	return (0, node_path.join)(gitDir, "laforge", "files-that-stay");
}
// src/git/plain-changes.ts
const FILE = "100644";
async function readPlainChanges(repository, { commit, parent, maxBytes }) {
	const refuse = (path, why) => {
		throw new require_errors.RefusedError("push-refused", `${require_identity.quote(shownPath(path))} in ${require_identity.shortSha(commit)} ${why}`);
	};
	const args = [
		"diff-tree",
		"-r",
		"-z",
		"--raw",
		"--no-renames",
		"--end-of-options",
		parent,
		commit
	];
	const { stdout } = await repository.git({
		args,
		encoding: "latin1"
	});
	const written = new Map();
	const deleted = [];
	for (const change of parseRawDiff(stdout)) {
		const why = (0, node_buffer.isUtf8)(Buffer.from(change.path, "latin1")) ? whyNotPlain(change) : "has a name that is not UTF-8";
		if (why !== null) refuse(change.path, why);
		if (change.after === null) deleted.push(shownPath(change.path));
		else written.set(shownPath(change.path), change.after.sha);
	}
	const sizes = await readSizes(repository, [...new Set(written.values())]);
	let total = 0;
	for (const [path, sha] of written) {
		total += sizes.get(sha) ?? 0;
		if (total <= maxBytes) continue;
		refuse(Buffer.from(path).toString("latin1"), `brings its changes over ${maxBytes / 1e6} MB`);
	}
	return {
		written,
		deleted
	};
}
function whyNotPlain({ before, after }) {
	if (before?.mode === "160000" || after?.mode === "160000") return "is a submodule";
	if (after === null || after.mode === FILE && (before === null || before.mode === FILE)) return null;
	if (after.mode === "120000") return "is a symlink";
	return after.mode === FILE ? "changes its mode" : "is executable";
}
async function readSizes(repository, shas) {
	if (shas.length === 0) return new Map();
	const { stdout } = await repository.git({
		args: ["cat-file", "--batch-check=%(objectname) %(objectsize)"],
		input: `${shas.join("\n")}\n`,
		env: { GIT_NO_LAZY_FETCH: "1" }
	});
	const lines = stdout.split("\n").map((line) => line.split(" "));
	return new Map(lines.map(([sha = "", size = ""]) => [sha, Number(size) || 0]));
}
// src/git/history.ts
const MOST_PATCHES = 1e8;
function openHistory({ location, repository, commits, connection }) {
	const { commonDir } = location;
	const place = {
		repository,
		commits,
		connection
	};
	const treeOf = async (state) => (await repository.git({ args: [
		"rev-parse",
		"--verify",
		"--end-of-options",
		`${state}^{tree}`
	] })).stdout.trim();
	return {
		commit: async (sha) => [...(await commits.near.read([sha])).values()].map(withoutMessage)[0] ?? null,
		commits: async (from, to) => {
			const { shas, isWhole } = await commits.near.between(from === null ? [] : [from], [to]);
			return {
				commits: [...(await commits.near.read(shas)).values()].map(withoutMessage),
				complete: isWhole
			};
		},
		isAncestor: async (ancestor, descendant) => await findAncestor(place, ancestor, descendant),
		reachedFrom: async (where, tips, shas) => {
			const isRemote = where === "remote" && connection !== null;
			if (isRemote) await completeHistory(connection, repository.forHistory(), tips);
			const reached = await (isRemote ? commits.far : commits.near).reachedFrom(tips);
			return new Set(shas.filter((sha) => reached.has(sha)));
		},
		changedPaths: async (from, to, under) => {
			const paths = under === "" || under === "." ? [] : [`:(top,literal)${under}`];
			const { stdout } = await repository.git({ args: [
				"diff-tree",
				"-r",
				"-z",
				"--name-only",
				"--no-renames",
				"--end-of-options",
				from,
				to,
				"--",
				...paths
			] });
			return stdout.split("\0").filter((path) => path !== "");
		},
		resolve: async (revision) => {
			const { exitCode, stdout } = await gitAt(location, {
				args: [
					"rev-parse",
					"--verify",
					"--quiet",
					"--end-of-options",
					`${revision}^{commit}`
				],
				allowExit: [1, 128]
			});
			if (exitCode === 0) return stdout.trim();
			return require_identity.isSha(revision) && (await missingCommits(repository, [revision])).length === 0 ? revision : null;
		},
		commitMessage: async (sha) => (await commits.near.read([sha])).get(sha)?.message ?? null,
		createPinCommit: async (parent, message, others = []) => {
			const args = [
				"commit-tree",
				...[parent, ...others].flatMap((sha) => ["-p", sha]),
				`${parent}^{tree}`
			];
			const theirs = {
				...identityEnvironment(LAFORGE),
				GIT_OBJECT_DIRECTORY: (0, node_path.join)(commonDir, "objects")
			};
			const pinned = await repository.git({
				args,
				input: message,
				env: theirs,
				allowExit: [128]
			});
			if (pinned.exitCode === 0) return pinned.stdout.trim();
			return (await repository.git({
				args,
				input: message,
				env: identityEnvironment(LAFORGE)
			})).stdout.trim();
		},
		createCommit: async ({ tree, parent, message, at, author }) => {
			const date = `@${Math.floor(at.getTime() / 1e3)} +0000`;
			const env = {
				...identityEnvironment(author ?? BOT),
				GIT_AUTHOR_DATE: date,
				GIT_COMMITTER_DATE: date
			};
			const args = [
				"commit-tree",
				"-p",
				parent,
				tree
			];
			return (await repository.git({
				args,
				input: message,
				env
			})).stdout.trim();
		},
		signCommit: async (commit) => await signCommit(repository, commit),
		hasSignature: async (commit) => await hasSignature(repository, commit),
		plainChanges: async (request) => await readPlainChanges(repository, request),
		treeOf,
		withFolder: async (tree, folder, from) => await withFolder(repository, tree, folder, from),
		commitsTouching: async (from, to, paths) => {
			const specs = paths.map((path) => `:(top,literal)${path}`);
			const args = [
				"rev-list",
				"--end-of-options",
				to,
				`^${from}`,
				"--",
				...specs
			];
			return (await repository.git({ args })).stdout.split("\n").filter((line) => line !== "");
		},
		commitsWithPatch: async (from, to, { before, after }) => {
			const plain = [
				"--no-color",
				"--no-ext-diff",
				"--no-textconv",
				"--full-index",
				"--no-renames",
				"-p"
			];
			const patchIds = async (args) => {
				const { stdout } = await repository.git({
					args,
					encoding: "latin1",
					maxBytes: MOST_PATCHES
				});
				return (await repository.git({
					args: ["patch-id", "--stable"],
					input: Buffer.from(stdout, "latin1")
				})).stdout.split("\n").map((line) => line.split(" "));
			};
			if (before === null || after === null) return [];
			const [[wanted = ""] = []] = await patchIds([
				"diff-tree",
				...plain,
				"--end-of-options",
				before,
				after
			]);
			if (wanted === "") return [];
			const range = [
				"--no-merges",
				"-n",
				"200",
				"--format=commit %H",
				"--end-of-options",
				to,
				`^${from}`
			];
			return (await patchIds([
				"log",
				...plain,
				...range
			])).flatMap(([id, sha]) => id === wanted && sha !== void 0 ? [sha] : []);
		},
		createNote: async (message) => {
			const env = {
				...identityEnvironment(LAFORGE),
				GIT_OBJECT_DIRECTORY: (0, node_path.join)(commonDir, "objects")
			};
			const tree = (await repository.git({
				args: ["mktree"],
				env
			})).stdout.trim();
			return (await repository.git({
				args: ["commit-tree", tree],
				input: message,
				env
			})).stdout.trim();
		},
		commitsOnlyOf: async (where, groups, others) => await findCommitsOnlyOf({
			...place,
			connection: where === "local" ? null : connection
		}, groups, others),
		kindsOf: async (shas, remoteTips) => {
			const canComplete = remoteTips !== null && connection !== null && repository.shallowBoundaries().size === 0;
			const where = canComplete ? repository.forHistory() : repository;
			if (canComplete) await completeHistory(connection, where, remoteTips);
			return await listKinds(where, shas);
		},
		bundle: async (from, to, ref, file) => {
			await repository.git({ args: [
				"update-ref",
				"--end-of-options",
				ref,
				to
			] });
			const range = from === null ? [ref] : [ref, `^${from}`];
			await repository.git({ args: [
				"bundle",
				"create",
				"--quiet",
				file,
				...range
			] });
		},
		unbundle: async (file, into) => {
			const config = [{
				key: "transfer.fsckObjects",
				value: "true"
			}];
			const own = {
				GIT_OBJECT_DIRECTORY: (0, node_path.join)(commonDir, "objects"),
				GIT_ALTERNATE_OBJECT_DIRECTORIES: repository.objectDirectory()
			};
			await repository.git({
				args: [
					"bundle",
					"unbundle",
					file
				],
				config,
				env: into === "own" ? own : {}
			});
		}
	};
}
function withoutMessage({ message: _, ...commit }) {
	return commit;
}
const SEVERAL = Symbol("several");
async function findCommitsOnlyOf({ repository, commits, connection }, groups, others) {
	const found = new Map([...groups.keys()].map((name) => [name, []]));
	const tips = [...groups.values()].flat();
	if (tips.length === 0) return found;
	const where = connection === null ? commits.near : commits.far;
	if (connection !== null) await completeHistory(connection, repository.forHistory(), [...new Set([...tips, ...others])]);
	const owners = new Map();
	const lead = (group, sha) => {
		const owner = owners.get(sha);
		owners.set(sha, owner === void 0 || owner === group ? group : SEVERAL);
	};
	for (const [group, shas] of groups) for (const sha of shas) lead(group, sha);
	const { shas } = await where.between(others, tips);
	for (const { sha, subject, parents } of (await where.read(shas)).values()) {
		const owner = owners.get(sha) ?? SEVERAL;
		for (const parent of parents) lead(owner, parent);
		if (owner !== SEVERAL) found.get(owner)?.push({
			sha,
			subject
		});
	}
	return found;
}
const STEPS = [
	50,
	400,
	3200
];
async function findAncestor({ repository, commits, connection }, ancestor, descendant) {
	if (ancestor === descendant) return "yes";
	try {
		let look = await lookFor(commits.near, ancestor, descendant);
		for (const step of [...STEPS, null]) {
			if (look.answer !== void 0) return look.answer;
			if (!await connection?.fetch(repository.forHistory(), look.at, fetchOptions(look.kind, step))) return "unknown";
			look = await lookFor(commits.far, ancestor, descendant);
		}
		return look.answer ?? "unknown";
	} catch (error) {
		if (error instanceof require_errors.GitError) return "unknown";
		throw error;
	}
}
function fetchOptions(kind, step) {
	if (step === null) return {
		depth: WHOLE_DEPTH,
		commitsOnly: true
	};
	return kind === "cut" ? {
		deepen: step,
		commitsOnly: true
	} : {
		depth: step,
		commitsOnly: true
	};
}
async function lookFor(commits, ancestor, descendant) {
	const { found, walk } = await commits.leadsTo(descendant, ancestor);
	if (found) return { answer: "yes" };
	if (walk.unread.has(descendant)) return {
		kind: "absent",
		at: [descendant]
	};
	return walk.ends.size === 0 ? { answer: "no" } : {
		kind: "cut",
		at: [...walk.ends]
	};
}
async function withFolder(repository, tree, folder, from) {
	const place = (0, node_fs.mkdtempSync)((0, node_path.join)(repository.objectDirectory(), "..", "folder-"));
	const env = { GIT_INDEX_FILE: (0, node_path.join)(place, "index") };
	const path = `:(top,literal)${folder}`;
	const git = async (args, input = "") => (await repository.git({
		args,
		env,
		encoding: "latin1",
		input: Buffer.from(input, "latin1")
	})).stdout;
	try {
		await git([
			"read-tree",
			"--end-of-options",
			tree
		]);
		await git([
			"update-index",
			"-z",
			"--index-info"
		], (await git([
			"ls-files",
			"-z",
			"--",
			path
		])).split("\0").filter((name) => name !== "").map((name) => `0 ${"0".repeat(tree.length)}\t${name}\0`).join("") + await git([
			"ls-tree",
			"-r",
			"-z",
			"--full-tree",
			"--end-of-options",
			from,
			`${folder}/`
		]));
		return (await git(["write-tree"])).trim();
	} finally {
		(0, node_fs.rmSync)(place, {
			recursive: true,
			force: true
		});
	}
}
// src/git/landed.ts
const PATCHES = 100;
const PLAIN = [
	"--no-ext-diff",
	"--no-textconv",
	"--no-color",
	"--ignore-submodules=none"
];
const NO_PROGRAMS = [{
	key: "blame.ignoreRevsFile",
	value: ""
}, {
	key: "diff.external",
	value: ""
}];
function openLanded(repository) {
	const patchIdsOf = async (patches) => {
		const { stdout } = await repository.git({
			args: ["patch-id", "--stable"],
			input: Buffer.from(patches, "latin1")
		});
		return new Map(stdout.split("\n").flatMap((line) => line === "" ? [] : [splitLine(line)]));
	};
	return {
		commits: async (tip, since) => {
			const args = [
				"log",
				"-z",
				"--topo-order",
				`--since=${since}`,
				"--format=%H%x00%P%x00%ct%x00%B"
			];
			const { stdout } = await repository.git({ args: [
				...args,
				"--end-of-options",
				tip
			] });
			const fields = stdout.split("\0");
			return Array.from({ length: Math.floor(fields.length / FIELDS) }, (_, at) => readCommit(fields.slice(at * FIELDS, (at + 1) * FIELDS)));
		},
		patchIds: async (commits) => {
			const found = new Map();
			for (let at = 0; at < commits.length; at += PATCHES) {
				const input = `${commits.slice(at, at + PATCHES).join("\n")}\n`;
				const args = [
					"diff-tree",
					"--stdin",
					"--root",
					"-p",
					...PLAIN
				];
				const { stdout } = await repository.git({
					args,
					config: NO_PROGRAMS,
					input,
					encoding: "latin1"
				});
				for (const [sha, id] of await patchIdsOf(stdout)) found.set(sha, id);
			}
			return found;
		},
		patchIdSince: async (tip, of) => {
			const from = (await repository.git({
				args: [
					"merge-base",
					"--end-of-options",
					tip,
					of
				],
				allowExit: [1]
			})).stdout.trim();
			if (from === "" || from === of) return null;
			const args = [
				"diff-tree",
				"-p",
				...PLAIN,
				"--end-of-options",
				from,
				of
			];
			const { stdout } = await repository.git({
				args,
				config: NO_PROGRAMS,
				encoding: "latin1"
			});
			const [id = null] = (await patchIdsOf(stdout)).values();
			return id;
		},
		renames: async (tip, since) => {
			const args = [
				"log",
				"-z",
				"--first-parent",
				"-m",
				"-M",
				"--diff-filter=R",
				"--name-status",
				"--format=%x00%H"
			];
			const options = [
				...PLAIN,
				`--since=${since}`,
				"--end-of-options",
				tip
			];
			const { stdout } = await repository.git({
				args: [...args, ...options],
				config: NO_PROGRAMS,
				encoding: "latin1"
			});
			return readRenames(stdout.split("\0"));
		},
		linesOf: async (at, path, before) => {
			const args = [
				"blame",
				"--no-textconv",
				"--incremental",
				...before === null ? [at] : [`^${before}`, at],
				"--",
				path
			];
			const found = await repository.git({
				args,
				config: NO_PROGRAMS,
				allowExit: [128],
				encoding: "latin1"
			});
			const lines = new Map();
			if (found.exitCode !== 0) return lines;
			for (const [, sha = "", count = "0"] of found.stdout.matchAll(/^([0-9a-f]{40,64}) \d+ \d+ (\d+)$/gm)) lines.set(sha, (lines.get(sha) ?? 0) + Number(count));
			return lines;
		}
	};
}
function splitLine(line) {
	const [id = "", sha = ""] = line.split(" ");
	return [sha, id];
}
function readRenames(fields) {
	const found = new Map();
	let names = new Map();
	for (let at = 0; at < fields.length; at++) {
		const field = (fields[at] ?? "").trim();
		if (require_identity.isSha(field)) {
			names = new Map();
			found.set(field, names);
		} else if (/^R\d+$/.test(field)) {
			names.set(shownPath(fields[at + 1] ?? ""), shownPath(fields[at + 2] ?? ""));
			at += 2;
		}
	}
	return found;
}
const FIELDS = 4;
function readCommit([sha = "", parents = "", seconds = "", message = ""]) {
	const named = [...message.matchAll(/^[ *]*Laforge-Step-Uid: (\S+)\s*$/gm)].map(([, uid = ""]) => uid);
	const time = new Date(Number(seconds) * 1e3);
	return {
		sha,
		parents: parents.split(" ").filter((parent) => parent !== ""),
		committedAt: (Number.isNaN(time.getTime()) ? new Date(0) : time).toISOString(),
		stepUids: named.filter(require_identity.isUid)
	};
}
// src/domain/operation.ts
function inOperation(branch, { name, workTree }) {
	const where = workTree === null ? "" : ` in ${workTree}`;
	const end = name === "bisect" ? "git bisect reset" : `git ${name} --continue or git ${name} --abort`;
	return new require_errors.RefusedError("in-operation", `Cannot move ${branch}: ${withArticle(name)} of it is under way${where}. End it there first: ${end}.`);
}
function withArticle(name) {
	return `${name === "am" ? "an" : "a"} ${name}`;
}
// src/git/submodules.ts
async function unpublishedRepositories(location, files, tree, changes) {
	const links = changes.filter(({ after }) => after?.mode === GITLINK);
	const held = new Map();
	if (links.length === 0) return held;
	const known = await submodulePaths(files, tree);
	for (const link of links) {
		const folder = (0, node_path.join)(location.root, shownPath(link.path));
		if (findGitFolder(folder) === location.commonDir) {
			const isClean = (await changedSubmodules(location, [link.path], 0)).length === 0;
			held.set(link, isClean ? "submodule" : "unpublished");
		} else if (!await isPublished(location, folder, link.after?.sha)) held.set(link, "unpublished");
		else if (!known.has(link.path)) held.set(link, "submodule");
	}
	return held;
}
async function submodulesOf(location, files, commit) {
	if (!(0, node_fs.existsSync)((0, node_path.join)(location.root, ".gitmodules"))) return [];
	const paths = await submodulePaths(files, commit);
	if (paths.size === 0) return [];
	const { stdout } = await files.git({
		index: files.userIndex,
		args: [
			"--literal-pathspecs",
			"ls-tree",
			"-z",
			"--full-tree",
			"--end-of-options",
			commit,
			...paths
		],
		encoding: "latin1",
		allowExit: [128]
	});
	return stdout.split("\0").flatMap((entry) => {
		const [, mode, sha = "", path = ""] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
		return mode === "160000" ? [{
			path: shownPath(path),
			sha
		}] : [];
	});
}
async function submodulePaths(files, tree) {
	const { stdout } = await files.git({
		index: files.userIndex,
		args: [
			"config",
			"--blob",
			`${tree}:.gitmodules`,
			"-z",
			"--get-regexp",
			"^submodule\\..*\\.path$"
		],
		allowExit: [1, 128]
	});
	const entries = stdout.split("\0").filter((entry) => entry.includes("\n"));
	return new Set(entries.map((entry) => entry.slice(entry.indexOf("\n") + 1)));
}
async function isPublished(location, folder, sha) {
	if (sha === void 0) return false;
	return (await askSubmodule(location, folder, { args: [
		"for-each-ref",
		"--count=1",
		`--contains=${sha}`,
		"refs/remotes/"
	] }) ?? "") !== "";
}
async function changedSubmodules(location, paths, sinceMs) {
	const changed = [];
	for (const path of paths) {
		const folder = (0, node_path.join)(location.root, shownPath(path));
		const gitDir = ownGitFolder(folder);
		const index = gitDir === null ? null : require_regular_file.readRegularFile((0, node_path.join)(gitDir, "index"));
		if (gitDir === null || index === null) continue;
		const files = (await askSubmodule(location, folder, {
			args: [
				"status",
				"--porcelain",
				"-z",
				"--no-renames",
				"--untracked-files=all",
				"--ignore-submodules=all"
			],
			workTree: {
				index,
				head: require_regular_file.readRegularFile((0, node_path.join)(gitDir, "HEAD"))?.toString("utf8") ?? ""
			}
		}) ?? "").split("\0").filter((line) => {
			const stat = lookOnDisk(folder, line.slice(3));
			return line !== "" && (stat == null || stat.ctimeMs >= sinceMs);
		});
		if (files.length > 0) changed.push({
			path: `${shownPath(path)}/`,
			reason: "submodule",
			files: files.length
		});
	}
	return changed;
}
async function askSubmodule({ baseline, repository }, folder, { args, workTree }) {
	const gitDir = findGitFolder(folder);
	if (gitDir === null) return null;
	const front = (0, node_fs.mkdtempSync)((0, node_path.join)((0, node_path.dirname)(repository.objectDirectory()), "submodule-"));
	try {
		standInFront(front, gitDir, baseline.objectFormat);
		if (workTree !== void 0) {
			(0, node_fs.writeFileSync)((0, node_path.join)(front, "index"), workTree.index);
			(0, node_fs.writeFileSync)((0, node_path.join)(front, "HEAD"), workTree.head);
		}
		const { stdout } = await runGit({
			as: {
				...baseline.git,
				config: []
			},
			args,
			cwd: workTree === void 0 ? front : folder,
			env: {
				GIT_DIR: front,
				GIT_COMMON_DIR: front,
				...workTree !== void 0 && { GIT_WORK_TREE: folder }
			},
			encoding: "latin1",
			allowExit: [128, 129]
		});
		return stdout;
	} finally {
		(0, node_fs.rmSync)(front, {
			recursive: true,
			force: true
		});
	}
}
function ownGitFolder(folder) {
	const link = (0, node_path.join)(folder, ".git");
	const target = /^gitdir: (.+)$/m.exec(require_regular_file.readRegularFile(link)?.toString("utf8") ?? "")?.[1];
	const gitDir = target === void 0 ? link : (0, node_path.resolve)(folder, target);
	return (0, node_fs.statSync)(gitDir, { throwIfNoEntry: false })?.isDirectory() === true ? gitDir : null;
}
function findGitFolder(folder) {
	const gitDir = ownGitFolder(folder);
	if (gitDir === null) return null;
	const common = require_regular_file.readRegularFile((0, node_path.join)(gitDir, "commondir"))?.toString("utf8").trim();
	const found = common === void 0 ? gitDir : (0, node_path.resolve)(gitDir, common);
	return (0, node_fs.statSync)((0, node_path.join)(found, "objects"), { throwIfNoEntry: false })?.isDirectory() === true ? found : null;
}
function standInFront(front, gitDir, objectFormat) {
	const config = [
		"[core]",
		"repositoryFormatVersion = 1",
		"bare = true",
		"[extensions]",
		...[...objectFormat === "sha256" ? ["objectFormat = sha256"] : [], ...(0, node_fs.existsSync)((0, node_path.join)(gitDir, "reftable")) ? ["refStorage = reftable"] : []]
	];
	(0, node_fs.writeFileSync)((0, node_path.join)(front, "config"), `${config.join("\n")}\n`);
	(0, node_fs.writeFileSync)((0, node_path.join)(front, "HEAD"), "ref: refs/heads/none\n");
	for (const name of [
		"objects",
		"refs",
		"reftable"
	]) (0, node_fs.symlinkSync)((0, node_path.join)(gitDir, name), (0, node_path.join)(front, name), "junction");
	const packed = require_regular_file.readRegularFile((0, node_path.join)(gitDir, "packed-refs"));
	if (packed !== null) (0, node_fs.writeFileSync)((0, node_path.join)(front, "packed-refs"), packed);
}
// src/git/leftovers.ts
async function commitLeftovers(deps, request) {
	const { root } = deps.location;
	let reason = "";
	let pipes = [];
	for (const findBase of basesOf(deps, request)) {
		const commit = async () => {
			const outcome = await commitOnto(deps, request, await findBase());
			return {
				...outcome,
				leftOut: sorted([...pipes, ...outcome.leftOut])
			};
		};
		try {
			return await commit().catch(async (error) => {
				if (!(error instanceof require_errors.GitError) || error.code !== "git-stopped") throw error;
				pipes = removePipes(root).map((path) => ({
					path: shownPath(path),
					reason: "not-a-file"
				}));
				if (pipes.length === 0) throw error;
				return await commit();
			});
		} catch (error) {
			if (!(error instanceof require_errors.GitError)) throw error;
			if (reason === "") reason = error.message;
			if (error.code === "git-stopped") break;
		}
	}
	return {
		kind: "withheld",
		reason,
		leftOut: pipes
	};
}
function* basesOf({ location, files, remote }, { since, onto }) {
	yield async () => ({
		sha: (await readHead(location)).sha,
		isHead: true
	});
	if (onto === "head") return;
	yield async () => {
		if (since.head !== null && !await hasCommit(files, since.head)) await remote?.fetch([since.head], 1);
		return {
			sha: since.head,
			isHead: false
		};
	};
	if (since.head !== null) yield async () => ({
		sha: null,
		isHead: false
	});
}
async function hasCommit(files, sha) {
	const args = [
		"cat-file",
		"-e",
		`${sha}^{commit}`
	];
	return (await files.git({
		index: files.userIndex,
		args,
		allowExit: [1, 128]
	})).exitCode === 0;
}
async function commitOnto(deps, request, base) {
	const { location, files } = deps;
	const found = await findUncommitted(deps, base);
	const { wanted, leftOut: passedOver } = await choose(deps, request, base, found);
	const leftOut = [...passedOver, ...await unseenByGit(deps, request, found)];
	if (wanted.gone.length + wanted.present.length === 0) return {
		kind: "nothing",
		leftOut
	};
	const reason = request.onto === "head" ? unfinishedWork(location.gitDir, found.changes) : null;
	if (reason !== null) return {
		kind: "withheld",
		reason,
		leftOut
	};
	return await files.withIndex("empty", async (index) => {
		if (base.sha !== null) await files.git({
			index,
			args: ["read-tree", base.sha]
		});
		const built = await buildContent(deps, index, base.sha, wanted);
		const allLeftOut = [...leftOut, ...built.leftOut];
		if (built.changes.length === 0) return {
			kind: "nothing",
			leftOut: allLeftOut
		};
		const author = identityEnvironment(request.author ?? deps.identity ?? BOT);
		const sha = (await files.git({
			index,
			args: [
				"commit-tree",
				built.tree,
				...base.sha === null ? [] : ["-p", base.sha],
				"-F",
				"-"
			],
			config: [{
				key: "i18n.commitEncoding",
				value: "UTF-8"
			}],
			env: author,
			input: request.message
		})).stdout.trim();
		if (request.onto === "head") await moveHead(deps, base.sha, sha, built.changes, author);
		return {
			kind: "committed",
			sha,
			leftOut: allLeftOut
		};
	});
}
async function findUncommitted({ location, files }, { sha, isHead }) {
	const look = (index) => listUncommitted(location.root, files, {
		index,
		head: sha,
		ignored: true
	});
	const lookAnew = () => files.withIndex("empty", async (index) => {
		if (sha !== null) await files.git({
			index,
			args: ["read-tree", sha]
		});
		return await look(index);
	});
	if (!isHead) return await lookAnew();
	try {
		return await files.withIndex("copy", look);
	} catch (error) {
		if (!(error instanceof require_errors.GitError) || error.code === "git-stopped") throw error;
		return await lookAnew();
	}
}
async function unseenByGit({ location, baseline, files }, { since }, { changes, ignored, submodules }) {
	const { root } = location;
	const older = olderPaths(since, lastValue(baseline.config, "core.ignorecase") === "true");
	const closed = new Set([...ignored, ...submodules.map((path) => `${path}/`)]);
	const tracked = new Set(changes.map(({ path }) => path));
	const isClosed = (folder) => closed.has(folder) || older.find(folder) !== null;
	const odd = newOddFiles(root, since.takenAt, isClosed).filter((path) => !tracked.has(path));
	const command = {
		index: files.userIndex,
		args: [
			"check-ignore",
			"--no-index",
			"-z",
			"--stdin"
		],
		allowExit: [1]
	};
	const ignoredOdd = new Set(odd.length === 0 ? [] : (await files.feed(command, odd)).split("\0"));
	return [...odd.filter((path) => !ignoredOdd.has(path)).map((path) => ({
		path: shownPath(path),
		reason: "not-a-file"
	})), ...await changedSubmodules(location, submodules, since.takenAt)];
}
async function choose({ location: { root, gitDir, commonDir }, baseline, files }, request, base, { changes, untracked }) {
	const older = olderPaths(request.since, lastValue(baseline.config, "core.ignorecase") === "true");
	const released = [...changes.map(({ path }) => path), ...untracked].some((path) => older.find(path) !== null) ? await committedSince(files, baseline, request.since.head, base.sha) : new Set();
	const ledgers = ledgerPaths(root, [
		...request.exclude,
		files.ownFolder(),
		gitDir,
		commonDir
	]);
	const temporary = temporaryFolders(root);
	const leftOut = new Map();
	const leave = (path, reason) => leftOut.set(path, {
		reason,
		files: (leftOut.get(path)?.files ?? 0) + 1
	});
	const isOurs = (path) => {
		const file = older.fileAt(path);
		const isAsItWas = file !== void 0 && isSame(root, path, file);
		const lay = released.has(path) && !isAsItWas ? null : older.find(path);
		const hasChanged = lay !== null && !isAsItWas;
		if (isOwnTemporary(temporary, path)) return false;
		if (isLedger(ledgers, path)) {
			if (lay === null || hasChanged) leave(path, "ledger");
			return false;
		}
		if (hasChanged) leave(lay, "dirty-before");
		return lay === null;
	};
	const onDiskToo = new Set(untracked);
	const ours = changes.filter(({ path }) => isOurs(path));
	const isGone = (change) => change.isDeleted || change.isUnstaged && !onDiskToo.has(change.path);
	const present = [...ours.filter((change) => !isGone(change)).map(({ path }) => path), ...untracked.filter(isOurs).map((path) => path.replace(/\/$/, ""))];
	return {
		wanted: {
			gone: ours.filter(isGone).map(({ path }) => path),
			present: [...new Set(present)]
		},
		leftOut: [...leftOut].map(([path, { reason, files }]) => ({
			path: shownPath(path),
			reason,
			...path.endsWith("/") && { files }
		}))
	};
}
function isSame(root, path, { stamp, content }) {
	return stamp === stampOf(root, path) || content !== null && content === contentOf$3(root, path);
}
const sorted = (leftOut) => leftOut.toSorted((a, b) => a.path < b.path ? -1 : 1);
const isFileIn = (root) => (path) => lookOnDisk(root, path)?.isFile() === true;
async function committedSince(files, baseline, from, to) {
	if (to === null || from === to) return new Set();
	const git = (...args) => files.git({
		index: files.userIndex,
		args,
		allowExit: [1, 128]
	});
	if (from !== null && (await git("merge-base", "--is-ancestor", from, to)).exitCode !== 0) return new Set();
	const nothing = emptyTree(baseline.objectFormat);
	const { stdout } = await git("diff-tree", "-r", "--name-only", "-z", "--no-renames", from ?? nothing, to);
	return new Set(stdout.split("\0"));
}
async function buildContent({ location, baseline, files }, index, base, { gone, present }) {
	await files.feed({
		index,
		args: [
			"update-index",
			"--force-remove",
			"-z",
			"--stdin"
		]
	}, gone);
	const unconverted = await unfilterable(baseline, files, index, present.filter(isFileIn(location.root)));
	const convertible = present.filter((path) => !unconverted.has(path));
	const refused = [...[...unconverted].map(([path, why]) => ({
		path: shownPath(path),
		...why
	})), ...await addToIndex$1(location.root, files, index, convertible)];
	const args = [
		"diff-index",
		"--cached",
		"--raw",
		"-z",
		"--no-renames",
		base ?? emptyTree(baseline.objectFormat)
	];
	const changes = parseRawDiff((await files.git({
		index,
		args
	})).stdout);
	const tree = await files.writeTree(index);
	const held = await unpublishedRepositories(location, files, tree, changes);
	if (held.size === 0) return {
		tree,
		changes,
		leftOut: refused
	};
	const back = [...held.keys()].map((change) => ({
		...change,
		after: change.before
	}));
	await files.feed({
		index,
		args: INDEX_INFO
	}, toIndexInfo(back, baseline.objectFormat));
	return {
		tree: await files.writeTree(index),
		changes: changes.filter((change) => !held.has(change)),
		leftOut: [...refused, ...[...held].map(([{ path }, reason]) => ({
			path: shownPath(path),
			reason
		}))]
	};
}
async function moveHead({ location, baseline, files }, from, to, changes, env) {
	if (from !== null && !(0, node_fs.existsSync)(files.userIndex)) await files.git({
		index: files.userIndex,
		args: ["read-tree", from]
	});
	await files.feed({
		index: files.userIndex,
		args: INDEX_INFO
	}, toIndexInfo(changes, baseline.objectFormat));
	await files.git({
		index: files.userIndex,
		args: [
			"update-index",
			"-q",
			"--refresh"
		],
		allowExit: [1]
	});
	await gitAt(location, {
		args: [
			"update-ref",
			"-m",
			"laforge: commit what the agent left",
			"HEAD",
			to,
			from ?? "0".repeat(to.length)
		],
		config: baseline.config,
		env
	});
}
const INDEX_INFO = [
	"update-index",
	"-z",
	"--index-info"
];
function unfinishedWork(gitDir, changes) {
	const operation = operationIn(gitDir);
	if (operation !== null) return `The work tree is in the middle of ${withArticle(operation)}. Finish it or abort it, then commit.`;
	const unmerged = changes.find(({ isUnmerged }) => isUnmerged);
	if (unmerged === void 0) return null;
	return `${require_identity.quote(shownPath(unmerged.path))} has conflicts that are not resolved. Resolve them, then commit.`;
}
// src/git/lfs.ts
const PATIENCE = [{
	key: "lfs.transfer.maxRetries",
	value: "1"
}];
const FAILED_SILENTLY = /^info: Uploading failed/m;
const IDS_AT_ONCE = 400;
function openLfs(place, remote) {
	const { baseline, commonDir, repository, connection } = place;
	if (!usesLfs(baseline.config)) return null;
	const storage = (0, node_path.resolve)(commonDir, lastValue(baseline.config, "lfs.storage") ?? "lfs");
	const objects = (0, node_path.join)(storage, "objects");
	return { upload: async (commits, tips) => {
		const here = (await findLfsPointers(repository, commits, tips)).filter((id) => (0, node_fs.existsSync)((0, node_path.join)(objects, id.slice(0, 2), id.slice(2, 4), id)));
		if (here.length === 0) return null;
		const { access, server } = await chooseServer(connection, remote);
		lendObjects(repository, objects);
		for (let at = 0; at < here.length; at += IDS_AT_ONCE) {
			const output = await repository.git({
				args: [
					"lfs",
					"push",
					"--object-id",
					REMOTE_NAME,
					...here.slice(at, at + IDS_AT_ONCE)
				],
				settings: [
					...PATIENCE,
					...access.config.filter(({ key }) => key !== "lfs.storage"),
					...server
				],
				env: access.env,
				allowExit: "any"
			});
			if (output.exitCode !== 0 || FAILED_SILENTLY.test(output.stderr)) return explainFailure(output);
		}
		return null;
	} };
}
async function chooseServer(connection, remote) {
	const chosen = await connection.accessTo(remote.lfsUrl ?? remote.pushUrl);
	const access = isHttp(chosen.url) ? headerAsLogin(chosen) : chosen;
	const settings = [{
		key: `remote.${REMOTE_NAME}.url`,
		value: access.url
	}];
	if (!isHttp(access.url) && remote.lfsUrl === null) return {
		access,
		server: settings
	};
	const url = remote.lfsUrl !== null && isHttp(remote.lfsUrl) ? access.url : ofRepository(access.url);
	const hasLogin = Object.hasOwn(access.env, "LAFORGE_GIT_PASSWORD");
	return {
		access,
		server: [
			...settings,
			{
				key: "lfs.url",
				value: url
			},
			{
				key: "lfs.pushUrl",
				value: url
			},
			...hasLogin ? [{
				key: `lfs.${url}.access`,
				value: "basic"
			}] : []
		]
	};
}
function ofRepository(url) {
	if (!isHttp(url)) return url;
	const path = url.replace(/\/+$/, "");
	return `${path}${path.endsWith(".git") ? "" : ".git"}/info/lfs`;
}
function isHttp(url) {
	return /^https?:\/\//i.test(url);
}
function lendObjects(repository, objects) {
	const storage = (0, node_path.join)((0, node_path.dirname)(repository.objectDirectory()), "lfs");
	(0, node_fs.rmSync)(storage, {
		recursive: true,
		force: true
	});
	(0, node_fs.mkdirSync)(storage);
	(0, node_fs.symlinkSync)(objects, (0, node_path.join)(storage, "objects"), "junction");
	(0, node_fs.writeFileSync)((0, node_path.join)(storage, "logs"), "");
}
function explainFailure(output) {
	const words = lfsWords(output);
	return {
		kind: "refused",
		code: "other",
		ref: null,
		explanation: `The Git LFS objects of these commits could not be uploaded: ${/'lfs' is not a git command/.test(output.stderr) ? "git-lfs is configured, and there is none on the PATH. Install it (https://git-lfs.com)" : `${words.slice(-3).join(" ").slice(0, 600).replace(/\.$/, "")}. Make uploads to that server possible`}, then push again.`,
		detail: words.join("\n").slice(0, 4e3)
	};
}
function lfsWords({ stdout, stderr, exitCode }) {
	const [said = ""] = stderr.split("Unable to log panic to ");
	const lines = plainText(said.trim() === "" ? stdout : said).replace(/(https?:\/\/[^\s?]+)\?\S*/g, "$1").split("\n").map((line) => line.replace(/^info: */, ""));
	const words = new Set(lines.filter((line) => line !== "" && !/^(Uploading LFS objects|hint|warning):/.test(line)));
	return words.size > 0 ? [...words] : [`git lfs push ended with exit code ${exitCode} and said nothing.`];
}
const POINTER_SIZE = 1024;
const POINTER = /^[0-9a-f]+ blob \d+\nversion https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-\S+ \S+\n)*oid sha256:([0-9a-f]{64})\nsize \d+\n/gm;
async function findLfsPointers(repository, commits, tips) {
	const objects = await repository.git({
		args: [
			"rev-list",
			"--objects",
			"--no-object-names",
			...FEW,
			"--ignore-missing",
			"--missing=allow-any",
			"--stdin"
		],
		input: toLines([...commits, ...tips.map((tip) => `^${tip}`)])
	});
	if (objects.stdout === "") return [];
	const blobs = [...(await repository.git({
		args: ["cat-file", "--batch-check=%(objecttype) %(objectname)"],
		input: objects.stdout
	})).stdout.matchAll(/^blob (\S+)$/gm)].map((match) => match[1] ?? "");
	if (blobs.length === 0) return [];
	const contents = await repository.git({
		args: ["cat-file", "--batch"],
		input: toLines(blobs),
		encoding: "latin1"
	});
	return [...new Set([...contents.stdout.matchAll(POINTER)].map((match) => match[1] ?? ""))];
}
const FEW = [`--filter=blob:limit=${POINTER_SIZE}`];
function toLines(words) {
	return `${words.join("\n")}\n`;
}
// src/git/local-refs.ts
async function updateLocalRefs(location, updates) {
	const output = await gitAt(location, {
		args: [
			"update-ref",
			"--no-deref",
			"-m",
			"laforge",
			"--stdin"
		],
		input: [
			"start",
			...updates.map(instruction),
			"prepare",
			"commit",
			""
		].join("\n"),
		allowExit: [128]
	});
	if (output.exitCode === 0) return;
	const what = `${updates.find(({ ref }) => output.stderr.includes(`'${ref}'`))?.ref ?? "A ref"} could not be set here: ${lastWords$1(output)}`;
	throw /expected|already exists|unable to resolve/.test(output.stderr) ? new require_errors.RefusedError("branch-moved", `${what} Somebody changed it meanwhile; run this again.`) : new require_errors.GitError("git-failed", what);
}
const LOOKED_FOR = 50;
async function findKeepers(location, shas) {
	const env = { GIT_NO_LAZY_FETCH: "1" };
	const here = await gitAt(location, {
		args: ["cat-file", "--batch-check=%(objectname) %(objecttype)"],
		input: `${shas.join("\n")}\n`,
		env
	});
	const present = shas.filter((sha) => here.stdout.includes(`${sha} commit`));
	if (present.length === 0) return {
		refs: [],
		reflog: false
	};
	const wanted = present.slice(0, LOOKED_FOR).map((sha) => `--contains=${sha}`);
	const [refs, reflog] = await Promise.all([gitAt(location, {
		args: [
			"for-each-ref",
			"--format=%(refname)",
			...wanted
		],
		env
	}), gitAt(location, {
		args: [
			"rev-list",
			"--ignore-missing",
			"--reflog"
		],
		env,
		allowExit: [128]
	})]);
	const logged = new Set(reflog.exitCode === 0 ? reflog.stdout.split("\n") : []);
	return {
		refs: refs.stdout.split("\n").filter((ref) => ref !== ""),
		reflog: present.some((sha) => logged.has(sha))
	};
}
function instruction({ ref, to, expected }) {
	if (to === null) return `delete ${ref} ${expected ?? ""}`;
	return expected === null ? `create ${ref} ${to}` : `update ${ref} ${to} ${expected}`;
}
// src/git/filter-commands.ts
function filterCommands({ root, gitDir, baseline, repository }) {
	const filters = baseline.config.filter(({ key, value }) => FILTER.test(key) && value !== "");
	if (filters.length === 0) return {
		config: [],
		env: {}
	};
	const changed = [...baseline.filters.changed().keys()];
	const place = {
		GIT_DIR: gitDir,
		GIT_WORK_TREE: root,
		...repository.capturedPlace()
	};
	const variables = Object.entries(place).map(([name, value]) => `${name}=${quoteForShell([value])}`);
	return {
		config: [...filters.map(({ key, value }) => ({
			key,
			value: `${FILTER_PREFIX}${value}`
		})), ...changed.flatMap((name) => Object.entries(NO_FILTER).map(([variable, value]) => ({
			key: `filter.${name}.${variable}`,
			value
		})))],
		env: { LAFORGE_FILTER: `export ${variables.join(" ")}; unset GIT_INDEX_FILE GIT_OBJECT_DIRECTORY LAFORGE_FILTER` }
	};
}
const NO_FILTER = {
	clean: "",
	smudge: "",
	process: "",
	required: "false"
};
const FILTER = /^filter\..*\.(clean|smudge|process)$/;
// src/git/private-work-tree.ts
const IN_ONE_FILE = {
	key: "core.splitIndex",
	value: "false"
};
const NO_UNTRACKED_CACHE = {
	key: "core.untrackedCache",
	value: "false"
};
const NO_COMMIT = "ref: refs/heads/none\n";
const FEED_SIZE = 6e4;
function openPrivateWorkTree(location, baseline, repository) {
	const { root, gitDir, commonDir } = location;
	const userIndex = (0, node_path.join)(gitDir, "index");
	const userObjects = (0, node_path.join)(commonDir, "objects");
	const lfsStorage = {
		key: "lfs.storage",
		value: (0, node_path.resolve)(commonDir, lastValue(baseline.config, "lfs.storage") ?? "lfs")
	};
	let indexes = 0;
	const directory = () => (0, node_path.dirname)(repository.objectDirectory());
	const git = ({ index, env, config = [], ...command }) => {
		refuseOtherFolder(location);
		const own = directory();
		takeInfo(location, own);
		const filters = filterCommands(location);
		return repository.git({
			encoding: "latin1",
			...command,
			config: [
				...config,
				...filters.config,
				lfsStorage,
				IN_ONE_FILE,
				NO_UNTRACKED_CACHE
			],
			env: {
				...env,
				...filters.env,
				GIT_WORK_TREE: root,
				GIT_INDEX_FILE: index,
				GIT_OBJECT_DIRECTORY: isWritableFolder(userObjects) ? userObjects : (0, node_path.join)(own, "objects"),
				GIT_ALTERNATE_OBJECT_DIRECTORIES: (0, node_path.join)(own, "objects")
			}
		});
	};
	const gitAtHead = async ({ head, ...command }) => {
		if (head == null) return await git(command);
		const file = (0, node_path.join)(directory(), "HEAD");
		keepFile(file, `${head}\n`);
		try {
			return await git(command);
		} finally {
			keepFile(file, NO_COMMIT);
		}
	};
	return {
		userIndex,
		ownFolder: directory,
		git: gitAtHead,
		writeTree: async (index) => {
			return (await git({
				index,
				args: ["write-tree", "--missing-ok"]
			})).stdout.trim();
		},
		feed: async (command, records) => {
			let output = "";
			for (const input of inPortions(records)) output += (await git({
				...command,
				input: Buffer.from(input, "latin1")
			})).stdout;
			return output;
		},
		withIndex: async (start, use) => {
			const index = (0, node_path.join)(directory(), `index-${++indexes}`);
			try {
				if (start === "copy") copyIndex(gitDir, userIndex, index);
				return await use(index);
			} finally {
				(0, node_fs.rmSync)(index, { force: true });
			}
		}
	};
}
function isWritableFolder(path) {
	try {
		(0, node_fs.accessSync)(path, node_fs.constants.W_OK);
		return (0, node_fs.statSync)(path).isDirectory();
	} catch {
		return false;
	}
}
function inPortions(records) {
	const portions = [];
	let portion = "";
	for (const record of records) {
		if (portion !== "" && portion.length + record.length >= FEED_SIZE) {
			portions.push(portion);
			portion = "";
		}
		portion += `${record}\0`;
	}
	return portion === "" ? portions : [...portions, portion];
}
function copyIndex(gitDir, from, to) {
	const stat = (0, node_fs.statSync)(from, {
		throwIfNoEntry: false,
		bigint: true
	});
	if (stat?.isFile() !== true) return;
	(0, node_fs.copyFileSync)(from, to);
	const seconds = Number(stat.mtimeNs / 1000n - 1n) / 1e6;
	(0, node_fs.utimesSync)(to, seconds, seconds);
	for (const name of (0, node_fs.readdirSync)(gitDir)) {
		const shared = (0, node_path.join)(gitDir, name);
		if (name.startsWith("sharedindex.") && (0, node_fs.statSync)(shared).isFile()) (0, node_fs.copyFileSync)(shared, (0, node_path.join)((0, node_path.dirname)(to), name));
	}
}
function takeInfo({ gitDir, commonDir }, directory) {
	const info = (0, node_path.join)(directory, "info");
	(0, node_fs.mkdirSync)(info, { recursive: true });
	takeFile((0, node_path.join)(commonDir, "info", "exclude"), (0, node_path.join)(info, "exclude"));
	takeFile((0, node_path.join)(commonDir, "info", "attributes"), (0, node_path.join)(info, "attributes"));
	takeFile((0, node_path.join)(gitDir, "info", "sparse-checkout"), (0, node_path.join)(info, "sparse-checkout"));
}
function takeFile(source, target) {
	const text = require_regular_file.readRegularFile(source);
	if (text === null) (0, node_fs.rmSync)(target, { force: true });
	else keepFile(target, text);
}
// src/git/remote.ts
const PUSH = [
	"--porcelain",
	"--no-verify",
	"--no-follow-tags",
	"--no-signed",
	"--recurse-submodules=no"
];
function openRemote(captured, { repository, commits, connection }, lfs) {
	const refs = async (patterns) => {
		const output = await connection.list([
			"--refs",
			"--",
			REMOTE_NAME,
			...patterns
		]);
		const found = new Map();
		for (const line of output.split("\n")) {
			const [sha, ref] = line.split("	");
			if (sha && ref !== void 0 && patterns.some((pattern) => matches(ref, pattern))) found.set(ref, sha);
		}
		return found;
	};
	const fetch = async (what, depth) => {
		const absent = new Set(await missingCommits(repository, what.filter(require_identity.isSha)));
		const wanted = what.filter((one) => !require_identity.isSha(one) || absent.has(one));
		return wanted.length === 0 || await connection.fetch(repository, wanted, depth === void 0 ? {} : { depth });
	};
	const push = async (updates, options, uploads, send = connection.push) => {
		if (updates.length === 0) return { kind: "pushed" };
		const work = updates.filter(({ ref }) => !isHistoryRef(ref));
		const absent = await bringTargets(fetch, work);
		if (absent !== null) return absent;
		const refused = uploads === null ? null : await uploadContent(uploads, refs, work);
		if (refused !== null) return refused;
		const leases = updates.map(({ ref, expected }) => `--force-with-lease=${ref}:${expected ?? ""}`);
		const refspecs = updates.map(({ ref, to }) => `${to ?? ""}:${ref}`);
		const output = await send(work.length === updates.length ? repository : repository.forObjects(), [
			...PUSH,
			...options,
			...leases
		], refspecs);
		return output.exitCode === 0 ? { kind: "pushed" } : explainRefusal(output.stdout, output.stderr, connection.advice);
	};
	return {
		url: redactUrls(readUrl(captured)),
		repository: repositoryFromUrl(readUrl(captured)),
		refs,
		fetch,
		defaultBranch: async () => {
			const output = await connection.list([
				"--symref",
				"--",
				REMOTE_NAME,
				"HEAD"
			]);
			return /^ref: refs\/heads\/(.+)\tHEAD$/m.exec(output)?.[1] ?? null;
		},
		push: async (updates, { atomic }) => await push(updates, atomic ? ["--atomic"] : [], lfs),
		pushesWith: async (token) => headerAsLogin(await connection.accessTo(captured.pushUrl)).env.LAFORGE_GIT_PASSWORD === token,
		probe: async (updates) => await push(updates, [], null, connection.wouldPush),
		branchesContaining: async (sha, except) => {
			const tips = [...await refs(["refs/heads/*"])].filter(([ref]) => ref !== `refs/heads/${except}`);
			const shas = [...new Set(tips.map(([, tip]) => tip))];
			await completeHistory(connection, repository.forHistory(), shas);
			const containing = await commits.far.tipsLeadingTo(sha, shas);
			return tips.filter(([, tip]) => containing.has(tip)).map(([ref]) => ref.slice(11));
		}
	};
}
async function bringTargets(fetch, updates) {
	const targets = targetsOf(updates);
	return await orResult(async () => {
		if (await fetch(targets, 1)) return null;
		return {
			kind: "refused",
			code: "other",
			ref: null,
			explanation: `One of the commits to push is neither here nor at the remote: ${targets.map(require_identity.shortSha).join(", ")}.`,
			detail: ""
		};
	});
}
async function uploadContent(uploads, refs, updates) {
	const targets = targetsOf(updates);
	if (targets.length === 0) return null;
	return await orResult(async () => {
		const leases = updates.flatMap(({ expected }) => expected ?? []);
		const tips = leases.length > 0 ? leases : [...(await refs(["refs/heads/*"])).values()];
		return await uploads.upload(targets, [...new Set(tips)]);
	});
}
function targetsOf(updates) {
	return [...new Set(updates.flatMap(({ to }) => to ?? []))];
}
async function orResult(prepare) {
	try {
		return await prepare();
	} catch (error) {
		if (!(error instanceof require_errors.GitError)) throw error;
		if (error.code === "remote-unreachable") return {
			kind: "unreachable",
			explanation: error.message,
			detail: ""
		};
		return {
			kind: "refused",
			code: "other",
			ref: null,
			explanation: error.message,
			detail: ""
		};
	}
}
function matches(ref, pattern) {
	const parts = pattern.split("*");
	const last = parts.at(-1) ?? "";
	if (parts.length === 1) return ref === pattern;
	if (!ref.startsWith(parts[0] ?? "") || !ref.endsWith(last)) return false;
	let at = (parts[0] ?? "").length;
	for (const part of parts.slice(1, -1)) {
		const found = ref.indexOf(part, at);
		if (found < 0) return false;
		at = found + part.length;
	}
	return at <= ref.length - last.length;
}
// src/git/repository-mark.ts
const FINGERPRINT_LENGTH = 32;
function markRepository(place, entries, { programs, filters }, key) {
	const settings = [...new Set(entries.map((entry) => fingerprint(entry, key)))];
	return {
		...place,
		settings,
		programs,
		filterFiles: filters.note()
	};
}
function settingsOfMark(entries, mark, key) {
	const known = new Set(mark.settings);
	return entries.filter((entry) => known.has(fingerprint(entry, key)));
}
function locateMark(mark) {
	const { root, gitDir, commonDir, mainWorkTree } = mark;
	for (const folder of [
		root,
		gitDir,
		commonDir
	]) {
		if ((0, node_fs.statSync)(folder, { throwIfNoEntry: false })?.isDirectory() === true) continue;
		throw new require_errors.InputError("not-a-work-tree", `${require_identity.quote(folder)} was a folder when the step began, and is not any more.`);
	}
	return {
		root,
		gitDir,
		commonDir,
		mainWorkTree
	};
}
function fingerprint({ scope, key, value }, secret) {
	return (0, node_crypto.createHmac)("sha256", secret).update(JSON.stringify([
		scope,
		key,
		value
	])).digest("base64url").slice(0, FINGERPRINT_LENGTH);
}
// src/git/worktrees.ts
async function otherWorkTreesWith(location, branch) {
	const others = [...mainWorkTree(location), ...linkedWorkTrees(location)].filter(({ gitDir, folder }) => gitDir !== location.gitDir && (0, node_fs.existsSync)(folder));
	const branches = await Promise.all(others.map(async ({ gitDir }) => await branchOf({
		...location,
		gitDir
	})));
	return others.filter((_, index) => branches[index] === branch).map(({ folder }) => folder);
}
async function branchOf(location) {
	try {
		return (await readHead(location)).branch;
	} catch (error) {
		if (error instanceof require_errors.GitError) return null;
		throw error;
	}
}
function mainWorkTree({ commonDir, mainWorkTree, baseline }) {
	const own = baseline.entries.filter(({ scope }) => scope === "local");
	const apart = require_regular_file.readRegularFile((0, node_path.join)(commonDir, "config.worktree"))?.toString("utf8") ?? "";
	return lastValue(own, "core.bare") === "true" || /^\s*bare\s*(=\s*true\s*)?$/im.test(apart) ? [] : [{
		gitDir: commonDir,
		folder: mainWorkTree
	}];
}
function linkedWorkTrees({ commonDir }) {
	const parent = (0, node_path.join)(commonDir, "worktrees");
	if (!(0, node_fs.existsSync)(parent)) return [];
	return (0, node_fs.readdirSync)(parent).flatMap((name) => {
		const gitDir = (0, node_path.join)(parent, name);
		const link = require_regular_file.readRegularFile((0, node_path.join)(gitDir, "gitdir"))?.toString("utf8").trimEnd();
		if (link === void 0) return [];
		const file = (0, node_path.resolve)(gitDir, link);
		return (0, node_path.basename)(file) === ".git" ? [{
			gitDir,
			folder: (0, node_path.dirname)(file)
		}] : [];
	});
}
// src/git/reset-branch.ts
async function resetLocalBranch(location, repository, reset) {
	const { branch, from, to, pin } = reset;
	const [head, others] = await Promise.all([readHead(location), otherWorkTreesWith(location, branch)]);
	if (others[0] !== void 0) throw new require_errors.RefusedError("branch-checked-out", `Cannot move ${branch}: it is checked out in ${others[0]}. Run this there, or check out another branch there.`);
	const operation = findOperation(location, branch);
	if (operation !== null) throw inOperation(branch, operation);
	await bringCommit(location, repository, to);
	const isCheckedOut = head.branch === branch;
	const same = isCheckedOut && head.sha === from ? await proveNothingIsLost(location, reset) : [];
	await moveRefs(location, branch, [`update refs/heads/${branch} ${to} ${from}`, ...pin === null ? [] : [`create ${pin.ref} ${pin.sha}`]]);
	if (!isCheckedOut) return;
	try {
		await moveFiles(location, reset, same);
	} catch (cause) {
		await moveRefs(location, branch, [`update refs/heads/${branch} ${from} ${to}`, ...pin === null ? [] : [`delete ${pin.ref} ${pin.sha}`]]);
		throw new require_errors.GitError("git-failed", `The files of ${branch} could not be moved, so the branch is back where it was. Look at git status: git restore brings files back.`, { cause });
	}
}
async function finishLocalReset(location, { branch, from, to }) {
	const head = await readHead(location);
	if (head.branch !== branch || head.sha !== to) return false;
	const compare = { allowExit: [1, 128] };
	await gitAt(location, {
		args: [
			"update-index",
			"-q",
			"--refresh"
		],
		...compare
	});
	const index = await gitAt(location, {
		args: [
			"diff-index",
			"--cached",
			"--quiet",
			from
		],
		...compare
	});
	const files = await gitAt(location, {
		args: [
			"diff-files",
			"--quiet",
			"--ignore-submodules=all"
		],
		...compare
	});
	if (index.exitCode !== 0 || files.exitCode !== 0) return false;
	try {
		await moveFiles(location, {
			from,
			to
		}, []);
		return true;
	} catch (error) {
		if (error instanceof require_errors.GitError) return false;
		throw error;
	}
}
async function moveFiles(location, { from, to }, same) {
	const stay = filesThatStay(location);
	const staying = stay.size === 0 ? [] : (await changesBetween(location, from, to)).filter(({ path, after }) => after === null && stay.has(path));
	const { objectFormat } = location.baseline;
	const userIndex = (0, node_path.join)(location.gitDir, "index");
	const held = holdIndex(userIndex);
	try {
		await changeIndex(location, userIndex, toIndexInfo([...same, ...staying], objectFormat));
		const start = staying.length === 0 ? from : await treeWithout(location, from, toIndexInfo(staying, objectFormat));
		await gitAt(location, {
			args: [
				...READ_TREE,
				start,
				to
			],
			env: MAY_FETCH,
			cwd: currentFolder(location)
		});
	} catch (error) {
		if (same.length + staying.length > 0) restoreIndex(userIndex, held);
		throw error;
	}
}
async function treeWithout(location, commit, records) {
	const index = (0, node_path.join)(location.repository.objectDirectory(), "..", "index-without");
	const env = { GIT_INDEX_FILE: index };
	try {
		await gitAt(location, {
			args: ["read-tree", commit],
			env
		});
		await changeIndex(location, index, records);
		return (await gitAt(location, {
			args: ["write-tree", "--missing-ok"],
			env
		})).stdout.trim();
	} finally {
		(0, node_fs.rmSync)(index, { force: true });
	}
}
async function changeIndex(location, index, records) {
	if (records.length === 0) return;
	const input = Buffer.from(records.map((record) => `${record}\0`).join(""), "latin1");
	await gitAt(location, {
		args: [
			"update-index",
			"-z",
			"--index-info"
		],
		env: { GIT_INDEX_FILE: index },
		input
	});
}
async function changesBetween(location, from, to) {
	return parseRawDiff((await gitAt(location, {
		args: [
			"diff-tree",
			"-r",
			"--raw",
			"-z",
			"--no-renames",
			from,
			to
		],
		encoding: "latin1"
	})).stdout);
}
const MAY_FETCH = { GIT_NO_LAZY_FETCH: "0" };
const READ_TREE = [
	"read-tree",
	"-m",
	"-u",
	"--no-recurse-submodules"
];
function currentFolder({ root }) {
	const here = process.cwd();
	return here.startsWith(`${root}${node_path.sep}`) ? here : root;
}
async function moveRefs(location, branch, instructions) {
	const output = await gitAt(location, {
		args: [
			"update-ref",
			"-m",
			`laforge: reset ${branch}`,
			"--stdin"
		],
		input: [
			"start",
			...instructions,
			"prepare",
			"commit",
			""
		].join("\n"),
		allowExit: [128]
	});
	if (output.exitCode === 0) return;
	const moved = /is at ([0-9a-f]+) but expected ([0-9a-f]+)/.exec(output.stderr);
	if (moved?.[1] === void 0 || moved[2] === void 0) throw new require_errors.GitError("git-failed", `Cannot move ${branch}: ${lastWords$1(output)}`);
	throw new require_errors.RefusedError("branch-moved", `Cannot move ${branch}: its tip is now ${require_identity.shortSha(moved[1])}, not ${require_identity.shortSha(moved[2])} as planned. Somebody moved it meanwhile; look at the plan again with a dry run.`);
}
async function proveNothingIsLost(location, { branch, from, to }) {
	const lock = (0, node_path.join)(location.gitDir, "index.lock");
	if ((0, node_fs.existsSync)(lock)) throw new require_errors.GitError("git-failed", `Cannot move ${branch}: another git has the index. Wait for it, or delete ${lock} when there is none.`);
	await gitAt(location, {
		args: [
			"update-index",
			"-q",
			"--refresh"
		],
		allowExit: [1]
	});
	const [changes, { dirty: changed, converted }] = await Promise.all([changesBetween(location, from, to), findDirtyFiles(location)]);
	await refreshConverted(location, converted);
	const moving = new Set(changes.map(({ path }) => path));
	const dirty = changed.filter((path) => moving.has(path)).map(shownPath);
	const same = findSame(location, changes);
	const untracked = findUntrackedInTheWay(location.root, changes.filter((change) => !same.includes(change)));
	const lost = [...new Set([...dirty, ...untracked])];
	if (lost.length > 0) {
		const more = lost.length > 5 ? ` and ${lost.length - 5} more` : "";
		throw new require_errors.RefusedError("dirty-work-tree", `Cannot move ${branch}: it would overwrite ${lost.slice(0, 5).map(require_identity.quote).join(", ")}${more}. Commit or move what is there first.`);
	}
	if (same.length > 0) return same;
	const output = await gitAt(location, {
		args: [
			...READ_TREE,
			"-n",
			from,
			to
		],
		env: MAY_FETCH,
		cwd: currentFolder(location),
		allowExit: [128]
	});
	if (output.exitCode !== 0) throw new require_errors.RefusedError("dirty-work-tree", `Cannot move ${branch}, since git would not move its files: ${lastWords$1(output)}`);
	return same;
}
async function refreshConverted(location, paths) {
	if (paths.length === 0) return;
	await gitAt(location, {
		args: [
			"update-index",
			"-z",
			"--stdin"
		],
		config: [{
			key: "core.safecrlf",
			value: "false"
		}],
		input: Buffer.from(paths.map((path) => `${path}\0`).join(""), "latin1")
	});
}
function findSame(location, changes) {
	const stay = filesThatStay(location);
	const same = [];
	for (const change of changes) {
		const { path, before, after } = change;
		if (before !== null || after === null || !stay.has(path)) continue;
		const bytes = require_regular_file.readRegularFile(onDisk(location.root, path));
		if (bytes === null) continue;
		if ((0, node_crypto.createHash)(after.sha.length === 40 ? "sha1" : "sha256").update(`blob ${bytes.length}\0`).update(bytes).digest("hex") === after.sha) same.push(change);
	}
	return same;
}
function findUntrackedInTheWay(root, changes) {
	const removed = new Set(changes.filter(({ after }) => after === null).map(({ path }) => path));
	const added = changes.filter(({ before, after }) => {
		return after !== null && (before === null || before.mode === "160000" && after.mode !== "160000");
	});
	const kinds = new Map();
	const kindOf = (place) => {
		const kind = kinds.get(place) ?? (removed.has(place) ? "nothing" : lookAt(root, place));
		kinds.set(place, kind);
		return kind;
	};
	const found = added.flatMap(({ path }) => {
		const obstacle = [...foldersAbove(path)].find((folder) => kindOf(folder) !== "folder");
		if (obstacle === void 0) return contentOf$1(root, path).filter((other) => !removed.has(other));
		return kindOf(obstacle) === "other" ? [obstacle] : [];
	});
	return [...new Set(found.map(shownPath))];
}
function lookAt(root, path) {
	const stat = (0, node_fs.lstatSync)(onDisk(root, path), { throwIfNoEntry: false });
	return stat === void 0 ? "nothing" : stat.isDirectory() ? "folder" : "other";
}
function* foldersAbove(path) {
	for (let end = path.indexOf("/"); end >= 0; end = path.indexOf("/", end + 1)) yield path.slice(0, end);
}
function contentOf$1(root, path) {
	const place = onDisk(root, path);
	const stat = (0, node_fs.lstatSync)(place, { throwIfNoEntry: false });
	if (stat === void 0) return [];
	if (!stat.isDirectory()) return [path];
	return (0, node_fs.readdirSync)(place, { encoding: "buffer" }).flatMap((name) => contentOf$1(root, `${path}/${name.toString("latin1")}`));
}
// src/git/scratch.ts
function makeScratch(location, connection, parent = (0, node_os.tmpdir)()) {
	const { commonDir, baseline, repository } = location;
	const top = (0, node_fs.realpathSync)((0, node_fs.mkdtempSync)((0, node_path.join)(parent, "laforge-scratch-")));
	const [folder, index] = [(0, node_path.join)(top, "work"), (0, node_path.join)(top, "index")];
	const own = (0, node_path.join)(folder, ".git");
	makeRepository(own, [repository.objectDirectory(), (0, node_path.join)(commonDir, "objects")], baseline.objectFormat);
	const boundaries = repository.shallowBoundaries();
	if (boundaries.size > 0) (0, node_fs.writeFileSync)((0, node_path.join)(own, "shallow"), `${[...boundaries].join("\n")}\n`);
	const filters = filterCommands(location);
	const storage = (0, node_path.resolve)(commonDir, lastValue(baseline.config, "lfs.storage") ?? "lfs");
	const git = async (args) => {
		const command = {
			args,
			config: [...filters.config, {
				key: "lfs.storage",
				value: storage
			}],
			env: {
				...filters.env,
				GIT_WORK_TREE: folder,
				GIT_INDEX_FILE: index
			}
		};
		const output = await repository.git({
			...command,
			allowExit: "any"
		});
		if (output.exitCode === 0) return output.stdout;
		if (connection === null || !isMissingObject(output)) throw new require_errors.GitError("git-failed", `git ${args[0]} failed: ${lastWords$1(output)}`);
		const fetched = await connection.read(repository.forObjects(), command);
		if (fetched.exitCode !== 0) throw readFailure(fetched, connection.advice);
		return fetched.stdout;
	};
	return {
		folder,
		checkOut: async (commit) => {
			await git([
				"read-tree",
				"--reset",
				"-u",
				"--end-of-options",
				commit
			]);
			await git(["clean", "-fdq"]);
			(0, node_fs.writeFileSync)((0, node_path.join)(own, "HEAD"), `${commit}\n`);
			(0, node_fs.copyFileSync)(index, (0, node_path.join)(own, "index"));
		},
		treeOf: async (commit) => (await git([
			"rev-parse",
			"--verify",
			"--end-of-options",
			`${commit}^{tree}`
		])).trim(),
		remove: () => (0, node_fs.rmSync)(top, {
			recursive: true,
			force: true,
			maxRetries: 3
		})
	};
}
function makeRepository(folder, objects, format) {
	(0, node_fs.mkdirSync)((0, node_path.join)(folder, "objects", "info"), { recursive: true });
	(0, node_fs.mkdirSync)((0, node_path.join)(folder, "refs", "heads"), { recursive: true });
	const lines = objects.map((path) => path.includes("\n") ? JSON.stringify(path) : path);
	(0, node_fs.writeFileSync)((0, node_path.join)(folder, "objects", "info", "alternates"), `${lines.join("\n")}\n`);
	const config = [
		"[core]",
		"	repositoryFormatVersion = 1",
		"	bare = false",
		...format === "sha256" ? ["[extensions]", "	objectFormat = sha256"] : []
	];
	(0, node_fs.writeFileSync)((0, node_path.join)(folder, "config"), `${config.join("\n")}\n`);
}
// src/git/stashes.ts
const MOST_STASHES = 50;
async function commitStashes(deps, request, onto) {
	const { location, baseline, files, identity } = deps;
	const older = olderPaths(request.since, lastValue(baseline.config, "core.ignorecase") === "true");
	let last = null;
	for (const stash of await newStashes(location, request.since.stash)) {
		const changes = (await contentOf(deps, stash, request.since.head)).filter(({ path }) => older.find(path) === null);
		if (changes.length === 0) continue;
		const below = last ?? onto;
		const parents = below === null ? [`${stash}^1`] : [below, `${stash}^1`];
		last = await files.withIndex("empty", async (index) => {
			await files.git({
				index,
				args: ["read-tree", `${stash}^1`]
			});
			const records = toIndexInfo(changes, baseline.objectFormat);
			await files.feed({
				index,
				args: [
					"update-index",
					"-z",
					"--index-info"
				]
			}, records);
			const args = [
				"commit-tree",
				await files.writeTree(index),
				...parents.flatMap((parent) => ["-p", parent]),
				"-F",
				"-"
			];
			const env = identityEnvironment(request.author ?? identity ?? BOT);
			return (await files.git({
				index,
				args,
				config: [{
					key: "i18n.commitEncoding",
					value: "UTF-8"
				}],
				env,
				input: request.message
			})).stdout.trim();
		});
	}
	return last;
}
async function newStashes(location, since) {
	const tip = await readStash(location);
	if (tip === null || tip === since) return [];
	const { exitCode, stdout } = await gitAt(location, {
		args: [
			"log",
			"--walk-reflogs",
			"--format=%H",
			`--max-count=${MOST_STASHES}`,
			"refs/stash",
			"--"
		],
		allowExit: [128]
	});
	const all = exitCode === 0 ? stdout.split("\n").filter((line) => line !== "") : [tip];
	const known = since === null ? -1 : all.indexOf(since);
	return (known < 0 ? all : all.slice(0, known)).reverse();
}
async function contentOf({ baseline, files }, stash, start) {
	const git = (...args) => files.git({
		index: files.userIndex,
		args
	});
	try {
		if (start !== null) await git("merge-base", "--is-ancestor", start, `${stash}^1`);
		const nothing = emptyTree(baseline.objectFormat);
		const diff = async (from, to) => parseRawDiff((await git("diff-tree", "-r", "--raw", "-z", "--no-renames", from, to)).stdout);
		const { stdout } = await git("rev-list", "--parents", "--max-count=1", stash);
		const hasUntracked = stdout.trim().split(" ").length > 3;
		return [...await diff(`${stash}^1`, stash), ...hasUntracked ? await diff(nothing, `${stash}^3`) : []];
	} catch (error) {
		if (error instanceof require_errors.GitError) return [];
		throw error;
	}
}
// src/git/switch-branch.ts
async function switchToBranch(deps, branch) {
	const { location, source } = deps;
	const [head, local, tip, others] = await Promise.all([
		readHead(location),
		resolveRef(location, `refs/heads/${branch}`),
		source === null ? null : source.tip(branch),
		otherWorkTreesWith(location, branch)
	]);
	if (others[0] !== void 0) throw new require_errors.RefusedError("branch-checked-out", `Cannot work on ${branch}: it is checked out in ${others[0]}. Work there, or choose another branch.`);
	if (source === null || tip === null) return await switchLocally(location, head, local, branch);
	await bring(location, source, branch, tip, local !== null);
	const goal = local === null ? tip : await forward(deps, branch, local, tip);
	if (head.branch === branch && goal === head.sha) return "existing";
	await checkOut(location, branch, goal === local ? [branch] : [
		"--no-track",
		"-B",
		branch,
		goal
	]);
	if (local === null) await follow(location, source.remoteName, branch);
	return "existing";
}
async function switchLocally(location, head, local, branch) {
	if (head.branch === branch) return "existing";
	await checkOut(location, branch, local === null ? [
		"--no-track",
		"-b",
		branch
	] : [branch]);
	return local === null ? "created" : "existing";
}
async function bring(location, source, branch, tip, hasLocal) {
	const trackingRef = `refs/remotes/${source.remoteName}/${branch}`;
	const [tracked, isHere] = await Promise.all([resolveRef(location, trackingRef), hasCommit$1(location, tip)]);
	if (tracked === tip) return;
	if (isHere) await gitAt(location, { args: [
		"update-ref",
		"-m",
		"laforge: fetch",
		trackingRef,
		tip
	] });
	else await source.fetch(branch, trackingRef, isShallow(location.commonDir) && !hasLocal && tracked === null ? 1 : null);
}
async function forward({ isAncestor }, branch, local, tip) {
	if (local === tip || await isAncestor(tip, local) === "yes") return local;
	const isBehind = await isAncestor(local, tip);
	if (isBehind === "yes") return tip;
	const why = isBehind === "no" ? "they have diverged" : "the history here is too short to tell how they are related";
	throw new require_errors.RefusedError("branch-moved", `Cannot work on ${branch}: it is at ${require_identity.shortSha(local)} here and at ${require_identity.shortSha(tip)} at the remote, and ${why}. Merge or rebase it first, or delete the local branch.`);
}
const IN_THE_WAY = /would be (?:overwritten|removed) by (?:checkout|merge)|would lose untracked files/;
async function checkOut(location, branch, way) {
	const output = await gitAt(location, {
		args: [
			"checkout",
			"--quiet",
			"--no-guess",
			"--no-overwrite-ignore",
			"--no-recurse-submodules",
			...way,
			"--"
		],
		allowExit: [1, 128]
	});
	if (output.exitCode === 0) return;
	const files = output.stderr.split("\n").filter((line) => line.startsWith("	")).map((line) => line.trim());
	if (IN_THE_WAY.test(output.stderr)) throw new require_errors.RefusedError("dirty-work-tree", `Cannot check out ${branch}: it would overwrite ${files.map(require_identity.quote).join(", ")}. Commit or move what is there first.`);
	if (output.stderr.includes("resolve your current index first")) throw new require_errors.RefusedError("dirty-work-tree", `Cannot check out ${branch}: there are conflicts that are not resolved. Resolve them, or abort what caused them.`);
	throw new require_errors.GitError("git-failed", `Cannot check out ${branch}: ${lastWords$1(output)}`);
}
async function follow(location, remoteName, branch) {
	for (const [name, value] of [["remote", remoteName], ["merge", `refs/heads/${branch}`]]) {
		const args = [
			"config",
			`branch.${branch}.${name}`,
			value
		];
		await runGit({
			as: USERS_GIT,
			args,
			cwd: location.root
		});
	}
}
async function resolveRef(location, ref) {
	const output = await gitAt(location, {
		args: [
			"rev-parse",
			"--verify",
			"--quiet",
			ref
		],
		allowExit: [1, 128]
	});
	return output.exitCode === 0 ? output.stdout.trim() : null;
}
function openBranchSource(location, baseline, remote, connection) {
	const captured = baseline.remote;
	if (captured === null) return null;
	return {
		remoteName: captured.name,
		tip: async (branch) => (await remote.refs([`refs/heads/${branch}`])).get(`refs/heads/${branch}`) ?? null,
		fetch: async (branch, trackingRef, depth) => {
			const access = await connection.readAccess();
			const options = depth === null ? [] : [`--depth=${depth}`];
			const output = await gitAt(location, {
				args: [
					"fetch",
					...OPTIONS,
					...options,
					REMOTE_NAME,
					`+refs/heads/${branch}:${trackingRef}`
				],
				config: [
					...PATIENCE$1,
					...headerKeys(baseline).map((key) => ({
						key,
						value: ""
					})),
					...access.config,
					{
						key: `remote.${REMOTE_NAME}.url`,
						value: access.url
					}
				],
				env: access.env,
				allowExit: "any",
				limitMs: REMOTE_LIMITS.transferMs
			});
			if (output.exitCode === 0) return;
			const { unreachable, explanation } = explainReadFailure(output.stderr, connection.advice);
			throw new require_errors.GitError(unreachable ? "remote-unreachable" : "git-failed", explanation);
		}
	};
}
const OPTIONS = [
	"--quiet",
	"--no-tags",
	"--no-write-fetch-head",
	"--no-recurse-submodules",
	"--no-auto-maintenance"
];
function headerKeys({ config }) {
	return [...new Set(config.map(({ key }) => key).filter((key) => /^http\.(.*\.)?extraheader$/.test(key)))];
}
function trackingRef(config, remote, branch) {
	const ref = `refs/heads/${branch}`;
	const refspecs = config.filter(({ key }) => key === `remote.${remote}.fetch`).map(({ value }) => value);
	if (refspecs.some((refspec) => refspec.startsWith("^") && partForStar(refspec.slice(1), ref) !== null)) return null;
	for (const refspec of refspecs) {
		const [from = "", to = ""] = refspec.replace(/^\+/, "").split(":");
		const part = partForStar(from, ref);
		if (part !== null && to !== "") return to.replace("*", () => part);
	}
	return null;
}
function partForStar(pattern, ref) {
	const [before = "", after] = pattern.split("*");
	if (after === void 0) return pattern === ref ? "" : null;
	return ref.length > before.length + after.length && ref.startsWith(before) && ref.endsWith(after) ? ref.slice(before.length, ref.length - after.length) : null;
}
async function notePush(location, { entries, remote }, branch, to) {
	const ref = remote === null ? null : trackingRef(entries, remote.name, branch);
	if (ref === null) return;
	await gitAt(location, {
		args: [
			"update-ref",
			"-m",
			"update by push",
			ref,
			to
		],
		allowExit: "any"
	});
}
// src/git/open.ts
const NO_CREDENTIALS = {
	pushToken: null,
	fallbackToken: null,
	serverUrl: null
};
function openGit(options = {}) {
	return { open: (directory, mark) => openRepository(options, directory, mark) };
}
async function openRepository(options, directory, mark) {
	const { credentials = NO_CREDENTIALS, environment = process.env, markKey = "", temporaryDirectory } = options;
	const { place, config } = mark === void 0 ? await look(directory) : await lookAgain(mark, markKey);
	const baseline = captureBaseline(config, {
		...place,
		environment: captureEnvironment(process.env, options.isGiven ?? (() => true)),
		...mark !== void 0 && {
			programs: mark.programs,
			filterFiles: mark.filterFiles
		}
	});
	const { location, privateRepository, connection, remote, objects, history, diffs, landed } = connect({
		baseline,
		place,
		credentials,
		...temporaryDirectory !== void 0 && { temporaryDirectory }
	});
	const source = remote === null || connection === null ? null : openBranchSource(location, baseline, remote, connection);
	const files = openPrivateWorkTree(location, baseline, privateRepository);
	const identity = configuredIdentity(baseline.config, environment);
	return {
		...place,
		...history,
		remote,
		objects,
		diffs,
		landed,
		pager: configuredPager(baseline.entries),
		identity,
		get mark() {
			return mark ?? markRepository(place, [...config.entries, ...config.lfsEntries], baseline, markKey);
		},
		settings: baseline.settings,
		head: () => readHead(location),
		isShallow: async () => isShallow(place.commonDir),
		isBranchName: (name) => isBranchName(location, name),
		switchTo: (branch) => switchToBranch({
			location,
			source,
			isAncestor: history.isAncestor
		}, branch),
		cloneState: async () => await readCloneState(location, (await readHead(location)).sha),
		placesBesideHead: (since) => findPlacesBesideHead(location, since),
		commitTraces: (since, until) => readCommitTraces(location, since, until),
		snapshot: () => {
			baseline.filters.note();
			return takeSnapshot(location, files);
		},
		commitLeftovers: (request) => commitLeftovers({
			location,
			baseline,
			files,
			identity,
			remote
		}, request),
		archiveChanged: (since, request) => archiveChanged(location, baseline, since, request),
		commitStashes: (request, onto) => commitStashes({
			location,
			baseline,
			files,
			identity,
			remote
		}, request, onto),
		noteFilesThatStay: (since) => noteFilesThatStay(location, baseline, files, since),
		holdCheckout: () => holdCheckout({
			location,
			baseline,
			files
		}),
		diffStat: (from, to) => countChanges(privateRepository, baseline.objectFormat, from, to),
		submodulesOf: (commit) => submodulesOf(location, files, commit),
		dirtyPaths: async () => (await findDirtyFiles(location)).dirty.map(shownPath),
		otherWorkTreesWith: (branch) => otherWorkTreesWith(location, branch),
		operationOn: (branch) => findOperation(location, branch),
		localRefs: (prefix) => listRefs(location, prefix),
		updateLocalRefs: (updates) => updateLocalRefs(location, updates),
		notePush: (branch, to) => notePush(location, baseline, branch, to),
		keepersOf: (shas) => findKeepers(location, shas),
		resetBranch: (branch, from, to, pin) => resetLocalBranch(location, privateRepository, {
			branch,
			from,
			to,
			pin
		}),
		finishReset: (branch, from, to) => finishLocalReset(location, {
			branch,
			from,
			to
		}),
		makeScratch: () => makeScratch(location, connection, temporaryDirectory),
		close: async () => privateRepository.remove()
	};
}
async function look(directory) {
	const listing = listConfig(directory);
	listing.catch(() => {});
	const place = await locateWorkTree(directory);
	return {
		place,
		config: await readConfig(place.root, listing)
	};
}
async function lookAgain(mark, key) {
	const place = locateMark(mark);
	const { git } = mark.programs;
	const as = git === void 0 ? USERS_GIT : {
		...USERS_GIT,
		program: git
	};
	const { entries, lfsEntries } = await readConfig(place.root, listConfig(place.root, as));
	const known = (list) => settingsOfMark(list, mark, key);
	return {
		place,
		config: {
			entries: known(entries),
			lfsEntries: known(lfsEntries)
		}
	};
}
function connect(request) {
	const { baseline, credentials, limits, place, temporaryDirectory } = request;
	const { commonDir } = place;
	const repository = openPrivateRepository({
		baseline,
		commonDir,
		...temporaryDirectory !== void 0 && { temporaryDirectory }
	});
	const commits = openCommits(repository);
	const location = {
		...place,
		baseline,
		repository
	};
	const captured = baseline.remote;
	const connection = captured === null ? null : openConnection(baseline, captured, repository, credentials, limits);
	return {
		location,
		privateRepository: repository,
		connection,
		remote: captured === null || connection === null ? null : openRemote(captured, {
			repository,
			commits,
			connection
		}, openLfs({
			commonDir,
			baseline,
			repository,
			connection
		}, captured)),
		objects: connection === null ? null : openObjects(connection, repository),
		history: openHistory({
			location,
			repository,
			commits,
			connection
		}),
		diffs: openDiffs(repository, connection, baseline),
		landed: openLanded(repository)
	};
}
Object.defineProperty(exports, "BOT", {
	enumerable: true,
	get: function() {
		return BOT;
	}
});
Object.defineProperty(exports, "DATABASE_VARIABLE", {
	enumerable: true,
	get: function() {
		return DATABASE_VARIABLE;
	}
});
Object.defineProperty(exports, "HEADS", {
	enumerable: true,
	get: function() {
		return HEADS;
	}
});
Object.defineProperty(exports, "RUNNERS_OWN", {
	enumerable: true,
	get: function() {
		return RUNNERS_OWN;
	}
});
Object.defineProperty(exports, "STORE_NAMES", {
	enumerable: true,
	get: function() {
		return STORE_NAMES;
	}
});
Object.defineProperty(exports, "appliedUid", {
	enumerable: true,
	get: function() {
		return appliedUid;
	}
});
Object.defineProperty(exports, "botOf", {
	enumerable: true,
	get: function() {
		return botOf;
	}
});
Object.defineProperty(exports, "boundDroppedPin", {
	enumerable: true,
	get: function() {
		return boundDroppedPin;
	}
});
Object.defineProperty(exports, "branchRef", {
	enumerable: true,
	get: function() {
		return branchRef;
	}
});
Object.defineProperty(exports, "conflictRefusal", {
	enumerable: true,
	get: function() {
		return conflictRefusal;
	}
});
Object.defineProperty(exports, "coversVariable", {
	enumerable: true,
	get: function() {
		return coversVariable;
	}
});
Object.defineProperty(exports, "droppedInWords", {
	enumerable: true,
	get: function() {
		return droppedInWords;
	}
});
Object.defineProperty(exports, "forgeOf", {
	enumerable: true,
	get: function() {
		return forgeOf;
	}
});
Object.defineProperty(exports, "formatDroppedMessage", {
	enumerable: true,
	get: function() {
		return formatDroppedMessage;
	}
});
Object.defineProperty(exports, "formatPinMessage", {
	enumerable: true,
	get: function() {
		return formatPinMessage;
	}
});
Object.defineProperty(exports, "fragmentRef", {
	enumerable: true,
	get: function() {
		return fragmentRef;
	}
});
Object.defineProperty(exports, "goneInWords", {
	enumerable: true,
	get: function() {
		return goneInWords;
	}
});
Object.defineProperty(exports, "headsOf", {
	enumerable: true,
	get: function() {
		return headsOf;
	}
});
Object.defineProperty(exports, "inOperation", {
	enumerable: true,
	get: function() {
		return inOperation;
	}
});
Object.defineProperty(exports, "isBranchOfOurs", {
	enumerable: true,
	get: function() {
		return isBranchOfOurs;
	}
});
Object.defineProperty(exports, "isRunnersOwn", {
	enumerable: true,
	get: function() {
		return isRunnersOwn;
	}
});
Object.defineProperty(exports, "isStored", {
	enumerable: true,
	get: function() {
		return isStored;
	}
});
Object.defineProperty(exports, "ledgerRef", {
	enumerable: true,
	get: function() {
		return ledgerRef;
	}
});
Object.defineProperty(exports, "nameSteps", {
	enumerable: true,
	get: function() {
		return nameSteps;
	}
});
Object.defineProperty(exports, "nothingLeft", {
	enumerable: true,
	get: function() {
		return nothingLeft;
	}
});
Object.defineProperty(exports, "openGit", {
	enumerable: true,
	get: function() {
		return openGit;
	}
});
Object.defineProperty(exports, "parseBranch", {
	enumerable: true,
	get: function() {
		return parseBranch;
	}
});
Object.defineProperty(exports, "parseBudgets", {
	enumerable: true,
	get: function() {
		return parseBudgets;
	}
});
Object.defineProperty(exports, "parseConfidence", {
	enumerable: true,
	get: function() {
		return parseConfidence;
	}
});
Object.defineProperty(exports, "parseDroppedMessage", {
	enumerable: true,
	get: function() {
		return parseDroppedMessage;
	}
});
Object.defineProperty(exports, "parseFlag", {
	enumerable: true,
	get: function() {
		return parseFlag;
	}
});
Object.defineProperty(exports, "parseMinutes", {
	enumerable: true,
	get: function() {
		return parseMinutes;
	}
});
Object.defineProperty(exports, "parseNamedSteps", {
	enumerable: true,
	get: function() {
		return parseNamedSteps;
	}
});
Object.defineProperty(exports, "parsePinMessage", {
	enumerable: true,
	get: function() {
		return parsePinMessage;
	}
});
Object.defineProperty(exports, "parseTokens", {
	enumerable: true,
	get: function() {
		return parseTokens;
	}
});
Object.defineProperty(exports, "parseUsd", {
	enumerable: true,
	get: function() {
		return parseUsd;
	}
});
Object.defineProperty(exports, "parseWholeNumber", {
	enumerable: true,
	get: function() {
		return parseWholeNumber;
	}
});
Object.defineProperty(exports, "parseWord", {
	enumerable: true,
	get: function() {
		return parseWord;
	}
});
Object.defineProperty(exports, "proposalBody", {
	enumerable: true,
	get: function() {
		return proposalBody;
	}
});
Object.defineProperty(exports, "proposalBranch", {
	enumerable: true,
	get: function() {
		return proposalBranch;
	}
});
Object.defineProperty(exports, "quoteForShell", {
	enumerable: true,
	get: function() {
		return quoteForShell;
	}
});
Object.defineProperty(exports, "readAll", {
	enumerable: true,
	get: function() {
		return readAll;
	}
});
Object.defineProperty(exports, "readSetting", {
	enumerable: true,
	get: function() {
		return readSetting;
	}
});
Object.defineProperty(exports, "revertMessage", {
	enumerable: true,
	get: function() {
		return revertMessage;
	}
});
Object.defineProperty(exports, "revertedBy", {
	enumerable: true,
	get: function() {
		return revertedBy;
	}
});
Object.defineProperty(exports, "settlesIds", {
	enumerable: true,
	get: function() {
		return settlesIds;
	}
});
Object.defineProperty(exports, "signingBranch", {
	enumerable: true,
	get: function() {
		return signingBranch;
	}
});
Object.defineProperty(exports, "splitNames", {
	enumerable: true,
	get: function() {
		return splitNames;
	}
});
Object.defineProperty(exports, "toLimits", {
	enumerable: true,
	get: function() {
		return toLimits;
	}
});
Object.defineProperty(exports, "unquoteFromShell", {
	enumerable: true,
	get: function() {
		return unquoteFromShell;
	}
});
Object.defineProperty(exports, "worksOf", {
	enumerable: true,
	get: function() {
		return worksOf;
	}
});
