// src/usage/agent-command.ts
const FOLDER_OPTIONS = [
	"-C",
	"-w",
	"--cd",
	"--cwd",
	"--dir",
	"--directory",
	"--worktree"
];
function startsOf(agent, commands) {
	return commands.filter(({ names }) => namesOneOf(names, agent.names)).map(({ args }) => readFlags(args, agent));
}
function namesOneOf(words, names) {
	return words.some((word) => names.includes(word.replace(/(?<=[^/])@[^@/]*$/, "")));
}
function hasOption(starts, ...names) {
	return starts.some(({ options }) => names.some((name) => options.has(name)));
}
function optionValue(starts, ...names) {
	return optionValues(starts, ...names).at(-1);
}
function optionValues(starts, ...names) {
	return starts.flatMap(({ options }) => names.flatMap((name) => options.get(name) ?? [])).filter((value) => value !== "" && !/[$`]/.test(value));
}
function isResuming(starts, { resuming = [] }) {
	return hasOption(starts, ...resuming) || starts.some(({ words }) => words.slice(0, 2).some((w) => resuming.includes(w)));
}
function namesFolder(starts) {
	return hasOption(starts, ...FOLDER_OPTIONS);
}
function readFlags(args, { withValue = [] }) {
	const options = new Map();
	const words = [];
	const add = (name, value) => options.set(name, [...options.get(name) ?? [], value]);
	for (let i = 0; i < args.length; i++) {
		const arg = args[i] ?? "";
		if (arg === "--") {
			words.push(...args.slice(i + 1));
			break;
		}
		const [, long, longText] = /^(--[^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
		if (long !== void 0) add(long, longText ?? (withValue.includes(long) ? args[++i] ?? "" : ""));
		else if (!/^-[^-]/.test(arg)) words.push(arg);
		else for (let at = 1; at < arg.length; at++) {
			const [name, rest] = [`-${arg[at]}`, arg.slice(at + 1)];
			if (withValue.includes(name)) add(name, rest === "" ? args[++i] ?? "" : rest.replace(/^=/, ""));
			else if (rest.startsWith("=")) add(name, rest.slice(1));
			else {
				add(name, "");
				continue;
			}
			break;
		}
	}
	return {
		options,
		words
	};
}
Object.defineProperty(exports, "hasOption", {
	enumerable: true,
	get: function() {
		return hasOption;
	}
});
Object.defineProperty(exports, "isResuming", {
	enumerable: true,
	get: function() {
		return isResuming;
	}
});
Object.defineProperty(exports, "namesFolder", {
	enumerable: true,
	get: function() {
		return namesFolder;
	}
});
Object.defineProperty(exports, "namesOneOf", {
	enumerable: true,
	get: function() {
		return namesOneOf;
	}
});
Object.defineProperty(exports, "optionValue", {
	enumerable: true,
	get: function() {
		return optionValue;
	}
});
Object.defineProperty(exports, "optionValues", {
	enumerable: true,
	get: function() {
		return optionValues;
	}
});
Object.defineProperty(exports, "startsOf", {
	enumerable: true,
	get: function() {
		return startsOf;
	}
});
