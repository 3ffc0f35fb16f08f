(function (exports, require, module, __filename, __dirname) {
const require_action_help_run_steps = require("./action-help-run-steps.js");
// src/render/escape.ts
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\u115f\u1160\u3164\uffa0]|[\u{e0100}-\u{e01ef}]/gu;
const LONE_SURROGATE = /\p{Cs}/gu;
const PLAIN_LINE = /^[ -~]*$/;
function cleanLine(text, maxLength) {
	const head = text.slice(0, maxLength * 8 + 1e3);
	if (PLAIN_LINE.test(head)) return require_action_help_run_steps.cutText(head.replaceAll(/ +/g, " ").trim(), maxLength);
	return require_action_help_run_steps.cutText(head.replaceAll(LONE_SURROGATE, "\ufffd").replaceAll(/[\s\u0085]+/gu, " ").replaceAll(INVISIBLE, "").trim(), maxLength);
}
const COPIED_WHOLE = /((?<![\w/.-])refs\/[\w/.-]*[\w/-]|(?<![a-z0-9])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![a-z0-9])|(?<![a-z0-9])[0-9a-f]{7,64}(?![a-z0-9]))/i;
function escapeText(text, maxLength = 200) {
	return cleanLine(text, maxLength).split(COPIED_WHOLE).map((part, index) => index % 2 === 1 ? `<code>${escapeSigns(part, ADDRESSES)}</code>` : escapeSigns(part, REFERENCES)).join("");
}
function escapeCode(text, maxLength = 200) {
	return `<code>${escapeSigns(cleanLine(text, maxLength), ADDRESSES)}</code>`;
}
function escapeBlock(text, maxLength) {
	const lines = cleanLines(text.slice(0, maxLength * 8 + 1e3));
	return `<pre>${escapeSigns(require_action_help_run_steps.cutText(lines, maxLength), ADDRESSES).replaceAll("\n", "&#10;")}</pre>`;
}
function cleanLines(text) {
	return text.split(/\r\n|[\n\r\u0085\u2028\u2029]/).map((line) => cleanIndented(line)).join("\n");
}
function link(text, url) {
	if (url === null || !/^https?:\/\/[^\s]+$/i.test(url) || !URL.canParse(url)) return text;
	return `<a href="${new URL(url).href.replaceAll(/[^A-Za-z0-9:/.?#%=@_~+,;-]/g, percentEncode).replaceAll("&", "&amp;")}">${text}</a>`;
}
function escapeMermaid(text, maxLength = 40) {
	return cleanLine(text, maxLength).replaceAll(/[!-+:-@[-^`{-~]/g, (char) => `#${char.charCodeAt(0)};`);
}
function cleanIndented(line) {
	const spaced = line.replaceAll("	", "  ");
	return (PLAIN_LINE.test(spaced) ? spaced : spaced.replaceAll(LONE_SURROGATE, "\ufffd").replaceAll(INVISIBLE, "")).trimEnd();
}
const ADDRESSES = /[@$]|:(?=\/)|(?<![a-z0-9])w(?=ww\.)/gi;
const REFERENCES = /[@$#]|:(?=\/|[\w+-]+:)|(?<![a-z0-9])w(?=ww\.)|(?<=(?<![a-z0-9])gh)-(?=\d)/gi;
function escapeSigns(text, isolated) {
	return text.replaceAll(isolated, (sign) => `\u0001${sign}\u0002`).replaceAll(/[&<>[\]\\`*~|]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, (char) => `&#${char.charCodeAt(0)};`).replace(/^[+=-]|(?<=^\d+)[.)](?= |$)/, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll("", "<span>").replaceAll("", "</span>");
}
function percentEncode(char) {
	return char === "&" ? char : encodeURIComponent(char).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
}
function sections(parts) {
	return require_action_help_run_steps.joinFilled(parts, "\n\n");
}
function folded(title, content) {
	return content === "" ? "" : `<details><summary>${title}</summary>\n\n${content}\n\n</details>`;
}
function list(items) {
	return items.map((item) => `- ${item}`).join("\n");
}
function titledList(title, items) {
	return items.length === 0 ? "" : sections([`**${title}**`, list(items)]);
}
function table(head, rule, rows) {
	return [
		head,
		rule,
		...rows
	].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
function factList(facts) {
	return list(facts.filter(([, value]) => value !== "").map(([name, value]) => `${name}: ${value}`));
}
Object.defineProperty(exports, "cleanLines", {
	enumerable: true,
	get: function() {
		return cleanLines;
	}
});
Object.defineProperty(exports, "escapeBlock", {
	enumerable: true,
	get: function() {
		return escapeBlock;
	}
});
Object.defineProperty(exports, "escapeCode", {
	enumerable: true,
	get: function() {
		return escapeCode;
	}
});
Object.defineProperty(exports, "escapeMermaid", {
	enumerable: true,
	get: function() {
		return escapeMermaid;
	}
});
Object.defineProperty(exports, "escapeText", {
	enumerable: true,
	get: function() {
		return escapeText;
	}
});
Object.defineProperty(exports, "factList", {
	enumerable: true,
	get: function() {
		return factList;
	}
});
Object.defineProperty(exports, "folded", {
	enumerable: true,
	get: function() {
		return folded;
	}
});
Object.defineProperty(exports, "link", {
	enumerable: true,
	get: function() {
		return link;
	}
});
Object.defineProperty(exports, "list", {
	enumerable: true,
	get: function() {
		return list;
	}
});
Object.defineProperty(exports, "sections", {
	enumerable: true,
	get: function() {
		return sections;
	}
});
Object.defineProperty(exports, "table", {
	enumerable: true,
	get: function() {
		return table;
	}
});
Object.defineProperty(exports, "titledList", {
	enumerable: true,
	get: function() {
		return titledList;
	}
});
});
