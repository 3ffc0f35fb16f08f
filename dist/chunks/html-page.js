(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_crypto = __late(() => require("node:crypto"));
// src/render/html-page.ts
function renderPage({ title, style, script = null, body }) {
	const sheet = `${BASE_STYLE}${style}`;
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${[
		`default-src 'none'`,
		`style-src '${digest(sheet)}'`,
		...script === null ? [] : [`script-src '${digest(script)}'`],
		`base-uri 'none'`,
		`form-action 'none'`
	].join("; ")}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${sheet}</style>
${script === null ? "" : `<script>${script}<\/script>\n`}</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}
function digest(text) {
	return `sha256-${(0, node_crypto.createHash)("sha256").update(text).digest("base64")}`;
}
const BASE_STYLE = `
:root { color-scheme: light dark; --text: #1f2328; --dim: #59636e; --back: #fff; --line: #d1d9e0; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --dim: #9198a1; --back: #0d1117; --line: #3d444d; } }
body { margin: 0; color: var(--text); background: var(--back); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 75rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin-top: 2rem; }
table { border-collapse: collapse; }
th, td { border: 1px solid var(--line); padding: .25rem .75rem; text-align: left; overflow-wrap: anywhere; }
.wide { overflow-x: auto; max-width: 100%; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
`;
const ENTITIES = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
function escapeHtml(text) {
	return visibleText(text).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? "");
}
function visibleText(text) {
	return text.replace(/(?![\t\n])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (char) => {
		return `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
	});
}
function htmlTable(columns, rows, caption) {
	const head = columns.map(({ title, isFigure }) => title === "" ? "<td></td>" : `<th scope="col"${isFigure === true ? " class=\"n\"" : ""}>${escapeHtml(title)}</th>`);
	const body = rows.map(([name = "", ...cells]) => {
		const others = cells.map((cell, at) => `<td${columns[at + 1]?.isFigure === true ? " class=\"n\"" : ""}>${escapeHtml(cell)}</td>`);
		return `<tr><th scope="row">${escapeHtml(name)}</th>${others.join("")}</tr>`;
	});
	const label = escapeHtml(caption);
	return `<div class="wide" tabindex="0" role="region" aria-label="${label}"><table><caption>${label}</caption><thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table></div>`;
}
Object.defineProperty(exports, "escapeHtml", {
	enumerable: true,
	get: function() {
		return escapeHtml;
	}
});
Object.defineProperty(exports, "htmlTable", {
	enumerable: true,
	get: function() {
		return htmlTable;
	}
});
Object.defineProperty(exports, "renderPage", {
	enumerable: true,
	get: function() {
		return renderPage;
	}
});
Object.defineProperty(exports, "visibleText", {
	enumerable: true,
	get: function() {
		return visibleText;
	}
});
});
